"""What the tests of reading share: a sentence in every script, and how a file is refused."""

import pytest

from corpora.readers import Unreadable, read

ZH = "本院认为，合法的借贷关系受法律保护。被告应当偿还借款本金12000元。\n依照《中华人民共和国民法典》，判决如下："
BO = "ཁྲིམས་ཁང་འདིས་འདོད་པར། ཁྲིམས་མཐུན་གྱི་བུ་ལོན་གཡར་བའི་འབྲེལ་བར་བཅའ་ཁྲིམས་ཀྱི་སྲུང་སྐྱོང་ཐོབ་པ་ཡིན།"
MN = "ᠲᠤᠰ ᠬᠣᠷᠢᠶ᠎ᠠ ᠦᠵᠡᠪᠡᠯ᠂ ᠵᠡᠭᠡᠯᠡᠭᠰᠡᠨ ᠮᠥᠩᠭᠥᠨ\u202fᠦ ᠬᠠᠷᠢᠴᠠᠭ᠎ᠠ᠃"
UG = "مەھكىمىمىز مۇنداق قارايدۇ: قانۇنلۇق قەرز مۇناسىۋىتى قانۇن تەرىپىدىن قوغدىلىدۇ."
KO = "본원은 합법적인 대차관계는 법률의 보호를 받는다고 인정한다."
ENGLISH = "The court holds that the contract is valid."
SAMPLES = (ZH, BO, MN, UG, KO, ENGLISH)


def refusal(name: str, content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(name, content)
    assert str(caught.value) == caught.value.reason
    return caught.value
