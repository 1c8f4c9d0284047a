"""Korean, as written in Yanbian and in South Korea.

Words carry particles, so a term is recognised with any of them after it; the aligner counts syllables
(docs in aligner: word to word .51, syllables .33-.36 of alignment error). Yanbian spells 로동, 련합 where Seoul
has 노동, 연합; the key leaves both as they are.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, quantities
from corpora.languages.common import compose
from corpora.languages.language import Language, Pattern, Unit
from corpora.languages.numerals import in_sections, whole
from corpora.languages.polarity import Polarity, either
from corpora.languages.quantities import read_digits
from corpora.languages.slips import BIDI_MARKS, Slip, mixed
from corpora.model import Kind

_DIGITS = {c: n for n, c in enumerate("영일이삼사오육칠팔구")} | {"령": 0, "공": 0, "륙": 6}
_TENS = {"십": 10, "백": 100, "천": 1000}
_SCALES = {"만": 10**4, "억": 10**8}
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90, "석": 3, "넉": 4,
}  # fmt: skip
_NATIVE_NUMBER = regex.compile(rf"({'|'.join(k for k, v in _NATIVE.items() if v >= 10)})?({'|'.join(_NATIVE)})?")
_ORDINALS = {"첫째": 1, "둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5, "여섯째": 6, "일곱째": 7, "여덟째": 8}
_SINO = "영령공일이삼사오육륙칠팔구십백천만억"
_SPACED = regex.compile(r"^[ \t\u3000]*(?:\p{Hangul}[ \t\u3000]+){2,}\p{Hangul}[ \t\u3000]*$", regex.M)
N = rf"(?:{quantities.DIGITS}\s?[만억]?|[{_SINO}]+)"
# Particles and the copula, longest first where one begins another; a term may stand before any of them.
PARTICLES = """
    으로부터 로부터 에게서 에서는 에서의 에서 에게 에는 에도 에의 까지 부터 으로써 으로서 로써 로서 으로 이라고 라고
    이라는 라는 이며 이고 이다 이나 이라 만이 만을 만 께서 께 한테 보다 처럼 같이 마다 조차 밖에 들이 들은 들을 들의
    들에게 들 은 는 이 가 을 를 의 에 과 와 도 로 며 고 다 나 라 하여 하고 하는 한 할 함 하지 되여 되어 되는 된 될
    됨
