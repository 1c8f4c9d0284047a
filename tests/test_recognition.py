from corpora.languages import get
from glossary.recognition import find_terms


def hits(text, code, *terms):
    language = get(code)
    return [text[h.span.start : h.span.end] for h in find_terms(text, language, {language.key(t): t for t in terms})]


def test_the_longest_term_wins():
    assert hits("中级人民法院", "zh", "法院", "人民法院", "中级人民法院") == ["中级人民法院"]


def test_a_tibetan_term_before_an_affix():
    assert hits("མི་དམངས་ཁྲིམས་ཁང་གིས་ཁྲིམས་བཅད་པའི", "bo", "མི་དམངས་ཁྲིམས་ཁང") == ["མི་དམངས་ཁྲིམས་ཁང"]
    assert hits("གྱོད་ཡའི་ཐོབ་ཐང", "bo", "གྱོད་ཡ") == ["གྱོད་ཡ"]


def test_no_term_inside_a_longer_tibetan_syllable():
    assert hits("ཁྲིམས་བཅད་", "bo", "ཁྲིམས་བ") == []


def test_a_mongolian_term_typed_with_other_letters():
    assert hits("ᠲᠤᠰ ᠬᠠᠤᠯᠢ ᠶᠢᠨ", "mn-Mong", "ᠭᠠᠤᠯᠢ") == ["ᠬᠠᠤᠯᠢ"]
