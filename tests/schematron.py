"""A small ISO Schematron (queryBinding xslt2) over elementpath: enough for the dialects of TBX.

In a pattern a node is judged by the first rule whose context it matches (ISO/IEC 19757-3, 6.5).
"""

from dataclasses import dataclass
from pathlib import Path

from elementpath import XPath2Parser, XPathContext, build_lxml_node_tree
from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"


@dataclass(frozen=True)
class Rule:
    context: object
    asserts: tuple[tuple[object, str], ...]


class Schematron:
    def __init__(self, path: Path) -> None:
        schema = etree.parse(path).getroot()
        names = {ns.get("prefix"): ns.get("uri") for ns in schema.iter(SCH + "ns")}
        parser = XPath2Parser(namespaces=names)
        self.patterns = [
            [
                Rule(
                    parser.parse(f"/descendant-or-self::node()/({rule.get('context')})"),
                    tuple((parser.parse(f"boolean({a.get('test')})"), "".join(a.itertext()).strip()) for a in rule.iter(SCH + "assert")),
                )
                for rule in pattern.iter(SCH + "rule")
            ]
            for pattern in schema.iter(SCH + "pattern")
        ]  # fmt: skip

    def failed(self, document: etree._ElementTree) -> list[str]:
        """Messages of failed asserts."""
        root = build_lxml_node_tree(document)
        found = []
        for pattern in self.patterns:
            judged = set()
            for rule in pattern:
                for node in list(rule.context.select(XPathContext(root))):
                    if id(node) in judged:
                        continue
                    judged.add(id(node))
                    found += [
                        m for test, m in rule.asserts if not test.evaluate(XPathContext(root, item=node))
                    ]
        return found
