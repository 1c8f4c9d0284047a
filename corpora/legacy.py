"""The encoding guard: says when a text is not Unicode text at all, before it is imported as rubbish.

Older Tibetan and Mongolian systems put their glyphs on code points that belong to others: private use, Latin
letters, Chinese characters. Nothing in the characters says so; only their statistics and the font names of a
docx do. Beside them, plain mojibake: bytes read in the wrong encoding.

Sources: GB/T 20542-2006 (extension set A, U+F300-F8FF); GB/T 22238-2008 (extension set B, private use; that it is
plane 15 is believed, not checked); Menksoft's private use E234-E34F as in the npm package mongol-code;
Unicode 15.1 chart U+1800; the encodings and fonts of the Universal Tibetan Font Converter (Trace Foundation) and
of py-tiblegenc (BDRC); undoing a wrong decoding as the test for mojibake, as in ftfy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from corpora.languages import menksoft

_SAVE = "另存为 Unicode（UTF-8）后再导入"

# The 300 characters most frequent in 65 Chinese statutes, judgments and reports, each text counting alike. They
# are over half of any real text; of text in a legacy font, or of mojibake, they are next to nothing.
_FREQUENT = frozenset(
    "的人某法民定行一有公第为者和不院以在条权中合当其案事用被十国理应议关证对本经会规审或诉告年同于工司动时员务品实政生方二成任判协"
    "日利产作明费安要三自机月加共了可认保提等承上出责解发是过地偿决后依食由请检市家下与情并所律害据分元求区全百劳他通及遗意受期庭付张"
    "书处支裁进华照该护委大损主收资益单内业体四表起赔金车件未得开担效相制位无现标款性原约力向间管调营五部能立继使交重已刑王补供确系义"
    "查因房除基服代信场电商但文名社准之到个具违六结外销失适指千知罪职讼程建参造取售察消量组置述侵变则治犯予物设号价构将限施报从小属况"
    "前肖质包持涉平按容赵履度高班级婚七活存户格嘱形更符购网官数九医局八先申最称息监典财特此故复"
)
_CHUNK = 100          # Chinese characters judged at a time
_GIBBERISH = .08      # a chunk with fewer frequent characters than this is no Chinese
_ENOUGH = 50          # characters below which statistics say nothing

_WRONG = {
    "cp1252": "西文（Windows-1252）", "latin-1": "西文（Latin-1）",
    "gb18030": "中文（GBK）", "cp1251": "西里尔文（Windows-1251）",
}

_TIBETAN_FONTS = regex.compile(
    r"(?i)^(?:Tib(?:et)?(?:BT|HT|MT|ZT)|TibetanMachine(?!\s?Uni)|Tibetan\s?Machine\s?Web|TibetanChogyal|TibetanClassic"
    r"|TibetanCalligraphic|DzongkhaCalligraphic|BZD|Bandrida|班智达|同元|Tong\s?Yuan|TY藏|北?大?方正藏|FZ-?藏|华光藏|HG藏"
    r"|E?Sama[bc]?$|E?Dedris|Drutsa|Khamdris|Old\s?Sambhota|Sambhota|Samweb|LTibetan|LMantra|Jamyang"
    r"|TCRC|Youtso|TB2?-(?:TT)?Youtso|Esama)"
)
_MONGOLIAN_FONTS = regex.compile(
    r"(?i)^(?:Menk(?!soft\s?Uni)|MQ[GD]|MH(?:aa|ei)wang|蒙科立|赛音|Sain|方正蒙|FZ-?蒙|华光蒙|明安图)"
)


def diagnose(text: str, fonts: Sequence[str] = ()) -> str | None:
    """In Chinese, which legacy encoding or damage `text` shows and what to do about it; None when it is fine.

    `fonts` are the font names of the file it was read from, when it has any. A legacy font alone is no
    ground: the text must also fail to be what it should be.
    """
    checks: tuple[Callable[[str], str | None], ...] = (
        _mojibake, _private_use, _todo, _damage, _eight_bit, lambda t: _by_font(t, fonts), _gibberish,
    )
    return next((found for check in checks if (found := check(text))), None)


def is_convertible(text: str) -> bool:
    """Whether the text is Mongolian in Menksoft's encoding, which can be turned into Unicode."""
    return _share(menksoft.GLYPH, text) > .05


def _share(pattern: str, text: str, least: int = 5) -> float:
    """Share of the visible characters that match; 0 when fewer than `least` do."""
    visible = len(regex.findall(r"\S", text))
    found = len(regex.findall(pattern, text))
    return found / visible if found >= least else 0.0


def _private_use(text: str) -> str | None:
    if _share(r"[\uF300-\uF8FF]", text) > .05:
        return (
            "这是 GB/T 20542（藏文扩充集 A）编码的藏文：整字占用专用区 U+F300–F8FF，不是通用的 Unicode 藏文，"
            f"导入后无法检索和对齐。请用原排版软件或藏文编码转换工具转换成 Unicode 基本集藏文，{_SAVE}。"
        )
    if is_convertible(text):
        return (
            "这是蒙科立（Menksoft）专用编码的蒙古文：字形占用专用区 U+E234–E34F，不是 Unicode 蒙古文。"
            f"请在导入时选择“转换旧编码”（命令行加 --convert-legacy），或用蒙科立编码转换工具转换成 Unicode（国标）蒙古文，{_SAVE}。"
        )
    if _share(r"[\U000F0000-\U000FFFFD]", text) > .05:
        return (
            "文中有大量第 15 平面专用区的字符，多半是 GB/T 22238（藏文扩充集 B）编码的藏文：整字占用专用区，不是通用的 Unicode 藏文。"
            f"请用原排版软件或藏文编码转换工具转换成 Unicode 基本集藏文，{_SAVE}。"
        )
    # U+F000-F0FF are the bullets and arrows of symbol fonts such as Wingdings.
    if _share(r"(?V1)[\p{Co}--[\uF000-\uF0FF]]", text) > .05:
        return f"文中有大量专用区（自造字）字符，是某种非 Unicode 字库的编码，换一台电脑就无法辨认。请用原软件{_SAVE}。"
    return None


