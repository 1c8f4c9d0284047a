"""Do exports pass the official schemas and come back equal, and how long does a dictionary take?

    python -m benchmarks.exchange_terms [TERMBASES]

Termbases (10,000 by default, about half an hour) are those of tests/made_terms.py: every field, status and script. Each
is written in one of the five dialects and styles, validated with TBXcoreStructV03.rng and the dialect's Schematron
from ../shared/data/interchange/tbx_schemas, read back and compared. Then a dictionary of 20,000 rows in Excel is read,
planned and put into a workspace, and again.
"""

from __future__ import annotations

import io
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from benchmarks.measuring import DATA, ROOT
from glossary import importing, store
from glossary.exchange import read_terms
from glossary.exchange.tbx import read_tbx, write_tbx

SCHEMAS = DATA / "interchange" / "tbx_schemas"
CORE = SCHEMAS / "TBX_core_module/docs/TBX_core_module_1.0/TBX_Core_RNG/TBXcoreStructV03.rng"
RULES = {
    ("TBX-Core", "dca"): "TBX-Core/Schemas/TBX-Core.sch",
    ("TBX-Min", "dca"): "TBX-Min/DCA/TBX-Min_DCA.sch",
    ("TBX-Min", "dct"): "TBX-Min/DCT/TBX-Min_DCT.sch",
    ("TBX-Basic", "dca"): "TBX-Basic/DCA/TBX-Basic_DCA.sch",
    ("TBX-Basic", "dct"): "TBX-Basic/DCT/TBX-Basic_DCT.sch",
}
_PART = 250  # termbases between two lines of progress
AT = "2026-03-02T09:00:00+00:00"


def validate(termbases: int, folder: Path) -> Counter[str]:
    """Counts of termbases, concepts, terms, and of what went wrong."""
    sys.path.insert(0, str(ROOT / "tests"))
    from made_terms import arranged
    from made_terms import termbases as made
    from schematron import Schematron

    grammar = etree.RelaxNG(etree.parse(CORE))
    rules = {how: Schematron(SCHEMAS / name) for how, name in RULES.items()}
    found: Counter[str] = Counter()
    path = folder / "terms.tbx"

    def run(base, how) -> None:
        out = io.BytesIO()
        write_tbx(base, out, *how)
        path.write_bytes(out.getvalue())
        document = etree.parse(io.BytesIO(out.getvalue()))
        found["termbases"] += 1
        found["concepts"] += len(base)
        found["terms"] += sum(len(c.terms) for c in base)
        found["not valid by the grammar"] += not grammar.validate(document)
        found["failed asserts"] += len(rules[how].failed(document))
        found["not equal when read"] += [e.concept for e in read_tbx(path).entries] != [
            arranged(c) for c in base
        ]

    plain = settings(
        deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    for n in range(0, termbases, _PART):
        part = given(base=made(), how=st.sampled_from(list(RULES)))(run)
        seed(n)(settings(plain, max_examples=min(_PART, termbases - n))(part))()
        print(dict(found), file=sys.stderr, flush=True)
    return found


def dictionary(path: Path, rows: int) -> None:
    """A Chinese-Tibetan dictionary as a court keeps it: a title, a head, several renderings in a cell."""
    zh, bo = "法院判决上诉人民共同财产有期徒刑罚金执行程序", ("ཁྲིམས", "ཁང", "གོང", "ཞུ", "བྱེད", "པ", "ཆོས")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["汉藏对照法律词典"])
    sheet.append(["序号", "汉文", "藏文", "类别", "备注"])
    for n in range(rows):
        term = "".join(zh[(n * k) % len(zh)] for k in (1, 3, 7)) + zh[n % 19] + str(n)
        renderings = ["་".join(bo[(n * k + m) % 7] for k in (1, 2, 3, 5)) for m in range(1 + n % 2)]
        sheet.append([n + 1, term, "；".join(renderings), ("刑事", "民事")[n % 2], None])
    book.save(path)


def main(termbases: int = 10_000, rows: int = 20_000) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "汉藏对照法律词典.xlsx"
        dictionary(path, rows)
        book = store.open_workspace(folder / "w.db")
        for what in ("first", "again"):
            begun = time.perf_counter(), time.process_time()
            reading = read_terms(path)
            read = time.perf_counter()
            plan = importing.plan(store.concepts(book), reading)
            planned = time.perf_counter()
            store.put_concepts(book, plan.concepts(), "测试", AT)
            done = time.perf_counter()
            print(
                f"{rows} rows of Excel, {what}: read {read - begun[0]:.1f} s, planned {planned - read:.1f} s, "
                f"written {done - planned:.1f} s, processor {time.process_time() - begun[1]:.1f} s; "
                f"{len(plan.add)} added, {len(plan.same)} the same"
            )
        if SCHEMAS.is_dir():
            begun = time.perf_counter()
            found = validate(termbases, folder)
            print(
                ", ".join(f"{count} {what}" for what, count in found.items()),
                f"{time.perf_counter() - begun:.0f} s",
            )
        else:
            print(f"no schemas at {SCHEMAS}: exports are not validated")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
