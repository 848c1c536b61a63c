"""Whom the names in a text name: variants are found, and what is somebody else's or something else's name is not."""

from __future__ import annotations

import itertools
import textwrap
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei_edition.authorities import Authorities, Authority, Office
from tei_edition.config import Config
from tei_edition.lexicon import Lexicon, is_written, shared_lexicon
from tei_edition.mentions import find_names
from tei_edition.model import Conversion
from tei_edition.name_forms import eastern, further_forms, parts_of, western
from tei_edition.names import canonical
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import decode
from tei_edition.teifile import TEI

AUTHORITIES = """
people:
  - {id: pers-hoxha, name: Enver Hoxha, born: 1908, died: 1985, offices: [{office: First Secretary, from: 1941}]}
  - {id: pers-nexhmije-hoxha, name: Nexhmije Hoxha, born: 1921}
  - {id: pers-kim-il-sung, name: Kim Il Sung, born: 1912, died: 1994}
  - {id: pers-kim-jong-il, name: Kim Jong Il, born: 1941}
  - {id: pers-ri-jang-sik, name: Ri Jang-sik}
  - {id: pers-khrushchev, name: Nikita Sergeyevich Khrushchev, born: 1894, died: 1971}
  - {id: pers-gomulka, name: Władysław Gomułka}
  - {id: pers-mao, name: Mao Zedong}
  - {id: pers-zhou, name: Zhou Enlai}
  - {id: pers-bush-elder, name: George H. W. Bush, born: 1924, offices: [{office: President, from: 1989, to: 1993}]}
  - {id: pers-bush-younger, name: George W. Bush, born: 1946, offices: [{office: President, from: 2001, to: 2009}]}
  - {id: pers-john-smith, name: John Smith}
  - {id: pers-jane-smith, name: Jane Smith}
  - {id: pers-lenin, name: Vladimir Ilyich Lenin, forms: [Lenin]}
  - {id: pers-ford, name: Gerald R. Ford, offices: [{office: President, from: 1974, to: 1977}]}
  - {id: pers-gaulle, name: Charles de Gaulle}
  - {id: pers-young, name: Andrew Young}
  - {id: pers-wilson, name: Lestock Peach Wilson}
  - {id: pers-vasily, name: Vasily Stalin}
  - {id: pers-robert, name: Robert F. Kennedy, offices: [{office: Attorney General, from: 1961, to: 1964}]}
  - {id: pers-church, name: Frank Church}
  - {id: pers-nagy, name: Imre Nagy}
  - {id: pers-deng, name: Deng Xiaoping}
organisations:
  - {id: org-alp, name: Albanian Labor Party}
  - {id: org-cpc, name: Communist Party of China}
  - {id: org-ford, name: Ford Motor Company}
  - {id: org-university, name: Kim Il Sung University}
  - {id: org-un, name: UN, forms: [United Nations]}
  - {id: org-who, name: WHO}
  - {id: org-hoxha-works, name: Enver Hoxha Automobile and Tractor Plant}
places:
  - {id: place-albania, name: Albania, type: country}
  - {id: place-china, name: China, type: country}
  - {id: place-tirana, name: Tirana, type: settlement}
  - {id: place-new-york, name: New York, type: settlement}
  - {id: place-warsaw, name: Warsaw, type: settlement}
  - {id: place-hoxha, name: Hoxhaville, type: settlement}
  - {id: place-sofia, name: Sofia, type: settlement}
  - {id: place-washington, name: Washington, type: settlement}
  - {id: place-us, name: US, type: country}
"""


@cache
def workshop(folder: Path) -> Workshop:
    path = folder / "authorities.yaml"
    path.write_text(AUTHORITIES, "utf-8")
    return open_workshop(Config(authorities=path))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return workshop(tmp_path_factory.mktemp("edition"))


def report(text: str, year: int) -> str:
    """A report of that year whose second paragraph is the text."""
    return f"Report on the situation\n\n{year}-05-03\n\nThe situation was as follows on that day.\n\n{text}\n"


def linked(workshop: Workshop, text: str, year: int) -> tuple[Conversion, list[tuple[str, str, str]]]:
    """The names in the text: their words, whom they name, and how certain that is."""
    source, findings = decode(report(text, year).encode(), "report.txt")
    conversion = convert(source, workshop, None, findings)
    assert conversion.tei is not None
    body = etree.fromstring(conversion.tei).find(f"{{{TEI}}}text")
    assert body is not None
    names = body.iter(*(f"{{{TEI}}}{tag}" for tag in ("persName", "orgName", "placeName")))
    return conversion, [
        (" ".join("".join(name.itertext()).split()), name.get("ref", "")[1:], name.get("cert", "")) for name in names
    ]


