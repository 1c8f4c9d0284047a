"""Rubbish for every reader and parser: none may crash or hang; what cannot be read is refused with a ValueError.

    python -m benchmarks.fuzz [N] [SEED]

Runs every target N times (default 2,000) on mutated files of the sample and on texts put together from what the
parsers look for, and prints how many runs, how many were refused, the slowest of them, and every failure with the
input that made it. A run of more than 20 s of the processor counts as a hang.
"""

from __future__ import annotations

import io
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpora import case_numbers, judgments, legacy, masking, placeables, privacy, readers
from corpora.languages import CODES, get, menksoft
from corpora.languages.recognise import recognise
from corpora.readers import archives

LONGEST = 20                 # seconds after which a run hangs
SAMPLE = Path(__file__).parent.parent / "corpora" / "sample" / "files"
SAYINGS = (
    "原告：", "被告人", "扎某1", "某某", "×××", "（2020）青2802民初123号", "(2013)靖刑初字第15号", "第一百三十三条之一第二款第（三）项",
    "二〇二〇年十月十五日", "2020年10月15日", "1.2万元", "壹佰贰拾叁万肆仟元整", "万分之五", "十五日内", "三年六个月", "一案，本院于", "判决如下：",
    "依照《中华人民共和国民法典》", "人民法院\n", "民 事 判 决 书\n", "本院认为，", "案件受理费", "审判长", "一、", "（一）", "①", "《", "》", "（", "）",
    "བཅོ་ལྔ", "ཉི་ཤུ་རྩ་ལྔ", "ཆེ་གེ་མོ་2", "༢༥", "དོན་ཚན་བཅུ་གཅིག་པ", "2024ལོའི་ཟླ་5ཚེས་30", "ཁྲིམས་ཁང", "།", "༎", "་", "༌", "ཀྵ", "\u0f71\u0f72\u0f74",
    "ᠮᠧᠦ1", "ᠳ᠋ᠤᠭᠡᠷ ᠵᠦᠢᠯ", "2015 ᠣᠨ ᠤ 6", "ᠠ\u180e", "\u202f", "\u180b", "᠃", "\ue264\ue263\ue310\ue34f",
    "11-ماددا", "پالانى", "2020-يىلى", "؟", "\u200f", "11 бап", "Арван нэгдүгээр зүйл", "제 11 조", "김모1", "Diuz itcien lingz",
    "110105194912310021", "13800138000", "4111 1111 1111 1111", "\t", " ", "\u3000", "\n\n", "\r\n", "\0", "\ufeff", "\ufffd", "\U0001f600", "e\u0301",
    "0" * 40, "9" * 300, "一" * 200, "千万亿" * 30, "(" * 90, "第" * 60, "་" * 80, "aA1", "，", "。", "-", "/", "%",
)  # fmt: skip


def text(random: random.Random) -> str:
    """Sayings in any order, with a character of anywhere now and then."""
    pieces = [random.choice(SAYINGS) for _ in range(random.randrange(1, 60))]
    pieces += [chr(random.choice((random.randrange(0xD800), random.randrange(0xE000, 0x110000)))) for _ in range(random.randrange(4))]
    random.shuffle(pieces)
    return "".join(pieces)


def mutated(content: bytes, random: random.Random) -> bytes:
    """Bytes with a few places changed, cut out, doubled or cut off."""
    out = bytearray(content)
    for _ in range(random.randrange(1, 8)):
        at, length = random.randrange(len(out) + 1), random.randrange(1, 40)
        how = random.randrange(5)
        if how == 0:
            out[at : at + length] = random.randbytes(length)
        elif how == 1:
            del out[at : at + length]
        elif how == 2:
            out[at:at] = out[at : at + length] * random.randrange(1, 20)
        elif how == 3:
            out[at : at + 1] = bytes([random.randrange(256)])
        else:
            del out[at + length * 50 :]
    return bytes(out)


