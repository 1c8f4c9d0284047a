"""Names, courts and causes that faced each other are known by it."""

from aligner.correspondences import facing, learn
from aligner.likeness import Sketch
from corpora.model import Genre


def document(language, names, roles=("原告", "被告"), court=None):
    return Sketch(
        id=0, language=language, genre=Genre.JUDGMENT, kind="判决书", case_number=None, masked=False, date=None,
        roles=tuple(roles), values=(), paragraphs=(1,), stem="", names=tuple(names), court=court,
    )  # fmt: skip


def zh(*names, **more):
    return document("zh", names, **more)


def bo(*names, **more):
    return document("bo", names, **more)


KNOWN = learn([(zh("扎", "李"), bo("བཀྲ", "ལི")), (zh("扎", "王"), bo("བཀྲ", "ཝང")), (zh("多", "李"), bo("རྡོ", "ལི"))])


def test_parties_face_each_other_by_role_and_turn():
    source = zh("甲", "乙", "丙", roles=("原告", "被告", "被告"))
    target = bo("ག", "ཀ", "ཁ", roles=("被告", "原告", "被告"))
    assert facing(source, target) == [("names", "甲", "ཀ"), ("names", "乙", "ག"), ("names", "丙", "ཁ")]


def test_known_names_agree_or_not():
    assert KNOWN.agreement(zh("扎", "李"), bo("བཀྲ", "ལི"), "names") == 1.0
    assert KNOWN.agreement(zh("扎", "李"), bo("རྡོ", "ཝང"), "names") == 0.0
    assert KNOWN.agreement(zh("扎", "李"), bo("བཀྲ", "ཝང"), "names") == 0.5


def test_a_name_seen_twice_is_not_suddenly_another():
    assert KNOWN.agreement(zh("扎"), bo("ལྷ"), "names") == 0.0


def test_what_nobody_has_seen_says_nothing():
    assert KNOWN.agreement(zh("尕", "旦"), bo("དགའ", "བསྟན"), "names") is None
    assert KNOWN.agreement(zh("王"), bo("ལྷ"), "names") is None
    assert learn([]).agreement(zh("扎"), bo("བཀྲ"), "names") is None


def test_courts_are_learnt_like_names():
    pair = zh(court="德令哈市人民法院"), bo(court="གཏེར་ལེན་ཁ")
    known = learn([pair, pair])
    assert known.agreement(*pair, "court") == 1.0
    assert known.agreement(pair[0], bo(court="གོར་མོ"), "court") == 0.0