# --- tricky mentions --------------------------------------------------------------------------------------------

TRICKY = (
    # the text                                                            whom its names name
    # variants of a listed name
    ("We met Enver Hoxha.", "pers-hoxha"),
    ("We met ENVER HOXHA.", "pers-hoxha"),
    ("We met E. Hoxha.", "pers-hoxha"),
    ("We met Enver Hodja.", "pers-hoxha"),
    ("Present were: Hoxha, Enver; and others.", "pers-hoxha"),
    ("We met Kim Il-sung.", "pers-kim-il-sung"),
    ("We met Kim Il-Sung.", "pers-kim-il-sung"),
    ("We met Kim Ilsung.", "pers-kim-il-sung"),
    ("We met Il-sung Kim.", "pers-kim-il-sung"),
    ("We met Kim Ir-sen and Kim Chong-il.", "pers-kim-jong-il"),
    ("We met Yu Jang-sik.", "pers-ri-jang-sik"),
    ("We met Ri Jangsik.", "pers-ri-jang-sik"),
    ("We met N. S. Khrushchev.", "pers-khrushchev"),
    ("We met N.S. Khrushchev.", "pers-khrushchev"),
    ("We met Nikita Khrushchev.", "pers-khrushchev"),
    ("Wir trafen Nikita Sergejewitsch Chruschtschow.", "pers-khrushchev"),
    ("We met Wladyslaw Gomulka.", "pers-gomulka"),
    ("We met Mao Tse-tung.", "pers-mao"),
    ("We met Chou En-lai.", "pers-zhou"),
    ("We met General Charles de Gaulle.", "pers-gaulle"),
    # possessives and punctuation
    ("This is Enver Hoxha’s letter.", "pers-hoxha"),
    ("This is Albania's answer.", "place-albania"),
    ("(Enver Hoxha), “Albania”; Tirana: China.", "pers-hoxha place-albania place-tirana place-china"),
    ("The Tirana-Warsaw talks went on.", "place-tirana place-warsaw"),
    # adjectives and longer words
    ("The Albanians and the Chinese agreed.", ""),
    ("An Albania-wide plan by Hoxhaists.", ""),
    ("Who will go? The WHO will.", "org-who"),
    ("Kim Jong Un spoke for the un in UN.", "org-un"),
    ("The young went with Andrew Young. Young people liked it.", "pers-young"),
    # the same surname
    ("Mary Hoxha came from the village.", ""),
    ("We met J. Hoxha.", ""),
    ("Mr. Smith agreed.", ""),
    ("John Smith came. Mr. Smith agreed.", "pers-john-smith pers-john-smith"),
    ("John Smith and Jane Smith came. Smith agreed.", "pers-john-smith pers-jane-smith"),
    ("John Smith came. Mr. Smith and Mrs. Smith agreed.", "pers-john-smith"),
    ("Mrs. Lestock Wilson wrote to us.", ""),
    ("We met J. Smith.", ""),
    ("Comrade Kim agreed.", ""),
    ("Kim Il Sung spoke. Then Comrade Kim rested.", "pers-kim-il-sung pers-kim-il-sung"),
    ("Kim Il Sung spoke to Kim Jong Il. Then Comrade Kim rested.", "pers-kim-il-sung pers-kim-jong-il"),
    ("Kim Il Sung spoke. Kim Yong-ju listened.", "pers-kim-il-sung"),
    ("Enver Hoxha spoke. Then Hoxha rested.", "pers-hoxha pers-hoxha"),
    ("Enver Hoxha spoke. Then Hodja rested.", "pers-hoxha pers-hoxha"),
    ("Enver Hoxha spoke. Nexhmije Hoxha listened. Hoxha rested.", "pers-hoxha pers-nexhmije-hoxha"),
    ("Charles de Gaulle spoke. Then de Gaulle rested.", "pers-gaulle pers-gaulle"),
    ("Later Hoxha rested.", ""),
    ("Lenin wrote it.", "pers-lenin"),
    # called after a person
    ("He studied at Kim Il Sung University.", "org-university"),
    ("He got the Lenin Prize in Lenin Street.", ""),
    ("He drove a tractor of the Enver Hoxha Works.", ""),
    ("He worked in the Enver Hoxha Automobile and Tractor Plant.", "org-hoxha-works"),
    ("He worked for Ford Motor Company, not for the Ford Foundation.", "org-ford org-ford-foundation"),
    ("They live in Hoxhaville.", "place-hoxha"),
    # a place in another name
    ("The Communist Party of China agreed.", "org-cpc"),
    ("The New York Times wrote it.", ""),
    ("The Warsaw Pact met at the Hotel Tirana.", ""),
    ("They met in New York, in Tirana Square.", "place-new-york"),
    # abbreviations of the text
    ("The Albanian Labor Party (ALP) met. The ALP agreed.", "org-alp org-alp org-alp"),
    ("The ALP agreed.", ""),
    # somebody of nearly the same name
    ("We met I. V. Stalin.", ""),
    ("We met Henry Kissinger and Gerald R. Ford III.", ""),
    ("We met Enver Hoxha Duro, Fadil Hoxha, Enver Duro.", ""),
    ("Present: Nagy Imre; Kim Il Sung.", "pers-nagy pers-kim-il-sung"),
    ("We met Deng Xiaobing and Deng Xiaoping.", "pers-deng"),
    ("We met Teng Hsiao-p’ing.", "pers-deng"),
    ("Robert F. Kennedy came. President Kennedy came.", "pers-robert"),
    ("Robert F. Kennedy came. Attorney General Kennedy came.", "pers-robert pers-robert"),
    ("Robert F. Kennedy came, and Edward Kennedy. Kennedy left.", "pers-robert"),
    ("Frank Church came. Church left. The Church prayed, and a church burned.", "pers-church"),
    ("Nikita Khrushchev came. Mrs. Khrushchev came.", "pers-khrushchev"),
    # a place in somebody's name
    ("We met Mr. Washington and Sofia Loren in Sofia.", "place-sofia"),
    ("We met Denzel Washington in Washington.", "place-washington"),
    ("They said that Lake Sofia is near New Warsaw.", ""),
    # a text in capitals
    ("TELL US WHO WILL COME TO TIRANA.", "place-tirana"),
    # called after somebody
    ("He got the Order of Kim Il Sung on the ship Enver Hoxha.", ""),
    ("They went by the Kim Il Sung Textile Combine.", ""),
    ("They walked along Avenue Charles de Gaulle.", ""),
    # a name in a name
    ("We met at the Charles de Gaulle Airport.", ""),
    ("The Gerald R. Ford Library has it.", ""),
    ("Ford said so. The Ford drove on.", ""),
)  # fmt: skip


