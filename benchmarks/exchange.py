"""What a translation memory of 100,000 units costs: reading, importing, finding, writing; processor seconds.

    python -m benchmarks.exchange [UNITS]

The units are invented: Chinese and Tibetan sentences of 8 to 50 characters and syllables, an inline code in
one of five. Memory is the peak of the whole process so far.
"""

from __future__ import annotations

import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from aligner import exporting, importing, memory, store
from aligner.exchange import Code, Header, Remark, Unit, Variant, read_tmx, write_tmx
from benchmarks.measuring import peak

ZH = "本院认为被告应当依照中华人民共和国民法典第条于年月日前偿还借款元原告诉称上述事实有证据证实判决如下驳回其他请求"
BO = "ཁྲིམས ཁང འདིས འདོད པར གཏུག ཡུལ གྱིས གཡར དངུལ སྒོར ཕྱིར འཇལ བྱེད དགོས བུ ལོན".split()
HEADER = Header(tuple({
    "creationtool": "T", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "T", "adminlang": "zh-CN",
    "srclang": "zh-CN", "datatype": "html",
}.items()))  # fmt: skip


def invented(count: int) -> Iterator[Unit]:
    rng = random.Random(1)
    for n in range(count):
        zh = "".join(rng.choices(ZH, k=rng.randint(8, 50))) + "。"
        bo = "་".join(rng.choices(BO, k=rng.randint(8, 50))) + "།"
        codes = (
            (Code(0, '<bpt i="1">&lt;b&gt;</bpt>'), Code(3, '<ept i="1">&lt;/b&gt;</ept>'))
            if n % 5 == 0
            else ()
        )
        yield Unit(
            (Variant("zh-CN", zh, codes), Variant("bo-CN", bo)), (("tuid", str(n)), ("changedate", "20240203T040506Z")),
            (Remark("prop", "示例", (("type", "x-court"),)),),
        )  # fmt: skip


def measure(what: str, work: Callable[[], object]) -> None:
    began, clock = time.process_time(), time.perf_counter()
    result = work()
    seconds, waited = time.process_time() - began, time.perf_counter() - clock
    print(
        f"{what:<34} {seconds:6.2f} s   on the clock {waited:6.2f} s   peak {peak():4} MB   {result}",
        flush=True,
    )


def main(count: int = 100_000) -> None:
    print(f"# {count} units, Python {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        path, book, again = (Path(folder) / name for name in ("memory.tmx", "book.db", "again.tmx"))
        with path.open("w", encoding="utf-8") as out:
            write_tmx(out, HEADER, invented(count))
        db = store.open_workspace(book)
        print(f"# {path.stat().st_size >> 20} MB of TMX")
        measure("reading", lambda: sum(1 for _ in read_tmx(path)[1]))
        measure("importing", lambda: importing.add_memories(db, [path], "")[0].sentences)
        measure("putting into the memory", lambda: memory.update(db))
        measure("importing the same again", lambda: importing.add_memories(db, [path], "")[0].outcome)
        measure("finding", lambda: store.count(db, "判决"))
        at = datetime(2026, 1, 1, tzinfo=UTC)
        measure("writing TMX", lambda: exporting.export_tmx(db, again, store.outgoing(db), at, "1"))
        measure("writing TSV", lambda: exporting.export_tsv(again, store.outgoing(db)))
        measure("forgetting", lambda: store.remove_memory(db, store.memories(db)[0].sha256))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