def files() -> list[tuple[str, bytes]]:
    """Names and bytes of the sample's files, and of two zip archives of them."""
    found = [(path.name, path.read_bytes()) for path in sorted(SAMPLE.rglob("*")) if path.is_file()]
    inner = zipped({name: content for name, content in found[:3]})
    return [*found, ("卷.zip", inner), ("卷宗.zip", zipped({"里.zip": inner, "1.txt": found[0][1]}))]


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def repacked(content: bytes, random: random.Random) -> bytes:
    """A zip file with one member mutated, so that the damage is in what is packed and not in the packing."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    chosen = random.choice(sorted(members))
    return zipped(members | {chosen: mutated(members[chosen], random)})


def broken_file(random: random.Random, known: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    name, content = random.choice(known)
    packed = content.startswith(b"PK") and random.random() < 0.7
    content = repacked(content, random) if packed else mutated(content, random)
    return (name if random.random() < 0.8 else random.choice(("1.txt", "1.docx", "1.pdf", "1.html", "1.zip", "无后缀"))), content


# Targets: each makes its input from a source of chance, and runs; a ValueError is a refusal


@dataclass(frozen=True, slots=True)
class Target:
    """Something that must not fall over: `make` gives an input, `run` takes it."""

    name: str
    make: Callable[[random.Random], object]
    run: Callable[..., object]


def targets(folder: Path) -> Iterator[Target]:
    """All of them; `folder` is for those that read from a path."""
    known = files()
    yield Target("corpora.readers", lambda r: broken_file(r, known), lambda given: readers.read(*given))
    yield Target("corpora.readers.archives", lambda r: broken_file(r, known[-2:]), lambda given: list(archives.members(*given)))
    yield Target("corpora: a file to a document", lambda r: broken_file(r, known), _whole_way)
    yield Target("corpora.judgments, outlines", lambda r: (r.choice(CODES), text(r)), _understood)
    yield Target("corpora.placeables", lambda r: (r.choice(CODES), text(r)), _placeables)
    yield Target("corpora.languages", lambda r: (r.choice(CODES), text(r)), _language)
    yield Target("corpora.case_numbers", text, lambda given: [case_numbers.find(given), case_numbers.parse(given)])
    yield Target("corpora.masking, privacy", lambda r: (r.choice(CODES), text(r)), _masked)
    yield Target("corpora.legacy", text, lambda given: [legacy.diagnose(given), recognise(given), menksoft.to_unicode(given)])
    yield from _later_packages(folder)


def _whole_way(given: tuple[str, bytes]) -> None:
    reading = readers.read(*given)
    legacy.diagnose(reading.text, reading.fonts)
    language = get(recognise(reading.text) or "zh")
    judgments.understand(reading.text, language)


def _understood(given: tuple[str, str]) -> None:
    code, body = given
    document = judgments.understand(body, get(code))
    last = 0
    for segment in document.segments:
        assert last <= segment.start < segment.end <= len(body), "segments ascend and stay inside"
        last = segment.end


def _placeables(given: tuple[str, str]) -> None:
    language = get(given[0])
    shown = language.text(given[1])
    found = placeables.find(shown, language)
    assert all(0 <= p.start < p.end <= len(shown) for p in found)
    for placeable in found:
        placeables.parts(shown, placeable, language)


def _language(given: tuple[str, str]) -> None:
    language = get(given[0])
    shown = language.text(given[1])
    assert language.text(shown) == shown, "text is idempotent"
    key = language.key(shown)
    assert language.key(key) == key, "key is idempotent"
    language.words(shown, ()), language.units(shown), language.sentences(given[1]), language.number(shown[:30])


def _masked(given: tuple[str, str]) -> None:
    language = get(given[0])
    document = judgments.understand(given[1], language)
    masks = masking.masking(document.parties, language)
    masking.apply(language.text(document.body), masks.names, language)
    privacy.findings(document, language)
    privacy.without_numbers(given[1])


def _later_packages(folder: Path) -> Iterator[Target]:
    from aligner import query
    from aligner.exchange import gold, tmx
    from glossary.exchange import files as term_files

    def written(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
        def run(content: bytes) -> object:
            path = folder / name
            path.write_bytes(content)
            return read(path)

        return run

    def units(path: Path) -> list:
        return list(tmx.read_tmx(path)[1])

    yield Target("aligner.exchange: tmx", lambda r: mutated(TMX, r), written("1.tmx", units))
    yield Target("aligner.exchange: beads", text, lambda given: gold.parse_beads(given, "1.gold"))
    yield Target("aligner.exchange: terms", lambda r: mutated(CSV, r), written("1.tsv", gold.read_terms))
    yield Target("aligner.query", text, query.parse)
    for name, content in (("1.tbx", TBX), ("1.csv", CSV), ("1.txt", CSV), ("1.xlsx", workbook())):
        make = (lambda c: lambda r: repacked(c, r) if c[:2] == b"PK" and r.random() < 0.7 else mutated(c, r))(content)
        yield Target(f"glossary.exchange: {name[2:]}", make, written(name, lambda path: term_files.read_terms(path, "词典")))


TMX = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header creationtool="x" creationtoolversion="1"
segtype="sentence" o-tmf="x" adminlang="en" srclang="zh" datatype="plaintext"/><body><tu tuid="1"><tuv xml:lang="zh"><seg>本院认为<bpt i="1"/>，合同有效。</seg></tuv>
<tuv xml:lang="bo"><seg>ཁྲིམས་ཁང་འདིས་འདོད་པར།</seg></tuv></tu><tu><tuv xml:lang="zh"><seg>判决如下</seg></tuv><tuv xml:lang="ug"><seg>ھۆكۈم</seg></tuv></tu></body></tmx>""".encode()
TBX = """<?xml version="1.0" encoding="UTF-8"?><tbx type="TBX-Basic" style="dca" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2"><tbxHeader><fileDesc><sourceDesc><p>x</p>
</sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id="c1"><descrip type="subjectField">民事</descrip><langSec xml:lang="zh"><termSec><term>原告</term></termSec></langSec>
<langSec xml:lang="bo"><termSec><term>ཞུ་གཏུག་པ</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>""".encode()
CSV = "汉文\t藏文\t备注\n原告\tཞུ་གཏུག་པ\t一审\n被告\tགཏུག་ཡུལ\t\n\"引号,里\"\tགཞན\t# 注\n".encode()


def workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("汉文", "藏文", "备注"), ("原告", "ཞུ་གཏུག་པ", "一审"), ("被告", "གཏུག་ཡུལ", None)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@dataclass(slots=True)
class Result:
    """What became of the runs of a target."""

    runs: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: int = 0


def fuzz(target: Target, runs: int, seed: int, guard: Callable[[int], object] = lambda seconds: None) -> tuple[Result, list[str]]:
    """Run a target; `guard` is told the seconds a run may take, and 0 after it. Returns counts and failures in words."""
    result, failures = Result(), []
    for number in range(runs):
        given = target.make(random.Random(f"{target.name} {seed} {number}"))
        began = time.process_time()
        try:
            guard(LONGEST)
            target.run(given)
        except ValueError as error:
            result.refused += 1
            if isinstance(error, UnicodeError):
                failures.append(f"{target.name} #{number}: {error!r} on {given!r:.300}")
        except Exception:
            failures.append(f"{target.name} #{number}: {traceback.format_exc(limit=-4)} on {given!r:.300}")
        finally:
            guard(0)
        result.runs += 1
        result.slowest = max(result.slowest, time.process_time() - began)
    result.failures = len(failures)
    return result, failures


def _alarm(*_: object) -> None:
    raise TimeoutError(f"a run of more than {LONGEST} s")


def main(runs: int, seed: int) -> None:
    signal.signal(signal.SIGPROF, _alarm)
    get("zh").words("预备", ())  # loads the dictionary of words, which is no part of a run
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for target in targets(Path(folder)):
            result, failures = fuzz(target, runs, seed, lambda seconds: signal.setitimer(signal.ITIMER_PROF, seconds))
            total += result.runs
            print(f"{target.name:32} {result.runs:7} runs {result.refused:7} refused {result.slowest:7.3f} s slowest {result.failures:4} failed", flush=True)
            print(*failures[:5], sep="\n", end="\n" if failures else "")
    print(f"{total} runs, seed {seed}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