def test_there_are_eighty_tricky_texts() -> None:
    assert len(TRICKY) >= 80


@pytest.mark.parametrize(("text", "expected"), TRICKY)
def test_a_tricky_mention_names_whom_it_names(edition: Workshop, text: str, expected: str) -> None:
    _, names = linked(edition, text, 1975)
    assert [ref for _, ref, _ in names] == expected.split()


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1991, [("Bush", "pers-bush-elder", "medium")]), (2003, [("Bush", "pers-bush-younger", "medium")]), (1997, [])],
)
def test_a_title_and_a_surname_name_who_held_the_office_then(
    edition: Workshop, year: int, expected: list[tuple[str, str, str]]
) -> None:
    assert linked(edition, "We agreed with President Bush on it.", year)[1] == expected


def test_a_person_who_was_not_yet_born_is_not_meant(edition: Workshop) -> None:
    _, names = linked(edition, "Kim Il Sung met G. Bush.", 1930)
    assert names == [("Kim Il Sung", "pers-kim-il-sung", ""), ("G. Bush", "pers-bush-elder", "medium")]


def test_the_holder_of_the_office_in_a_title_is_the_one_who_held_it_then(edition: Workshop) -> None:
    text = (
        "Letter From President Bush to Mr. Grey\n\nMay 3, 1991\n\nDear Sir:\n\nWe agree.\n\nSincerely,\n\nGeorge Bush\n"
    )
    source, findings = decode(text.encode(), "letter.txt")
    conversion = convert(source, edition, None, findings)
    root = etree.fromstring(conversion.tei or b"")
    assert root.xpath("//*[@type='sent']/*[1]/@ref") == ["#pers-bush-elder"]


