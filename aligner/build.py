"""From documents to linked pairs, step by step; every step does only what is new.

Nothing is held open while the machine computes: each document's beads and each batch of links are
written in a short transaction of their own, so several people can work meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from sqlite_utils import Database

from aligner import kernels, memory, store, words
from aligner.articles import cuts
from aligner.content import Translations
from aligner.embedding import Embedder
from aligner.fixed import Reduced, lessons, put_back, take_out
from aligner.lexicon import Lexicon
from aligner.likeness import Sketch, sketch
from aligner.model import Bead
from aligner.pairing import pair
from aligner.pieces import Cell, Vectors
from aligner.sentences import align
from aligner.sides import Entry, Side, entry, prepare
from aligner.store import Task
from aligner.teaching import teach
from aligner.texts import joined, segment_texts
from aligner.translations import translations
from corpora import placeables
from corpora import store as corpora_store
from corpora.languages import CODES, get
from corpora.model import Document, Genre
from corpora.progress import Progress, silent

Terms = Mapping[str, Sequence[tuple[str, str]]]

SOURCE = "zh"
TOGETHER = 5_000  # pairs of two languages up to which new links are learnt from all of them anew


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: pairs of documents found and aligned, beads written, pairs linked."""

    paired: int
    aligned: int
    beads: int
    linked: int


def update(db: Database, progress: Progress = silent, terms: Terms | None = None) -> Summary:
    """Pair, align, link and put into the memory whatever is not yet; a second run does nothing.

    `terms` are known (term, rendering) by target language; they help to align.
    """
    learn_memories(db, progress)
    due, taught = bool(store.unsketched(db)), store.taught(db)
    paired = pair_documents(db, progress) if due else 0
    aligned, beads = align_documents(db, progress, terms)
    if due and store.taught(db) - taught:  # the lexicon just learnt may settle what was left open
        paired += pair_documents(db, progress)
        aligned, beads = map(sum, zip((aligned, beads), align_documents(db, progress, terms), strict=True))
    linked = link_words(db, progress, terms)
    memory.update(db, progress)
    return Summary(paired, aligned, beads, linked)


def learn_memories(db: Database, progress: Progress = silent) -> None:
    """Teach the lexicons what the translation memories hold, each part once."""
    parts = store.unlearnt_parts(db)
    if parts:
        kernels.prepare(progress)
    for (source, target), group in groupby(parts, key=lambda part: part[:2]):
        block = store.lexicon(db, source, target)
        lexicon = Lexicon.from_bytes(block) if block else None
        for number, (_, _, part) in enumerate(group, 1):
            progress(f"学习翻译记忆：{get(source).name}与{get(target).name}，第 {number} 部分")
            lexicon = teach(store.part_texts(db, part), (get(source), get(target)), lexicon)
            store.save_lexicon(db, source, target, lexicon.to_bytes(), [(part, 1)])


# Documents


def pair_documents(db: Database, progress: Progress = silent) -> int:
    """Pair all documents that have no version in the other language yet; returns how many pairs are new."""
    fresh = store.unsketched(db)
    if fresh:
        progress(f"配对：新文书 {len(fresh)} 份")
    new = [sketch_of(document) for document in corpora_store.documents(db, fresh)]
    taken, rejected = store.pair_keys(db)
    held = {n for key in taken for n in key}
    known, words_known = _with_units(db, [*store.sketches(db), *new], held)
    sources = [s for s in known if s.language == SOURCE]
    targets = [s for s in known if s.language != SOURCE]
    found = pair(sources, targets, taken, rejected, words_known)
    doubtful = sum(p.doubtful for p in found)
    if doubtful:
        progress(f"配对：存疑 {doubtful} 对，请在“文书配对”页核对")
    with store.write_tx(db):  # cut short before, the next run finds the documents unseen
        store.add_sketches(db, new)
        return store.replace_doubtful(db, found)


def _with_units(
    db: Database, known: Sequence[Sketch], held: Set[int]
) -> tuple[list[Sketch], dict[str, Translations]]:
    """The sketches, with units where words may have to be compared, and what the lexicons translate."""
    open_ = {s.language for s in known if s.language != SOURCE and s.id not in held}
    blocks = {code: block for code in sorted(open_) if (block := store.lexicon(db, SOURCE, code))}
    if not blocks:
        return list(known), {}
    compared = [s.id for s in known if s.language == SOURCE or (s.language in blocks and s.id not in held)]
    units = {d.id: _units(d) for d in corpora_store.documents(db, compared)}
    words_known = {code: translations(Lexicon.from_bytes(block)) for code, block in blocks.items()}
    return [replace(s, units=units.get(s.id, {})) for s in known], words_known


def _units(document: Document) -> Counter[str]:
    language = get(document.language)
    return Counter(unit.form for unit in language.units(language.text(document.body)))


def sketch_of(document: Document) -> Sketch:
    """What pairing needs of a document."""
    language = get(document.language)
    return sketch(document, placeables.find(language.text(document.body), language), _marks())


def _marks() -> set[str]:
    """How file names say their language: codes, names, first characters of names."""
    names = {get(code).name for code in CODES}
    return set(CODES) | names | {name[0] for name in names}


# Sentences