""".split()
_ENDING = rf"(?:{'|'.join(sorted(PARTICLES, key=lambda p: (-len(p), p)))}){{0,2}}"
INFLECTION = alphabetic.Inflection(regex.compile(_ENDING))
_UNIT = regex.compile(r"\p{Hangul}|\p{Han}|\d+(?:[.,]\d+)*|[\p{Latin}\p{M}]+")
# 모 stands for 某 after a surname (김모, 왕모1) or before the rest of a body's name (연길시 모식품유한회사).
_SURNAMES = "김이리박최정강조윤장임림한오서신권황안송류유전홍고문양손배백허노로라남심하곽성차방민진지엄원채천현변여려도석선설마길위표명기반왕금옥육맹탁국은편용주호초요등풍우동"
_BODIES = "회사|은행|사무소|공사|병원|학교|상점|식당|호텔|농장|공장|기업|감정소|합작사|촌|진|향"
_WORDS_WITH_MO = "모(?:든|두|양|집|델|범|친|자|욕|의|국|습|임|여|조|르|르는|순)"
COMMON = (
    "은 는 이 가 을 를 의 에 에서 와 과 도 로 으로 및 또는 그리고 그 이 저 본 해당 등 것 수 때 후 전 중 각 모든 있다 없다 한다 하였다 된다 "
    "되였다 대하여 의하여 따라 위하여 관하여 있는 없는 하는 한 할"
)


def text(raw: str) -> str:
    """Display form; a spaced heading (판 결 서) is joined."""
    return _SPACED.sub(lambda m: regex.sub(r"[ \t\u3000]+", "", m[0]), compose(raw))


def key(raw: str) -> str:
    return alphabetic.folded(text(raw))


def units(text: str) -> list[Unit]:
    """Syllables one by one, digits and Latin words whole."""
    return [Unit(key(m[0]), *m.span()) for m in _UNIT.finditer(text)]


def number(text: str) -> Decimal | None:
    """Value of digits (with 만, 억), Sino-Korean, native or ordinal number words."""
    plain = key(text).replace(" ", "")
    match = regex.fullmatch(rf"({quantities.DIGITS})([만억]?)", plain)
    if match:
        value = read_digits(match[1])
        return None if value is None else value * _SCALES.get(match[2], 1)
    if plain in _ORDINALS:
        return Decimal(_ORDINALS[plain])
    native = _NATIVE_NUMBER.fullmatch(plain)
    if native and plain:
        return Decimal(sum(_NATIVE[part] for part in native.groups() if part))
    return _sino(plain)


def _sino(plain: str) -> Decimal | None:
    if not plain or any(c not in _SINO for c in plain):
        return None
    if len(plain) > 1 and all(c in _DIGITS for c in plain):
        return Decimal("".join(str(_DIGITS[c]) for c in plain))
    values = _DIGITS | _TENS | _SCALES
    return quantities.read_sections((Decimal(values[c]), c not in _DIGITS) for c in plain)


_WRITE = in_sections("영일이삼사오육칠팔구", "십백천", "만억", one=False, zero="")
_NATIVE_WORDS = whole(_NATIVE)
_BEFORE_NOUNS = _NATIVE_WORDS | {_NATIVE[word]: word for word in ("한", "두", "세", "네", "스무")}
_ORDINAL_WORDS = whole(_ORDINALS)


def spellings(value: int) -> tuple[str, ...]:
    """(Sino-Korean 이십오, native before a noun 스물다섯, native by itself, ordinal 첫째)."""
    sino = _WRITE(value) if 0 <= value < 10**12 else ""
    return sino, _native(value, _BEFORE_NOUNS), _native(value, _NATIVE_WORDS), _ORDINAL_WORDS.get(value, "")


def _native(value: int, last: dict[int, str]) -> str:
    """1 to 99 in Korean's own words, "" for others."""
    if value in last:
        return last[value]
    return _NATIVE_WORDS[value // 10 * 10] + last[value % 10] if 10 < value < 100 else ""


def _patterns() -> tuple[Pattern, ...]:
    year = r"(?P<year>(?:1\d|20)\d{2})\s?년(?:도)?"
    article = r"제\s?(?P<article>{N})\s?조(?:\s?의\s?(?P<sub>{N}))?"
    return (
        Pattern(Kind.DATE, rf"{year}\s?(?P<month>\d{{1,2}})\s?월\s?(?P<day>\d{{1,2}})\s?일"),
        Pattern(Kind.DATE, rf"{year}\s?(?P<month>\d{{1,2}})\s?월"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, r"(?<!\d)(?P<month>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일"),
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"{article}(?:\s?제\s?(?P<paragraph>{{N}})\s?항)?(?:\s?제\s?[(（]?(?P<item>{{N}})[)）]?\s?호)?"),
        Pattern(Kind.ARTICLE, r"제\s?(?P<paragraph>{N})\s?항(?:\s?제\s?(?P<item>{N})\s?호)?|제\s?(?P<item>{N})\s?호"),
        Pattern(Kind.PERCENT, rf"(?P<amount>{quantities.DIGITS})\s?(?:[%％]|퍼센트|프로)"),
        Pattern(Kind.FRACTION, rf"(?P<denominator>[{_SINO}\d]+)\s?분의\s?(?P<numerator>[{_SINO}\d]+)"),
        quantities.DIGIT_FRACTION,
        Pattern(Kind.MONEY, r"[¥￥]\s?(?P<amount>{N})|(?<![\p{Hangul}\d])(?!일원)(?P<amount>{N})\s?(?:여\s?)?원(?!고|칙|심|본|장|판|인[^\s\p{P}])"),
        Pattern(
            Kind.DURATION,
            rf"(?<![\p{{Hangul}}\d])(?P<years>{quantities.DIGITS}|[{_SINO}]+)\s?년(?:간)?(?:\s?(?P<months>\d+)\s?개월)?(?!도|{{N}})"
            rf"|(?<![\p{{Hangul}}\d])(?P<months>{quantities.DIGITS}|[{_SINO}]+)\s?개월"
            rf"|(?<!월\s?)(?<![\p{{Hangul}}\d])(?P<days>{quantities.DIGITS}|[{_SINO}]+)\s?일(?=\s?(?:이내|간|동안|내|전|후|을|의|이|로)|$)"
            r"|(?<!\p{Hangul})(?P<months>두|세|석|네|넉|다섯|여섯|일곱|여덟|아홉|열)\s?달(?:\s?(?P<half>반))?"
            rf"|(?P<hours>{quantities.DIGITS})\s?시간",
        ),
        Pattern(Kind.MASK, rf"(?<=(?<!\p{{Hangul}})[{_SURNAMES}])(?P<mask>모모?)(?P<number>\d{{1,2}})?(?={_ENDING}(?!\p{{Hangul}}|\d))"
                           rf"|(?:(?<!\p{{Hangul}})(?!{_WORDS_WITH_MO})|(?<=\p{{Hangul}}{{2}})(?=모모?변호사))(?P<mask>모모?)(?=\s?\p{{Hangul}}{{0,9}}?(?:{_BODIES}))"
                           r"|(?P<mask>某+)(?P<number>\d{1,2})?|(?P<mask>[×＊*○]{2,})"),
        Pattern(Kind.INTEGER, rf"(?!{quantities.ITEM})(?<![\d.A-Za-z])(?P<amount>{quantities.DIGITS}\s?[만억]?)(?![.,]?\d)"),
    )  # fmt: skip


