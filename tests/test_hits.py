"""Hits of the concordance: kept to a court or a year, with the way to their place, and out as a table."""

import csv
import io

import openpyxl
import pytest
from harness import fine, html

from aligner import store
from aligner.store import Where
from glossary.exchange import hits


@pytest.fixture
def book(sample_workspace):
    return store.open_workspace(sample_workspace)


def test_hits_of_one_court_or_year_are_those_a_scan_keeps(book):
    everything = store.find(book, "法院", limit=500).pairs
    courts, years = {p.court for p in everything}, {(p.date or "")[:4] for p in everything}
    assert len(courts) > 2 and len(years) > 1
    for court in courts:
        found = store.find(book, "法院", limit=500, where=Where(court))
        assert {p.bead for p in found.pairs} == {p.bead for p in everything if p.court == court}
        assert (found.usage.total, found.usage.courts) == (len(found.pairs), ((court, len(found.pairs)),))
    for year in years - {""}:
        found = store.find(book, "法院", limit=500, where=Where(year=year))
        assert {p.bead for p in found.pairs} == {p.bead for p in everything if (p.date or "")[:4] == year}
    assert store.find(book, "法院", where=Where("没有的法院")).pairs == []


def test_a_table_of_hits_keeps_texts_and_case_numbers_as_they_are(book):
    pairs = store.find(book, "驳回", "bo").pairs
    table = [(p, "甲 · 乙") for p in pairs]
    sheet = openpyxl.load_workbook(io.BytesIO(hits.as_xlsx(table))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == hits.HEAD and len(rows) == len(pairs) + 1
    assert rows[1][:2] == (pairs[0].source, pairs[0].target) and rows[1][5] == pairs[0].case_number
    text = hits.as_csv(table).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [list(row) for row in hits.rows_of(table)]


@pytest.fixture
def page(app, sample_workspace):
    at = app(sample_workspace, "glossary/pages/concordance.py")
    return fine(at.text_input(key="q").set_value("法院").run())


def test_the_page_narrows_to_a_court_and_a_year(page):
    court = page.selectbox(key="hits-court").options[0].split("　")[0]
    page.selectbox(key="hits-court").set_value(court).run()
    assert not page.exception and "共 " in html(page)
    years = page.selectbox(key="hits-year").options
    page.selectbox(key="hits-year").set_value(years[-1][:4]).run()
    assert not page.exception and "共 " in html(page)


def test_a_link_leads_to_the_sentence(app, sample_workspace, book):
    pair = store.find(book, "法院", "mn-Mong").pairs[-1]
    at = app(sample_workspace, "glossary/pages/reading.py", bead=str(pair.bead))
    number = store.pair_numbers(book, [pair.bead, 10**9])
    assert list(number) == [pair.bead] and at.selectbox(key="pair").value == str(number[pair.bead])


def test_a_sentence_found_nowhere_is_answered_by_the_memory(page):
    page.text_input(key="q").set_value(
        "三、被告祁某于本判决生效之日起十五日内支付原告拉某违约金12000元"
    ).run()
    assert not page.exception and "没有找到" in page.info[0].value
    assert "翻译记忆里相近的句子 · 藏文" in html(page)