def test_a_label_with_an_office_names_who_held_it_then(edition: Workshop) -> None:
    text = (
        "Memorandum of Conversation\n\nMay 3, 1991\n\nPARTICIPANTS\n\nPresident Bush\n\nMr. Grey, interpreter\n\n"
        "President Bush: We agree.\n\nMr. Grey: He agrees.\n\nPresident Bush: Good.\n"
    )
    source, findings = decode(text.encode(), "memorandum.txt")
    root = etree.fromstring(convert(source, edition, None, findings).tei or b"")
    assert set(root.xpath("//*[local-name()='sp']/@who")) == {"#pers-bush-elder", "#pers-grey"}
    assert "pers-bush" not in root.xpath("//@xml:id")


def test_what_is_left_open_is_reported_once_with_all_candidates(edition: Workshop) -> None:
    conversion, _ = linked(edition, "Mr. Smith agreed. Then Mr. Smith left.", 1975)
    assert [finding.message for finding in conversion.findings if finding.code == "P201"] == [
        "“Smith” may be John Smith (pers-john-smith) or Jane Smith (pers-jane-smith); it is not tagged"
    ]


def test_an_exact_form_is_certain_and_a_variant_is_not(edition: Workshop) -> None:
    _, names = linked(edition, "We met Enver Hoxha, KIM IL SUNG, Mao Tse-tung and N. Khrushchev.", 1975)
    assert [cert for _, _, cert in names] == ["", "", "medium", "medium"]


SENTENCES = """The situation was as follows on that day, and nobody who was there will ever forget what was said in the
long hours of that night, when at last the friendly answer of Comrade Enver Hoxha arrived and was read to everybody by
the officers of the army. It said at some length that the whole Albanian Labor Party would never agree to the new plan,
which had come from Comrade Kim Il Sung himself and had been discussed in the meetings of the last two weeks."""


@pytest.mark.parametrize("width", range(48, 80))
def test_a_name_is_found_across_line_ends(edition: Workshop, width: int) -> None:
    text = f"Report on the situation\n\n1975-05-03\n\n{textwrap.fill(SENTENCES, width)}\n"
    source, findings = decode(text.encode(), "report.txt")
    conversion = convert(source, edition, None, findings)
    assert conversion.tei is not None
    refs = etree.fromstring(conversion.tei).xpath("//*[local-name()='text']//*/@ref")
    assert refs == ["#pers-hoxha", "#org-alp", "#pers-kim-il-sung"]


def test_a_name_that_a_line_end_divides_is_one_form(edition: Workshop) -> None:
    text = (
        "We met at the house of the old President, where we were met by Kim Il-\nsung and by others of the party. " * 6
    )
    source, findings = decode(f"Report on the situation\n\n{text}\n".encode(), "report.txt")
    conversion = convert(source, edition, None, findings)
    assert conversion.tei is not None
    names = etree.fromstring(conversion.tei).xpath("//*[local-name()='standOff']//*[local-name()='persName']/text()")
    assert names == ["Kim Il Sung", "Kim Il-sung"]


# --- people who share a name, and what the authorities say of them ----------------------------------------------

BROTHERS = """
people:
  - {id: pers-elder, name: John Brown, ambiguous: true, born: 1800, died: 1859, identifiers: {wikidata: Q1, viaf: 22}}
  - {id: pers-younger, name: John Brown, ambiguous: true, born: 1901, died: 1980-02-29}
  - {id: pers-only, name: Ann Grey, ambiguous: true}
organisations: [{id: org-x, name: Society of Friends, identifiers: {isni: 0000000080451935}}]
places: [{id: place-x, name: Harpers Ferry, type: settlement, identifiers: {geonames: 7}}]
"""


@pytest.mark.parametrize(("year", "expected"), [(1850, "pers-elder"), (1950, "pers-younger"), (1890, "pers-elder")])
def test_of_two_people_of_one_name_the_one_is_meant_whose_dates_fit(tmp_path: Path, year: int, expected: str) -> None:
    path = tmp_path / "authorities.yaml"
    path.write_text(BROTHERS, "utf-8")
    workshop = open_workshop(Config(authorities=path))
    conversion, names = linked(workshop, "We met John Brown and Ann Grey.", year)
    assert [ref for _, ref, _ in names] == expected.split()
    assert any(finding.code == "P201" and "“Ann Grey” may be" in finding.message for finding in conversion.findings)