def _todo(text: str) -> str | None:
    letters = len(regex.findall(r"[\u1820-\u1842]", text))
    todo = len(regex.findall(r"[\u1843-\u185C]", text))
    if todo >= 5 and todo > .1 * (letters + todo):
        return (
            "文中混有大量托忒文字母（U+1843–185C），不是规范的 Unicode 蒙古文：或是托忒文文本，或是用旧字库录入、"
            f"转换有误的蒙古文。请用蒙古文编码转换工具按国标 GB/T 25914 转换，{_SAVE}。"
        )
    return None


def _damage(text: str) -> str | None:
    if _share(r"锟斤拷|烫烫烫|\uFFFD", text, least=3) > .002:
        return f"文中有无法解码的字符（�、锟斤拷），读错编码后又保存过，原文已经丢失。请找到原始文件，用原软件{_SAVE}。"
    if _share(r"[\x00\x80-\x84\x86-\x9F]", text, least=3) > .01:
        return f"文中有控制字符（乱码），文件多半不是按它真正的编码打开的。请用原软件打开确认文字正常，{_SAVE}。"
    return None


def _mojibake(text: str) -> str | None:
    """A wrong decoding can be undone: encoded back and decoded rightly it turns into sense."""
    for wrong, name in _WRONG.items():
        if _utf8_inside(text, wrong):
            return f"这是 UTF-8 文字被当作{name}读出的乱码。请用原软件打开确认文字正常，{_SAVE}。"
    return None


def _eight_bit(text: str) -> str | None:
    """Bytes of an old encoding read as Western European: nearly every letter is accented."""
    high = "".join(regex.findall(r"[\u0080-\u00FF]+", text))
    if len(high) >= _ENOUGH and len(high) > .6 * len(regex.findall(r"[^\s\p{Nd}\p{P}]", text)):
        hanzi = high.encode("latin-1").decode("gb18030", "replace")
        name = "GBK 中文" if _frequent(regex.findall(r"\p{Han}", hanzi)) > .3 else "非 Unicode 的旧编码（如 Windows-1251）文字"
        return f"这是{name}被当作西文（Latin-1）读出的乱码。请用原软件打开确认文字正常，{_SAVE}。"
    return None


def _utf8_inside(text: str, wrong: str) -> bool:
    """Whether nearly all non-ASCII of `text` becomes valid UTF-8 when encoded back as `wrong`."""
    suspect = "".join(regex.findall(r"[^\x00-\x7F]+", text[:20_000]))
    data = suspect.encode(wrong, "ignore")
    if len(suspect) < 8 or len(data) < len(suspect) * .8:
        return False
    restored = data.decode("utf-8", "replace")
    return restored.count("\N{REPLACEMENT CHARACTER}") < .1 * len(restored)


def _frequent(hanzi: Sequence[str]) -> float:
    return sum(character in _FREQUENT for character in hanzi) / max(1, len(hanzi))


def _gibberish_share(text: str) -> float:
    """Share of the Chinese characters that stand in stretches which cannot be Chinese."""
    hanzi = regex.findall(r"\p{Han}", text)
    chunks = [hanzi[i : i + _CHUNK] for i in range(0, len(hanzi), _CHUNK)]
    bad = sum(len(chunk) for chunk in chunks if len(chunk) >= _ENOUGH and _frequent(chunk) < _GIBBERISH)
    return bad / len(hanzi) if hanzi else 0.0


def _gibberish(text: str) -> str | None:
    letters = len(regex.findall(r"\p{L}", text))
    if _gibberish_share(text) < .3 or len(regex.findall(r"\p{Han}", text)) < .3 * letters:
        return None
    return (
        "文中的汉字不成文（几乎没有常用字），多半是用方正、同元、班智达、华光等旧藏文字库（占用汉字码位）录入的藏文，"
        f"或是读错编码的乱码。请用原排版软件或藏文编码转换工具转换成 Unicode，{_SAVE}。"
    )


def _by_font(text: str, fonts: Sequence[str]) -> str | None:
    """A legacy font counts when the text has none of the script the font is for."""
    for pattern, script, name in ((_TIBETAN_FONTS, r"\p{Tibetan}", "藏文"), (_MONGOLIAN_FONTS, r"\p{Mongolian}", "蒙古文")):
        font = next((font for font in fonts if pattern.search(font.strip())), None)
        letters = len(regex.findall(r"\p{L}", text))
        if not font or not letters or _share(script, text) > .05:
            continue
        latin = len(regex.findall(r"[\p{Latin}\u00A0-\u00FF]", text))
        if latin > .5 * letters or _gibberish_share(text) > .1:
            return (
                f"文件用了旧{name}字库“{font}”，它把{name}放在汉字或西文的码位上，文中并没有 Unicode {name}。"
                f"请用{name}编码转换工具（选择该字库）转换成 Unicode，{_SAVE}。"
            )
    return None
