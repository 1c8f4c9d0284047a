"""The data categories of TBX-Min and TBX-Basic: element, levels, values (ISO 30042:2019; the dialects' Schematrons)."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import TermStatus

TBX = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CONCEPT, LANGUAGE, TERM = "conceptEntry", "langSec", "termSec"
_ALL = frozenset({CONCEPT, LANGUAGE, TERM})
_ENDS = frozenset({CONCEPT, TERM})


@dataclass(frozen=True, slots=True)
class Category:
    """A data category: the element it is in DCA, the module its name belongs to in DCT, where it may stand."""

    element: str
    module: str
    levels: frozenset[str]
    values: frozenset[str] = frozenset()  # empty: any text


_STATUS = "preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts supersededTerm-admn-sts"
_TERM = frozenset({TERM})
CATEGORIES = {
    "customerSubset": Category("admin", "min", _ENDS),
    "subjectField": Category("descrip", "min", frozenset({CONCEPT})),
    "administrativeStatus": Category("termNote", "min", _TERM, frozenset(_STATUS.split())),
    # The official good files use usageStatus, the Schematrons know administrativeStatus only: read, never written.
    "usageStatus": Category("termNote", "min", _TERM, frozenset("preferred admitted deprecated superseded".split())),
    "partOfSpeech": Category("termNote", "min", _TERM, frozenset("noun verb adjective adverb other".split())),
    "externalCrossReference": Category("xref", "min", _ALL),
    "projectSubset": Category("admin", "basic", _ENDS),
    "source": Category("admin", "basic", _ALL),
    "context": Category("descrip", "basic", _TERM),
    "definition": Category("descrip", "basic", frozenset({CONCEPT, LANGUAGE})),
    "crossReference": Category("ref", "basic", _ENDS),
    "geographicalUsage": Category("termNote", "basic", _TERM),
    "grammaticalGender": Category("termNote", "basic", _TERM, frozenset("masculine feminine neuter other".split())),
    "termLocation": Category(
        "termNote", "basic", _TERM,
        frozenset("""checkBox comboBox comboBoxElement dialogBox groupBox informativeMessage interactiveMessage menuItem
        progressBar pushButton radioButton slider spinBox tab tableText textBox toolTip user-definedType""".split()),
    ),
    "termType": Category(
        "termNote", "basic", _TERM, frozenset("fullForm acronym abbreviation shortForm variant phrase".split())
    ),
    # "creation" stands in the official good files, "origination" in the Schematrons.
    "transactionType": Category("transac", "basic", _ALL, frozenset("origination modification creation".split())),
    "responsibility": Category("transacNote", "basic", _ALL),
    "xGraphic": Category("xref", "basic", frozenset({CONCEPT, LANGUAGE})),
}  # fmt: skip
DIALECTS = {"TBX-Core": frozenset(), "TBX-Min": frozenset({"min"}), "TBX-Basic": frozenset({"min", "basic"})}

STATUS_VALUES = {
    TermStatus.PREFERRED: "preferredTerm-admn-sts",
    TermStatus.ADMITTED: "admittedTerm-admn-sts",
    TermStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    TermStatus.SUPERSEDED: "supersededTerm-admn-sts",
    TermStatus.FORBIDDEN: "deprecatedTerm-admn-sts",  # and a note, for no dialect forbids
}