def test_of_people_who_share_one_form_the_other_names_stay_certain(tmp_path: Path) -> None:
    path = tmp_path / "authorities.yaml"
    path.write_text(
        "people:\n- {id: pers-anna, name: Anna Caldwell, forms: [Minister Caldwell], ambiguous: true}\n"
        "- {id: pers-henry, name: Henry Caldwell, forms: [Minister Caldwell], ambiguous: true}\n",
        "utf-8",
    )
    workshop = open_workshop(Config(authorities=path))
    _, names = linked(workshop, "Anna Caldwell met Minister Caldwell.", 1938)
    assert names == [("Anna Caldwell", "pers-anna", ""), ("Minister Caldwell", "pers-anna", "medium")]
    assert linked(workshop, "We met Minister Caldwell.", 1938)[1] == []


def test_a_word_of_the_document_is_no_surname_at_the_start_of_a_sentence(edition: Workshop) -> None:
    text = "Andrew Young met the young of the town.\n\nYoung and old were there."
    assert [ref for _, ref, _ in linked(edition, text, 1975)[1]] == ["pers-young"]


def test_the_lists_have_the_dates_and_addresses_of_the_authorities(tmp_path: Path) -> None:
    path = tmp_path / "authorities.yaml"
    path.write_text(
        BROTHERS.replace("ambiguous: true, ", "").replace("name: John Brown, born: 1901", "name: X Y, born: 1901"),
        "utf-8",
    )
    conversion, _ = linked(
        open_workshop(Config(authorities=path)), "John Brown of the Society of Friends in Harpers Ferry.", 1850
    )
    root = etree.fromstring(conversion.tei or b"")
    person, org, place = (root.find(f".//{{{TEI}}}{tag}") for tag in ("person", "org", "place"))
    said = [
        [(etree.QName(each).localname, each.get("when") or each.get("type"), each.text) for each in entry]
        for entry in (person, org, place)
    ]
    assert said == [
        [
            ("persName", None, "John Brown"),
            ("birth", "1800", None),
            ("death", "1859", None),
            ("idno", "wikidata", "https://www.wikidata.org/entity/Q1"),
            ("idno", "viaf", "https://viaf.org/viaf/22"),
        ],
        [("orgName", None, "Society of Friends"), ("idno", "isni", "https://isni.org/isni/0000000080451935")],
        [("placeName", None, "Harpers Ferry"), ("idno", "geonames", "https://www.geonames.org/7")],
    ]


def test_who_is_listed_with_a_side_is_on_it_where_the_document_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "authorities.yaml"
    path.write_text("people: [{id: pers-olsen, name: Marta Olsen, side: Norwegian side}]", "utf-8")
    text = (
        "Minutes of a conversation\n\nFrom the Korean side: Kim Il Sung, Premier; Ri Jong-ok, Minister.\n\n"
        "From the Norwegian side: Nils Berg, Premier; Kari Lund, Minister.\n\n"
        "Kim Il Sung: We agree.\n\nMarta Olsen: So do we.\n\nKim Il Sung: Good.\n\nMarta Olsen: Yes.\n"
    )
    source, findings = decode(text.encode(), "minutes.txt")
    root = etree.fromstring(convert(source, open_workshop(Config(authorities=path)), None, findings).tei or b"")
    (side,) = root.xpath("//*[local-name()='person'][*='Marta Olsen']/../*[local-name()='head']/text()")
    assert side == "Norwegian side"


def test_a_label_names_who_speaks_whatever_the_authorities_know(tmp_path: Path) -> None:
    path = tmp_path / "authorities.yaml"
    path.write_text("people: [{id: pers-secretary, name: Assistant Secretary}]", "utf-8")
    text = "Minutes\n\nAssistant Secretary Sisco: Yes.\n\nMr. Habib: No.\n\nAssistant Secretary Sisco: Good.\n"
    source, findings = decode(text.encode(), "minutes.txt")
    conversion = convert(source, open_workshop(Config(authorities=path)), None, findings)
    assert "S04" not in {finding.code for finding in conversion.findings}
    root = etree.fromstring(conversion.tei or b"")
    assert set(root.xpath("//*[local-name()='speaker']/*/@ref")) <= set(root.xpath("//*[local-name()='sp']/@who"))


