"""The court a case number names."""

import pytest

from corpora.courts import court_of, courts


@pytest.mark.parametrize("case_number,court", [
    ("(2020)青2802民初123号", "青海省德令哈市人民法院"),
    ("（2020）青28民终9号", "青海省海西蒙古族藏族自治州中级人民法院"),
    ("(2020)青民终9号", "青海省高级人民法院"),
    ("(2022)吉2401民初1023号", "吉林省延吉市人民法院"),
    ("(2020)青9999民初1号", None),
    ("(2013)靖刑初字第15号", None),
    ("(2019)×民初×号", None),
    ("判决书", None),
])  # fmt: skip
def test_court_of(case_number, court):
    assert court_of(case_number) == court


def test_codes_are_of_the_rule():
    """Two digits name an intermediate court, four a basic one; a basic court's region is in the table."""
    for code, court in courts().items():
        assert len(code) in (1, 3, 5), code
        level = {1: "高级人民法院", 3: "中级人民法院", 5: "人民法院"}[len(code)]
        assert court.endswith(level) and ("中级" in court) == (len(code) == 3), code
        assert len(code) != 5 or code[:3] in courts(), code
