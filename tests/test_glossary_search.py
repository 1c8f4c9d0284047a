"""One box over terms and texts, on the sample."""

import pytest

from glossary import search, store


@pytest.fixture(scope="module")
def book(sample_workspace):
    return store.open_workspace(sample_workspace)


def terms(book, box):
    return [entry.term for entry in search.ask(book, box).entries]


@pytest.mark.parametrize("box", ["人民法院", "མི་དམངས་ཁྲིམས་ཁང", "mi dmangs khrims khang", '"人民法院"', "人?法院", "人民*", "~人民法庭院", "~མི་དམང་ཁྲིམས་ཁང"])
def test_every_kind_of_query_leads_to_the_term(book, box):
    assert "人民法院" in terms(book, box), box


def test_exact_terms_only_in_quotes(book):
    assert terms(book, '"人民"') == [] and "人民法院" in terms(book, "人民")


def test_terms_and_pairs_together(book):
    answer = search.ask(book, "人民法院", "bo", limit=5)
    assert len(answer.found.pairs) == 5 and answer.found.usage.total > 5
    assert all("人民法院" in pair.source and pair.target_language == "bo" for pair in answer.found.pairs)
    assert answer.entries[0].term == "人民法院" and answer.found.usage.courts


@pytest.mark.parametrize("box", ["", "  ", "*", '"', "~", "龘龘"])
def test_nothing(book, box):
    answer = search.ask(book, box)
    assert answer.entries == [] and answer.found.pairs == []