def align_documents(
    db: Database, progress: Progress = silent, terms: Terms | None = None, embedder: Embedder | None = None
) -> tuple[int, int]:
    """Align the pairs of documents that are not, language pair by language pair; returns (documents, beads)."""
    tasks = store.unaligned(db)
    if tasks:
        kernels.prepare(progress)
    beads = 0
    for (source, target), group in groupby(tasks, key=lambda t: (t.source_language, t.target_language)):
        batch = list(group)
        progress(f"对齐：{get(source).name}与{get(target).name}，{len(batch)} 对文书")
        entries = [entry(pair, (get(source), get(target))) for pair in (terms or {}).get(target, ())]
        beads += _align(db, source, target, batch, entries, embedder)
    return len(tasks), beads


def _align(
    db: Database,
    source: str,
    target: str,
    tasks: Sequence[Task],
    entries: Sequence[Entry],
    embedder: Embedder | None,
) -> int:
    """New documents teach the lexicon; those people decided on are aligned anew and teach what people said."""
    block = store.lexicon(db, source, target)
    lexicon = Lexicon.from_bytes(block) if block else None
    written = 0
    for again in (False, True):
        works = [_work(db, task, embedder) for task in tasks if task.again == again]
        if not works:
            continue
        known = _taught(works, lexicon) if again else lexicon
        found = align(
            [w.reduced.sides for w in works], known, [w.reduced.fixed for w in works],
            glossary=entries, cuts=[w.cuts for w in works], vectors=[w.vectors for w in works],
        )  # fmt: skip
        lexicon = known if again else found.lexicon
        written += sum(_write(db, work, beads) for work, beads in zip(works, found.beads, strict=True))
        if lexicon:  # last: cut short, no document counts twice
            store.save_lexicon(
                db, source, target, lexicon.to_bytes(), [(w.task.id, w.decision) for w in works]
            )
    return written


@dataclass(frozen=True, slots=True)
class _Work:
    """A pair of documents ready to be aligned; `said` is what people confirmed up to `decision` and nothing learnt yet."""

    task: Task
    documents: tuple[Document, Document]
    reduced: Reduced
    said: tuple[Bead, ...]
    decision: int
    cuts: Sequence[Cell]
    vectors: Vectors | None


def _work(db: Database, task: Task, embedder: Embedder | None) -> _Work:
    source, target = (corpora_store.document(db, n) for n in (task.source, task.target))
    said, decision = store.unlearnt(db, task.id)
    reduced = take_out((_side(source), _side(target)), store.fixed_beads(db, task.id))
    texts = [
        [sentences[n] for n in kept]
        for sentences, kept in zip(map(segment_texts, (source, target)), reduced.kept, strict=True)
    ]
    may_have_articles = Genre.JUDGMENT not in (source.genre, target.genre)  # a judgment only cites them
    return _Work(
        task, (source, target), reduced, tuple(said), decision,
        cuts(*texts, (get(source.language), get(target.language))) if may_have_articles else (),
        embedder and tuple(embedder.embed(side) for side in texts),
    )  # fmt: skip


def _taught(works: Sequence[_Work], lexicon: Lexicon | None) -> Lexicon | None:
    """The lexicon with what people said since it learnt last: the rest of these documents it knows."""
    taught = [x for w in works for x in lessons((_side(w.documents[0]), _side(w.documents[1])), w.said)]
    if not taught:
        return lexicon
    return align([sides for sides, _ in taught], lexicon, [fixed for _, fixed in taught]).lexicon


def _write(db: Database, work: _Work, beads: Sequence[Bead]) -> int:
    whole = put_back(work.reduced, beads)
    return store.replace_beads(db, work.task, whole, _pair_texts(whole, *work.documents))


def _side(document: Document) -> Side:
    return prepare(segment_texts(document), get(document.language), [s.section for s in document.segments])


def _pair_texts(beads: Sequence[Bead], source: Document, target: Document) -> dict[Bead, tuple[str, str]]:
    """Both display texts of the beads that have two sides."""
    return {
        b: (joined(source, b.source), joined(target, b.target))
        for b in beads
        if b.source.end > b.source.start and b.target.end > b.target.start
    }


# Words


def link_words(db: Database, progress: Progress = silent, terms: Terms | None = None) -> int:
    """Link the words of pairs that have no links yet; returns how many pairs were linked.

    Small workspaces learn from all pairs of the two languages anew, larger ones from the new pairs on top
    of the stored model. Links there are already stay as they are. `terms` are as in `update`.
    """
    waiting = store.unlinked(db)
    if waiting:
        kernels.prepare(progress)
    for (source, target), beads in waiting.items():
        progress(f"词对齐：{get(source).name}与{get(target).name}，{len(beads)} 个句对")
        _link(db, source, target, beads, (terms or {}).get(target, ()))
    return sum(map(len, waiting.values()))


def _link(
    db: Database, source: str, target: str, beads: Sequence[int], terms: Sequence[tuple[str, str]]
) -> None:
    block = store.word_model(db, source, target)
    anew = block is None or store.pair_count(db, source, target) <= TOGETHER
    chosen = set(beads)
    pairs = [p for p in store.pairs(db, source, target) if anew or p.bead in chosen]
    texts = [(p.source, p.target) for p in pairs]
    prior, terms = (None, terms) if anew else (words.Model.from_bytes(block), ())  # which it knows already
    links, model = words.link_texts(texts, get(source), get(target), prior, terms)
    store.save_word_model(db, source, target, model.to_bytes())
    store.save_links(db, ((p.bead, found) for p, found in zip(pairs, links, strict=True) if p.bead in chosen))
