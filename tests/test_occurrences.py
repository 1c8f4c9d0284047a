import pytest

from aligner.occurrences import occurrences
from aligner.query import parse
from corpora.languages import get


@pytest.mark.parametrize("code, box, text, found", [
    ("zh", "法院", "人民法院与法 院，法，院", ["法院", "法 院", "法，院"]), ("zh", "12元", "12元和１２元，112元", ["12元", "１２元"]),
    ("zh", "被告 偿还", "被告应当偿还", ["被告", "偿还"]), ("zh", '"法院"', "法院与法 院", ["法院"]), ("zh", "法*书", "法院判决书", ["法院判决书"]),
    ("zh", "~判决某", "本院判决书", ["判决书"]), ("zh", "航空", "法院", []), ("zh", "。", "法。", []),
    ("bo", "ཁྲིམས་ཁང", "མི་དམངས་ཁྲིམས་ཁང་གིས་ཁྲིམས་བཅད།", ["ཁྲིམས་ཁང"]), ("bo", "khrims khang", "ཁྲིམས་ཁང་གིས", ["ཁྲིམས་ཁང"]),
    ("mn-Mong", "ᠭᠠᠤᠯᠢ", "ᠬᠠᠤᠯᠢ\u180eᠶᠢᠨ ᠰᠠᠷ", ["ᠬᠠᠤᠯᠢ\u180eᠶᠢᠨ"]), ("mn-Mong", "ᠰᠠᠷᠠ", "ᠨᠢᠭᠡ ᠰᠠᠷ\u180eᠠ", ["ᠰᠠᠷ\u180eᠠ"]),
    ("ug", "سوت", "خەلق سوتىغا", ["سوتىغا"]), ("ko", "피고", "원고와 피고는", ["피고는"]), ("ko", "법원", "피고는", []),
])  # fmt: skip
def test_where_a_query_is_met(code, box, text, found):
    assert [text[s.start : s.end] for s in occurrences(parse(box), text, get(code))] == found
