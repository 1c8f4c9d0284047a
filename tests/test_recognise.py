from pathlib import Path

import pytest

from corpora.languages.recognise import recognise

DATA = Path(__file__).parent.parent.parent / "shared" / "data"

ZH = "本院认为，被告未按约定支付货款，构成违约，应当承担继续履行、赔偿损失等违约责任。"
BO = "མི་རིགས་རྣམས་ཀྱི་སྐད་ཡིག་བེད་སྤྱོད་བྱེད་པའི་རང་དབང་ཡོད། ཁྲིམས་ཁང་གིས་ཁྲིམས་གཅོད་བྱེད།"
UG = "سوت ھۆكۈمى كۈچكە ئىگە بولغاندىن كېيىن، جاۋابكار قەرزنى ئون بەش كۈن ئىچىدە قايتۇرۇشى كېرەك."
MN = "Хариуцагч шүүхийн шийдвэр хүчин төгөлдөр болсноос хойш арван тав хоногийн дотор төлөх үүрэгтэй."
MONG = "ᠰᠢᠭᠦᠬᠦ ᠬᠣᠷᠢᠶ᠎ᠠ ᠨᠢ ᠰᠢᠭᠦᠮᠵᠢᠯᠡᠬᠦ ᠬᠠᠷᠢᠭᠤᠴᠠᠭᠴᠢ ᠵᠠᠰᠠᠭ ᠤᠨ ᠭᠠᠵᠠᠷ"
KK = "Сот шешімі заңды күшіне енгеннен кейін жауапкер қарызды он бес күн ішінде қайтаруға міндетті."
KK_ARAB = "سوت شەشىمى زاڭدى كۇشىنە ەنگەننەن كەيىن جاۋاپكەر قارىزدى ون بەس كۇن ىشىندە قايتارۋعا مىندەتتى."
KO = "법원의 판결이 효력을 발생한 날부터 피고는 15일 이내에 원고에게 채무를 이행하여야 한다."
ZA = "Boux vunz seng ma couh miz cwyouz, cinhyenz caeuq genzli bouxboux doxdaengj. Gyoengqde miz lijsing."


@pytest.mark.parametrize(("code", "text"), [
    ("zh", ZH), ("bo", BO), ("ug", UG), ("mn-Cyrl", MN), ("mn-Mong", MONG),
    ("kk-Cyrl", KK), ("kk-Arab", KK_ARAB), ("ko", KO), ("za", ZA),
])
def test_a_sentence_is_enough(code, text):
    assert recognise(text) == code
    assert recognise(f"（2020）青2802民初123号 {text} 2020-10-15 DNA 500 USB") == code


@pytest.mark.parametrize("text", [
    "All human beings are born free and equal in dignity and rights. They are endowed with reason.",
    "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.",
    "Todos los seres humanos nacen libres e iguales en dignidad y derechos, dotados como están de razón.",
    "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal.",
    "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft begabt.",
    "Txhua tus neeg yug los muaj kev ywj pheej thiab sib npaug zos hauv kev nplooj siab thiab cai.",
    "ren ren sheng er zi you, zai zun yan he quan li shang yi lü ping deng, ta men fu you li xing",
    "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом.",
    "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом.",
    "Бардык адамдар өз беделинде жана укуктарында эркин жана тең укуктуу болуп жаралат.",
    "Барлык кешеләр дә азат һәм үз абруйлары һәм хокуклары ягыннан тиң булып туалар.",
    "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا.",
    "تمام افراد بشر آزاد به دنیا می‌آیند و از لحاظ حیثیت و حقوق با هم برابرند.",
    "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "2020-10-15  …  15 / 367", "",
])
def test_other_languages_are_none(text):
    assert recognise(text) is None


def test_a_bilingual_text_goes_to_its_main_language():
    assert recognise(f"{UG}\n{UG}\n{ZH}") == "ug"
    assert recognise(f"{ZH}\n{ZH}\n{ZH}\n{MONG[:20]}") == "zh"


def real_texts() -> list[tuple[str | None, Path]]:
    codes = {"zh": "zh", "bo": "bo", "ug": "ug", "mn-Cyrl": "mn-Cyrl", "ko": "ko", "en": None}
    found = [(codes[p.stem], p) for folder in ("udhr/lines", "ntrex") for p in (DATA / folder).glob("*.txt") if p.stem in codes]
    found += [("za", p) for p in (DATA / "zhuang_reports").glob("*.za.txt")]
    return found + [("zh", p) for p in (*(DATA / "zh_statutes").glob("*"), *(DATA / "zh_judgments").glob("*/*"))]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the real texts in {DATA}")
def test_every_window_of_200_characters_is_right():
    wrong = []
    for code, path in real_texts():
        text = path.read_text(encoding="utf-8")
        for start in range(0, max(1, len(text) - 200), max(100, len(text) // 150)):
            if recognise(text[start : start + 200]) != code:
                wrong.append((path.name, start))
    rows = (DATA / "mn_mong" / "zh_mn-Mong_samples.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wrong += [row for row in rows if recognise(row.split("\t")[1]) != "mn-Mong"]
    assert not wrong
