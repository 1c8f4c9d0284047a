"""A few examples of rubbish for every reader and parser; `python -m benchmarks.fuzz N` runs many more."""

import signal
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import fuzz
from corpora import placeables
from corpora.languages import get

NAMES = [target.name for target in fuzz.targets(Path("."))]


@pytest.mark.parametrize("name", NAMES)
def test_rubbish_is_refused_or_read(name, tmp_path_factory):
    target = next(t for t in fuzz.targets(tmp_path_factory.mktemp("fuzz")) if t.name == name)

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def run(random):
        try:
            target.run(target.make(random))
        except ValueError as error:
            assert not isinstance(error, UnicodeError), "an error of the house says what to do"

    run()


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(fuzz.CODES), st.text(max_size=200))
def test_any_text_is_a_text(code, text):
    fuzz._understood((code, text))
    fuzz._placeables((code, text))
    fuzz._language((code, text))


@pytest.mark.parametrize("run", ["千万亿" * 60, "9" * 900, "1万2千3百" * 40, "第" * 500 + "条", "（" * 900, "一" * 900 + "年"])
@pytest.mark.parametrize("code", fuzz.CODES)
def test_runs_of_one_thing_end(code, run):
    language = get(code)
    placeables.find(language.text(f"共{run}元、{run}年、{run}分之{run}。"), language)


@pytest.mark.skipif(sys.platform == "win32", reason="没有 setitimer")
def test_failures_and_hangs_are_counted():
    def bad(given):
        raise KeyError(given)

    def endless(given):
        while True:
            pass

    signal.signal(signal.SIGPROF, fuzz._alarm)
    crash, said = fuzz.fuzz(fuzz.Target("x", lambda r: 1, bad), 2, 0)
    assert (crash.runs, crash.failures) == (2, 2) and "KeyError" in said[0]
    hang, said = fuzz.fuzz(
        fuzz.Target("y", lambda r: 1, endless), 1, 0,
        lambda seconds: signal.setitimer(signal.ITIMER_PROF, seconds and 0.05),
    )  # fmt: skip
    assert hang.failures == 1 and "TimeoutError" in said[0]


def test_the_same_seed_gives_the_same_input():
    import random

    known = fuzz.files()
    assert fuzz.broken_file(random.Random(5), known) == fuzz.broken_file(random.Random(5), known)
    assert fuzz.text(random.Random(5)) == fuzz.text(random.Random(5))