# Denied by -지 않다, -지 아니하다, -지 못하다, 없다, 아니다 (국립국어원, 한국어 문법, 2005, 제5장); 불 미 무 비 in front make a word of their own,
# of which those a judgment turns on (무죄, 불복) deny as surely as a verb.
POLARITY = Polarity(
    neither=either(r"없애 아니라(?!고) 못지\s?않 관계없이 관계\s?없이 상관없이 끊임없이 아니하고는"),
    doubtful=either(r"""
        불(?=법|리|만|편|공정|평등|충분|명확|구하|가피|이익|일치|화|합의|성립)\p{Hangul}* 미성년\p{Hangul}*
        미(?=지급|납|제출|이행|상환|변제|달|비|만)\p{Hangul}* 무(?=효|상|기|단|한|시|차별|관)\p{Hangul}*
        비(?=자치|정치|인도|공개|국유|밀|법)\p{Hangul}* 부(?=당|족|정확|작위|적법|인)\p{Hangul}*
        거부\p{Hangul}* 거절\p{Hangul}* 금지\p{Hangul}* 기각\p{Hangul}* 제외\p{Hangul}*
    """),
    must=either(r"""
        (?:하|되)?지\s?(?:않으면|아니하면)\s?(?:안|아니)\s?(?:되|된|됩|됨)\p{Hangul}*
        (?:하|되|여|아|어|해|돼|려|워|켜|져|혀)야\s?(?:한다|하며|하고|할|하는|함|하였|했|합|된다|되며|마땅|하)\p{Hangul}*
        야\s(?:한다|하며|하고|할|하는|함|된다)\p{Hangul}* 마땅히 반드시
    """),
    negation=either(r"""
        (?:하지|되지|지|도|가|이|은|는)?\s?(?:아니\s?(?:하|되|된|한|할|함|며|다|었|였|라고)|않|못\s?하|못\s?한|못\s?할|못\s?했)\p{Hangul}*
        없\p{Hangul}+ (?<!\p{Hangul})안\s?(?:되|된|될|돼)\p{Hangul}* (?<!\p{Hangul})아니\p{Hangul}+ 말아야
        지\s말\p{Hangul}* 무죄\p{Hangul}* 불복\p{Hangul}* 불가(?!피|결)\p{Hangul}* 무권\p{Hangul}*
    """),
    may=r"수\s?있(?:다|고|으며|습|음|기|을\s)\p{Hangul}*|(?:해도|하여도|여도|아도|어도)\s?(?:된|되|좋)\p{Hangul}*",
)

SLIPS = (
    BIDI_MARKS,
    Slip(r"[\u3131-\u318E\uFFA1-\uFFDC]+(?=\p{Hangul})|(?<=\p{Hangul})[\u3131-\u318E\uFFA1-\uFFDC]+", "有没拼成音节的字母", "请补全音节，或者删去。"),
    mixed("Hangul", "Cyrillic", "朝鲜文词里夹有西里尔字母"),
)

LANGUAGE = Language(
    code="ko",
    name="朝鲜文",
    autonym="조선말",
    fonts=("Noto Serif CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "serif"),
    text=text,
    key=key,
    sentences=alphabetic.sentences,
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=units,
    number=number,
    number_pattern=N,
    patterns=_patterns(),
    months={},
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    stems=INFLECTION.shapes,
    script=r"\p{Hangul}",
    joiner=" ",
    inflects=True,
    common=frozenset(COMMON.split()),
    polarity=POLARITY,
    spellings=spellings,
    slips=SLIPS,
)
