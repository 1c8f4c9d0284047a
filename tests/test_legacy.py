from pathlib import Path

import pytest
import regex

from corpora.legacy import diagnose

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
CASES = Path(__file__).parent / "cases"

ZH = (
    "本院认为，被告未按约定支付货款，构成违约，应当承担继续履行、赔偿损失等违约责任。依照《中华人民共和国民法典》第五百七十七条、"
    "第五百七十九条的规定，判决如下：一、被告于本判决生效之日起十五日内支付原告货款三万元；二、驳回原告的其他诉讼请求。"
)
BO = "ཁྲིམས་ཁང་གིས་ཁྲིམས་གཅོད་བྱེད་པའི་སྐབས་སུ་མི་རིགས་ཀྱི་སྐད་ཡིག་བེད་སྤྱོད་བྱེད་དགོས། " * 6
UG = "سوت ھۆكۈمى كۈچكە ئىگە بولغاندىن كېيىن، جاۋابكار قەرزنى ئون بەش كۈن ئىچىدە قايتۇرۇشى كېرەك. " * 3
MN = "Хариуцагч шүүхийн шийдвэр хүчин төгөлдөр болсноос хойш арван тав хоногийн дотор төлөх үүрэгтэй. " * 3
RU = "Все люди рождаются свободными и равными в своем достоинстве и правах. " * 3


def on_hanzi(tibetan: str) -> str:
    """What a legacy font stores: one Chinese character of GB 2312 for every Tibetan stack, as 班智达 does."""
    stacks = regex.findall(r"[\u0F40-\u0F6C][\u0F71-\u0F84\u0F90-\u0FBC]*", tibetan)
    order = {stack: n for n, stack in enumerate(dict.fromkeys(stacks))}
    return "".join(bytes([0xB0 + (51 + order[s]) // 94, 0xA1 + (51 + order[s]) % 94]).decode("gb2312") for s in stacks)


@pytest.mark.parametrize(("text", "named"), [
    ("".join(chr(0xF300 + n) for n in range(60)), "GB/T 20542"),
    ("".join(chr(0xE234 + n) for n in range(60)), "蒙科立"),
    ("".join(chr(0xE800 + n) for n in range(60)), "专用区"),
    ("ᡐᡆᡑᡆ ᡋᡅᡔᡅᡎ ᡐᡆᡑᡆ ᡋᡅᡔᡅᡎ", "托忒"),
    (on_hanzi(BO), "藏文字库"),
    (ZH[:60] + on_hanzi(BO), "藏文字库"),
    (ZH.encode().decode("latin-1"), "UTF-8"),
    (ZH.encode().decode("gb18030", "replace"), "UTF-8"),
    (UG.encode().decode("cp1252", "replace"), "UTF-8"),
    (UG.encode().decode("gb18030", "replace"), "UTF-8"),
    (MN.encode().decode("cp1251", "replace"), "UTF-8"),
    (BO.encode().decode("latin-1"), "UTF-8"),
    (ZH.encode("gb18030").decode("latin-1"), "GBK"),
    (ZH.encode("gb18030").decode("utf-8", "replace"), "无法解码"),
    (RU.encode("cp1251").decode("latin-1"), "1251"),
    (ZH + "锟斤拷锟斤拷锟斤拷", "锟斤拷"),
    (ZH.encode("utf-16-le").decode("latin-1"), "控制字符"),
])
def test_damage_is_named_with_what_to_do(text, named):
    found = diagnose(text)
    assert found and named in found
    assert "UTF-8" in found and "后再导入" in found


def test_a_font_tells_what_the_letters_do_not():
    latin = "]- e<- 3{+- =0- ;A/- *J Zhang 0R- (R$?- k,- " * 4
    assert diagnose(latin) is None
    assert "LTibetan" in diagnose(latin, ["宋体", "LTibetan"])
    assert "TibetBT" in diagnose(on_hanzi(BO), ["TibetBT"])


@pytest.mark.parametrize(("text", "fonts"), [
    (ZH, ["方正小标宋简体", "仿宋_GB2312", "TibetBT"]),
    (BO, ["TibetanMachineWeb", "Microsoft Himalaya"]),
    (BO, ["Tibetan Machine Uni"]),
    (BO + ZH, []), (UG, []), (MN, []), (RU, []), ("", []), ("\uF0B7 第一项\n\uF0B7 第二项\n" * 5, ["Wingdings"]),
    ("Les droits de l’homme : égalité, fraternité, dès l’été à Nîmes, où naît l’œuvre.", []),
])
def test_good_text_passes(text, fonts):
    assert diagnose(text, fonts) is None


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda p: p.stem)
def test_no_false_alarm_on_the_golden_cases(path):
    assert diagnose(path.read_text(encoding="utf-8")) is None


@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the real texts in {DATA}")
def test_no_false_alarm_on_real_texts():
    alarms = []
    for path in sorted(DATA.rglob("*")):
        if path.suffix in {".txt", ".md", ".tsv", ".csv", ".src", ".tgt"}:
            text = path.read_text(encoding="utf-8")
            step = max(2000, len(text) // 10)
            parts = [text[:100_000], *(text[i : i + 1000] for i in range(0, min(len(text), 300_000), step))]
            alarms += [(path.name, found) for part in parts if (found := diagnose(part))]
    assert not alarms


def test_tibetan_of_both_extension_sets_is_named():
    for first, words in ((0xF300, "扩充集 A"), (0xF0000, "扩充集 B")):
        said = diagnose("".join(chr(first + n % 400) for n in range(300)))
        assert words in said and "请" in said


@pytest.mark.parametrize("font", [
    "Sambhota Dege", "Dedris-a", "TCRC Youtso", "TibetBT", "方正藏文", "北大方正藏文", "华光藏文", "同元藏文", "班智达藏文", "TibetanChogyal",
])  # fmt: skip
def test_tibetan_mapped_to_other_letters_is_named_by_its_font(font):
    said = diagnose("%- 0=-<-.%-<-%=-&?- ;A- $- =- <R#?- v/R- 0- " * 12, (font,))
    assert font in said and "Unicode" in said