# --- the keys and the forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoxha", "Hodja"), ("Khrushchev", "Chruschtschow"), ("Хрущев", "Khrushchev"), ("Сергеевич", "Sergeyevich"),
        ("Gorbachev", "Gorbatschow"),
        ("Vyshinskii", "Wyschinski"), ("Molotov", "Molotow"), ("Mikoyan", "Mikojan"), ("Göring", "Goering"),
        ("Müller", "Mueller"),
    ],
)  # fmt: skip
def test_western_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert western(one) == western(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Smith", "Smyth"), ("Schmidt", "Smith"), ("Hoxha", "Hoda"), ("Kennan", "Kennedy")]
)
def test_western_names_that_differ_are_not_alike(one: str, other: str) -> None:
    assert western(one) != western(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Enlai", "En-lai"), ("Zedong", "Tse-tung"), ("Deng", "Teng"), ("Xiaoping", "Hsiao-p'ing"),
        ("Shaoqi", "Shao-ch'i"), ("Dehuai", "Teh-huai"), ("Jong-il", "Chong-il"), ("Ri", "Lee"), ("Park", "Pak"),
        ("Jeonghui", "Chŏng-hŭi"), ("Geun-yang", "Kŭn-yang"), ("Ch'en", "Chen"),
    ],
)  # fmt: skip
def test_eastern_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert eastern(one) == eastern(other)


def test_eastern_names_that_differ_are_not_alike() -> None:
    assert len({eastern(name) for name in ("Jong-il", "Il-sung", "Yong-nam", "Jong-un", "Zedong", "Enlai")}) == 6


@pytest.mark.parametrize(
    ("name", "family", "is_eastern"),
    [
        ("Enver Hoxha", "Hoxha", False), ("Hoxha, Enver", "Hoxha", False), ("Charles de Gaulle", "de Gaulle", False),
        ("Kim Il Sung", "Kim", True), ("Ri Jong-ok", "Ri", True), ("Mao Zedong", "Mao", True),
        ("Thomas Spring-Rice", "Spring-Rice", False), ("Henry Ford II", "Ford", False),
    ],
)  # fmt: skip
def test_the_family_name_is_found_where_it_stands(name: str, family: str, is_eastern: bool) -> None:
    parts = parts_of(name)
    assert parts is not None
    assert (parts.family, parts.is_eastern) == (family, is_eastern)


@pytest.mark.parametrize("name", ["Lenin", "La presidenta del Parlament", "the Premier", "10:15 Hoxha", ""])
def test_what_is_no_full_name_has_no_parts(name: str) -> None:
    assert parts_of(name) is None


def test_the_usual_forms_of_a_name_follow_from_it() -> None:
    forms = {form.words for form in further_forms("Nikita Sergeyevich Khrushchev")}
    assert {"Nikita Khrushchev", "N. Khrushchev", "N. S. Khrushchev", "Khrushchev, N. S."} <= forms
    assert {form.words for form in further_forms("Kim Il Sung")} >= {"Kim Ilsung", "Il Sung Kim"}


@pytest.mark.parametrize(
    ("form", "words", "fits"),
    [
        ("Kim Il Sung", "Kim Il-sung", True), ("Kim Il Sung", "KIM IL SUNG", True), ("UNESCO", "Unesco", True),
        ("Central Committee of the ALP", "Central Committee Of The ALP", True), ("WHO", "Who", False),
        ("Bush", "bush", False), ("Kim Jong Un", "Kim Jong un", False), ("Rao", "RAO", False), ("ALP", "Alp", False),
    ],
)  # fmt: skip
def test_the_letters_of_a_form_may_be_capitals_but_no_abbreviation_is_a_word(form: str, words: str, fits: bool) -> None:
    assert is_written(form, words) is fits


# --- any text ---------------------------------------------------------------------------------------------------

SMALL = shared_lexicon(
    Authorities(
        (
            Authority("pers-hoxha", "person", "Enver Hoxha", offices=(Office("First Secretary", "1941", "1985"),)),
            Authority("pers-kim", "person", "Kim Il Sung"),
            Authority("org-alp", "organisation", "Albanian Labor Party", ("ALP",)),
        )
    )
)
PIECES = st.sampled_from(
    ["Enver", "Hoxha", "E.", "Kim", "Il", "-", "sung", "Sung", "'", "’", " ", "  ", "\n", "ALP", "(", ")", ",", "Labor",
     "Albanian", "Party", "Korea", "Tirana", "Mr.", "Comrade", "de", "\u0301", "é", "金", "Ch", "- ", "_", "1", "\x00"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_the_names_of_any_text_stand_in_it_one_after_the_other(text: str) -> None:
    plain = canonical(text)
    found = find_names(plain, Lexicon(SMALL))
    spans = sorted([*(mark.span for mark in found.marks), *(each.span for each in found.doubtful)])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(SMALL.authority(mark.ref) for mark in found.marks)
