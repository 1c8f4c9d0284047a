"""Sentence vectors: evidence against beads computed one by one, and a real model where the package is there."""

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import embedding
from aligner.band import band, whole
from aligner.embedding import K, bead_evidence, evidence, load
from aligner.embedding_kernel import FLOOR
from aligner.steps import REACH, STEPS


class Words:
    """A fake embedder: a text is the sum of vectors its words are hashed to."""

    def embed(self, texts):
        rows = [np.sum([self._word(w) for w in text.split()], axis=0) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(len(texts), -1)

    @staticmethod
    def _word(word):
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
        return np.random.default_rng(seed).normal(size=24)


def slow(source, target, i, j, a, b, cells):
    """Evidence of the bead that ends before (i, j), from means of vectors and all neighbours of the band."""

    def cosine(x, y):
        return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))

    s, t = source[i - a : i].mean(axis=0), target[j - b : j].mean(axis=0)
    low, high = cells.seg_low[i - 1], cells.seg_high[i - 1]
    back = range(cells.back_low[j - 1], cells.back_high[j - 1])
    near_s = np.mean(sorted((cosine(s, target[m]) for m in range(low, high)), reverse=True)[:K])
    near_t = np.mean(sorted((cosine(t, source[m]) for m in back), reverse=True)[:K])
    return (a + b) / 2 * np.log(max(cosine(s, t), FLOOR) / max((near_s + near_t) / 2, FLOOR))


def unit(rng, n):
    rows = rng.normal(size=(n, 8)).astype(np.float32) + 0.5
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def check(source, target, cells):
    found = bead_evidence(evidence(source, target, cells), cells, STEPS)
    seen = 0
    for i in range(len(source) + 1):
        for j in range(cells.low[i], cells.high[i]):
            for k, (a, b) in enumerate(STEPS):
                value = found[cells.at[i] + j - cells.low[i], k]
                if not (a and b) or i < a or j - b < cells.seg_low[i - 1] or j > cells.seg_high[i - 1]:
                    assert value == 0
                else:
                    assert value == pytest.approx(slow(source, target, i, j, a, b, cells), abs=1e-3)
                    seen += 1
    return seen


@settings(max_examples=15)
@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 99))
def test_evidence_is_that_of_the_means(n, m, seed):
    rng = np.random.default_rng(seed)
    assert check(unit(rng, n), unit(rng, m), whole(n, m)) >= n * m


def test_evidence_inside_a_narrow_band():
    rng = np.random.default_rng(5)
    cells = band(30, 25, [], 3)
    assert (cells.high - cells.low).max() < 20
    assert check(unit(rng, 30), unit(rng, 25), cells) > 100


def test_what_belongs_together_speaks_for_itself_joined_sentences_too():
    meanings = ["court accepts case", "defendant borrowed money", "loan due october", "court orders repayment", "fee borne defendant"]
    source = Words().embed(meanings)
    target = Words().embed([meanings[0], f"{meanings[1]} {meanings[2]}", *meanings[3:]])
    cells = whole(5, 4)
    found = bead_evidence(evidence(source, target, cells), cells, STEPS)
    step = {tuple(s): k for k, s in enumerate(STEPS.tolist())}

    def said(i, j, a, b):
        return found[cells.at[i] + j - cells.low[i], step[a, b]]

    assert said(1, 1, 1, 1) > 0 > said(1, 2, 1, 1)
    assert said(3, 2, 2, 1) > max(said(3, 2, 1, 1), said(2, 2, 1, 1), said(3, 2, 3, 1))
    assert np.argmax([said(4, j, 1, 1) for j in range(1, 5)]) == 2


def test_windows_are_sums_of_the_last_vectors():
    rows = np.arange(12, dtype=np.float32).reshape(6, 2)
    windows = embedding._windows(rows)
    for a in range(REACH):
        for i in range(6):
            assert np.array_equal(windows[a, i], rows[max(0, i - a) : i + 1].sum(axis=0))


# The model


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"modules\.json"):
        load(tmp_path / "none")


def test_without_the_package_the_error_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ValueError, match=r"shuangyu\[embedding\]"):
        load(tmp_path)


def test_nothing_of_it_is_loaded_unless_asked_for():
    code = "import sys, aligner.embedding, aligner.build; print(sys.modules.keys() & {'torch', 'sentence_transformers', 'transformers'})"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory):
    """A tiny BERT with random weights that knows single characters."""
    pytest.importorskip("sentence_transformers", reason="没有安装 sentence-transformers，真实模型的测试跳过")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("bert")
    letters = sorted(set("被告偿还借款判决如下驳回请求ཁྲིམསངགདོ་།"))
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), encoding="utf-8")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=5 + len(letters), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    words = Transformer(str(folder))
    SentenceTransformer(modules=[words, Pooling(16)], device="cpu").save(str(folder / "model"))
    return folder / "model"


def test_a_local_model_embeds(model_folder, monkeypatch):
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("nothing may call a network"))
    model = load(model_folder)
    vectors = model.embed(["被告偿还借款", "ཁྲིམས་ཁང་།", "被告偿还借款"])
    assert vectors.dtype == np.float32 and vectors.shape == (3, 16)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[0], vectors[2], atol=1e-5) and not np.allclose(vectors[0], vectors[1], atol=1e-2)
    assert model.embed([]).shape == (0, 16)
    cells = whole(3, 3)
    assert np.isfinite(bead_evidence(evidence(vectors, vectors, cells), cells, STEPS)).all()


def test_a_broken_model_is_named(model_folder, tmp_path):
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]')
    with pytest.raises(ValueError, match="读不了"):
        load(tmp_path)
