# ruff: noqa: E501  (a row of a table stays on its line)
"""Each rule catches its mutant and nothing else; good files give no finding; strange files raise nothing."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from long_documents import turns
from tei_edition.checks.date_words import read_words
from tei_edition.checks.rules import RULES, check_rules
from tei_edition.codes import codes, entry
from tei_edition.explain import Question, explain
from tei_edition.model import Finding, Severity
from tei_edition.vocabulary import languages

SAMPLES = Path(__file__).parent / "samples"
GOOD = ("minutes.xml", "letter.xml", "article.xml", "telegram.xml")
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def parse(text: str) -> etree._ElementTree:
    return etree.parse(BytesIO(text.encode()), etree.XMLParser(collect_ids=False))


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def changed(name: str, old: str, new: str) -> tuple[Finding, ...]:
    text = sample(name)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return check_rules(parse(text.replace(old, new)), layout="archive", file=name)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_gives_no_finding(name: str) -> None:
    assert check_rules(parse(sample(name)), layout="archive") == ()


HARBOURS = 'Harbours</roleName>, <persName ref="#pers-mara-tull">'
P5 = '<p xml:id="p-5">The <sic'
GAP = '<gap xml:id="gap-1" reason="illegible" unit="word" quantity="1" resp="#resp-inherited">'
NOTE = '<note xml:id="note-1" type="editorial" subtype="gap" target="#gap-1" resp="#resp-edition">'
LABEL = '<speaker>Mr. <persName ref="#pers-ivo-senn">Senn</persName>'
VOICE = '<sp xml:id="sp-3" who="#pers-unknown-1" cert="low">'
SENT = '<persName ref="#pers-ivo-senn">Ivo Senn</persName>\n          <placeName'

# code  what is changed                                            file            from → to
MUTANTS = [
    ("S01", "a pointer to nobody", "minutes.xml", HARBOURS, HARBOURS.replace("tull", "tul")),
    ("S01", "a note about a gap that is not there", "letter.xml", 'target="#gap-1"', 'target="#gap-1 #gap-2"'),
    ("S02", "a place named as a person", "minutes.xml", '<orgName ref="#org-dredging-board">Dredging Board</orgName>',
     '<placeName ref="#org-dredging-board">Dredging Board</placeName>'),
    ("S02", "a person responsible for brackets", "minutes.xml", '<supplied reason="explanation" resp="#resp-inherited">',
     '<supplied reason="explanation" resp="#pers-jon-vey">'),
    ("S03", "a speaker who is only mentioned", "minutes.xml", 'who="#pers-mara-tull"', 'who="#pers-mara-tull #pers-jon-vey"'),
    ("S03", "a speaker given as words", "minutes.xml", 'who="#pers-mara-tull"', 'who="#pers-mara-tull Tull"'),
    ("S03", "an unidentified speaker without doubt", "minutes.xml", VOICE, VOICE.replace(' cert="low"', "")),
    ("S04", "a label that names somebody else", "minutes.xml", LABEL, LABEL.replace("ivo-senn", "olof-brack")),
    ("S04", "a turn without label", "minutes.xml", "<speaker><persName ref=\"#pers-delegates\">The delegates</persName> and "
     "<persName ref=\"#pers-ivo-senn\">Mr. Senn</persName>:</speaker>", ""),
    ("S04", "two turns in a row by one speaker", "minutes.xml", '<sp xml:id="sp-2" who="#pers-ivo-senn">',
     '<sp xml:id="sp-2" who="#pers-mara-tull" cert="low">'),
    ("S05", "a gap without responsibility", "minutes.xml", GAP, GAP.replace(' resp="#resp-inherited"', "")),
    ("S05", "a gap with an unknown reason", "minutes.xml", GAP, GAP.replace("illegible", "smudged")),
    ("S05", "a quantity without unit", "minutes.xml", GAP, GAP.replace('unit="word" ', "")),
    ("S05", "a quantity and an extent", "minutes.xml", GAP, GAP.replace("unit", 'extent="unknown" unit')),
    ("S05", "a gap without the captured wording", "letter.xml", "<desc>[illegible]</desc>", ""),
    ("S06", "a gap that no note explains", "minutes.xml", 'subtype="gap" target="#gap-1"', 'subtype="gap" target="#p-3"'),
    ("S07", "an editorial note without subtype", "minutes.xml", NOTE, NOTE.replace(' subtype="gap"', "")),
    ("S07", "an editorial note of the archive", "minutes.xml", NOTE, NOTE.replace("resp-edition", "resp-archive")),
    ("S07", "an editorial note without words", "letter.xml",
     "The capture reads “[illegible]” for the day. The letter is dated by month only.", " "),
    ("S08", "correspondence of another genre", "letter.xml", 'target="#genre-letter"', 'target="#genre-article"'),
    ("S08", "two sent actions", "letter.xml", "</correspAction>\n        <correspAction type=\"received\">",
     '</correspAction>\n        <correspAction type="sent"><persName>X</persName><date when="1973">1973</date>'
     '</correspAction>\n        <correspAction type="received">'),
    ("S08", "no addressee", "letter.xml", 'type="received"', 'type="forwarded"'),
    ("S08", "a letter from nobody", "telegram.xml", "<orgName ref=\"#org-albanian-labor-party-cc\">Central Committee of "
     "the Albanian Labor Party</orgName>\n          <date", "<date"),
    ("S08", "a date for people only", "letter.xml", '<date when="1973-08">August 1973</date>\n        </corresp',
     "<date>August 1973</date>\n        </corresp"),
    ("S08", "an undated letter", "letter.xml", '<date when="1973-08">August 1973</date>\n        </corresp', "</corresp"),
    ("S09", "another date in the header", "letter.xml", '<date when="1973-08">August 1973</date>\n        </corresp',
     '<date when="1973-09">September 1973</date>\n        </corresp'),
    ("S09", "another sender in the header", "letter.xml", SENT, SENT.replace("ivo-senn", "mara-tull")),
    ("S10", "another year", "letter.xml", '<dateline><placeName ref="#place-port-elder">Port Elder</placeName>, on <date when="1973-08">',
     '<dateline><placeName ref="#place-port-elder">Port Elder</placeName>, on <date notAfter="1974-08">'),
    ("S10", "another month", "telegram.xml", '<date type="document" when="1970-10-31">', '<date type="document" when="1970-11-30">'),
    ("S10", "another day", "telegram.xml", '<date type="document" when="1970-10-31">', '<date type="document" when="1970-10-13">'),
    ("S10", "a day that the text does not give", "letter.xml", '<date type="document" when="1973-08">', '<date type="document" when="1973-08-05">'),
    ("S10", "an inferred year without cert", "minutes.xml", 'when="1965-06-23" cert="medium"', 'when="1965-06-23"'),
    ("S10", "a range in another year", "minutes.xml", 'notBefore="1964-12-01" notAfter="1964-12-10"', 'notBefore="1963-12-01" notAfter="1963-12-10"'),
    ("S10", "a year after the edition", "minutes.xml", '<date type="captured" when="2025-07-06">July 06, 2025</date>',
     '<date type="captured" when="2027-07-06">July 06, 2027</date>'),
    ("S10", "a year before all letters", "letter.xml", '<date from="1971" to="1972">1971–72</date>', '<date from="1171" to="1172">1171–72</date>'),
    ("S11", "an illegible passage as text", "minutes.xml", P5, P5.replace("The", "The [illegible]")),
    ("S11", "an inaudible passage as text", "minutes.xml", "Hear, hear!", "Hear, (inaudible)!"),
    ("S11", "an omission as text", "letter.xml", "Thank you for", "Thank you [...] for"),
    ("S11", "a hidden address as text", "letter.xml", "has no rights statement.", "has no rights statement. [email protected]"),
    ("S12", "a soft hyphen", "minutes.xml", "Hear, hear!", "Hear, he\xadar!"),
    ("S12", "a no-break space", "letter.xml", "With greetings", "With\xa0greetings"),
    ("S12", "a C1 control", "article.xml", "The crowd", "The \x93crowd"),
    ("S13", "a label of the page", "letter.xml", "Thank you for", "Skip to content Thank you for"),
    ("S13", "a link of the page", "letter.xml", "<salute>With greetings</salute>", "<salute>English HTML</salute>"),
    ("S14", "an empty paragraph", "minutes.xml", "Hear, hear!", ""),
    ("S14", "an empty name", "letter.xml", "<name>not distinguished</name>", "<name> </name>"),
    ("S15", "two main titles", "letter.xml", "<author>", '<title type="main">Other</title><author>'),
    ("S15", "the archive's title in the text", "letter.xml", "<salute>Dear Minister,</salute>\n        </opener>",
     "<salute>Dear Minister,</salute>\n        </opener>\n        <head>Letter from Ivo Senn to Mara Tull</head>"),
    ("S15", "a headline that is not the title", "article.xml", "<head>Harbour Opened with", "<head>Quay Opened with"),
    ("S16", "the summary in the text", "minutes.xml", "Hear, hear!", "Two delegations talk\nabout dredging the harbour."),
    ("S17", "a shelfmark in another order", "minutes.xml", '<idno type="shelfmark">V. 1964, D 2</idno>', '<idno type="shelfmark">D 2, V. 1964</idno>'),
    ("S17", "a translator of another name", "minutes.xml", "<persName>Ada Quill</persName>", "<persName>Ada Quilt</persName>"),
    ("S17", "a translator who is not named", "minutes.xml", '<resp key="trl">', '<resp key="edt">'),
    ("S18", "no status", "letter.xml", '<availability status="unknown">', "<availability>"),
    ("S18", "free without licence", "letter.xml", 'status="unknown"', 'status="free"'),
    ("S18", "another number", "letter.xml", '<idno type="edition">d0123456789abcdef', '<idno type="edition">d0123456789abcdee'),
    ("S19", "an id given twice", "article.xml", 'xml:id="item-2"', 'xml:id="item-1"'),
    ("S19", "a hole in the count of paragraphs", "minutes.xml", 'xml:id="p-11"', 'xml:id="p-12"'),
    ("S19", "a turn without id", "minutes.xml", '<sp xml:id="sp-5" who', "<sp who"),
    ("S19", "an id of another form", "article.xml", 'xml:id="said-1"', 'xml:id="speech-1"'),
    ("S20", "a note mark that leads nowhere", "article.xml", 'n="1" target="#fn-1"', 'n="1" corresp="#fn-1"'),
    ("S20", "a footnote that nothing calls", "minutes.xml", "</back>",
     '<div type="notes"><note xml:id="fn-7" type="footnote" n="7"><p>Lost.</p></note></div></back>'),
    ("S21", "a place that nobody mentions", "letter.xml", "</listPlace>",
     '<place xml:id="place-x"><placeName>X</placeName></place></listPlace>'),
    ("S21", "a speaker who does not speak", "minutes.xml", 'role="present interpreter"', 'role="speaker interpreter"'),
    ("S22", "a quotation without end", "minutes.xml", "<q>“Not longer”</q>", "<q>“Not longer</q>"),
    ("S22", "a quotation without beginning", "minutes.xml", "Hear, hear!", "Hear, hear!”"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [pytest.param(code, file, old, new, id=f"{code} {what}") for code, what, file, old, new in MUTANTS],
)
def test_a_file_changed_in_one_way_is_caught_by_one_rule(code: str, file: str, old: str, new: str) -> None:
    findings = changed(file, old, new)
    assert {finding.code for finding in findings} == {code}
    assert all(finding.message and finding.hint for finding in findings)
    assert all(finding.tei and finding.tei.file == file and finding.tei.line > 1 for finding in findings)


def test_every_rule_has_a_mutant() -> None:
    assert {code for code, *_ in MUTANTS} == {rule.code for rule in RULES}


def test_every_code_that_a_rule_emits_is_explained() -> None:
    for rule in RULES:
        help_text = explain(Question(rule.code.lower())).text
        assert rule.sentence in " ".join(help_text.split())
        assert all(heading in help_text for heading in ("Why it matters:", "Bad:", "Good:", "How to mend it:"))


def test_an_unknown_code_has_no_help() -> None:
    assert entry("S99") is None
    assert list(codes()) == sorted(codes())


def test_a_finding_names_the_value_the_line_and_the_element() -> None:
    (finding,) = changed("minutes.xml", HARBOURS, HARBOURS.replace("tull", "tul"))
    assert finding.message == "persName/@ref points at “#pers-mara-tul”, but nothing in the file has that id"
    assert finding.hint == "did you mean “#pers-mara-tull”?"
    assert finding.severity is Severity.ERROR
    assert finding.xml_id == "p-1"
    assert finding.tei is not None
    assert "Harbours</roleName>" in sample("minutes.xml").split("\n")[finding.tei.line - 1]


@pytest.mark.parametrize(
    ("layout", "severity"),
    [(None, Severity.WARNING), ("plain", Severity.WARNING), ("wilson", Severity.ERROR)],
)
def test_furniture_is_an_error_where_the_layout_is_known(layout: str | None, severity: Severity) -> None:
    text = sample("letter.xml").replace("With greetings", "Document Information")
    (finding,) = check_rules(parse(text), layout=layout)
    assert (finding.code, finding.severity) == ("S13", severity)


def test_words_of_a_page_within_a_sentence_are_a_warning() -> None:
    (finding,) = changed("letter.xml", "Thank you for", "Thank you for the Record ID and for")
    assert (finding.code, finding.severity) == ("S13", Severity.WARNING)


def test_a_label_may_name_in_brackets_who_is_spoken_to() -> None:
    aside = 'Senn</persName> (to <persName ref="#pers-mara-tull">Tull</persName>)'
    assert changed("minutes.xml", "Senn</persName> <seg", f"{aside} <seg") == ()


def test_a_party_may_sign_for_its_committee() -> None:
    text = sample("telegram.xml").replace(">Albanian Labor Party<", ">Party of Labour<")
    text = text.replace("THE ALBANIAN LABOR PARTY", "THE PARTY")
    assert {finding.code for finding in check_rules(parse(text))} == {"S09"}


# --- dates --------------------------------------------------------------------------------------------------

FITTING = [
    ('when="1970-10-31"', "October 31, 1970"),
    ('when="1970-10-31"', "31 October 1970"),
    ('when="1970-10-31"', "31st of October, 1970"),
    ('when="1970-10-31"', "1970-10-31"),
    ('when="1970-10-31"', "19701031"),
    ('when="2021-03-23"', "23/03/2021"),
    ('when="2005-04-03"', "04/03/2005"),
    ('when="2005-03-04"', "04/03/2005"),
    ('when="2025-07-06"', "July 06, 2025"),
    ('when="1950-10-14"', "10/14/50"),
    ('when="1950-10-13"', "13.10.50"),
    ('when="1950-03-24"', "24.III.50"),
    ('when="1951-06-13"', "13.June.1951"),
    ('when="1972-04-04"', "1972 April 4"),
    ('when="1973-09"', "Sept. 1973"),
    ('when="1973-08"', "August [illegible], 1973"),
    ('when="1973"', "August 1973"),
    ('when="1973-06-23" cert="medium"', "June 23 of this year"),
    ('when="1973-05-04" cert="low"', "the day after 3 May 1973"),
    ('when="1951-05-01"', "the first of May 1951"),
    ('when="1951-05-21"', "May twenty-first, 1951"),
    ('when="1951-05-03T08:30:00"', "3 May 1951, 08:30"),
    ('when="1969-05-03"', "031400Z May 69"),
    ('when="1968-03-03"', "3. März 1968"),
    ('when="1968-02-01"', "1er février 1968"),
    ('when="1968-08-03"', "3 de agosto de 1968"),
    ('when="1968-03-03"', "3 марта 1968 г."),
    ('when="1968-08-03"', "3 gusht 1968"),
    ('when="1968-12-12"', "1968. december 12-én"),
    ('when="1968-08-03"', "1968年八月三日"),
    ('when="2013-09-09"', "September 9. 2013 Juche 102"),
    ('when="2022-09-25"', "Juche111.9.25."),
    ('when="1623"', "MDCXXIII"),
    ('when="1733-02-22"', "22 February 1732/3"),
    ('notBefore="1973-05-01" notAfter="1973-05-10"', "early May 1973"),
    ('from="1970-05-08" to="1970-05-10"', "8–10 May 1970"),
    ('from="1964" to="1965"', "1964–65"),
    ('from="1950" to="1959"', "the 1950s"),
    ('notBefore="1967-12" notAfter="1968-02"', "winter 1968"),
    ('notBefore="1946"', "after 1945"),
    ('notBefore="1801" notAfter="1900"', "19th century"),
    ('when="1820-02-24" calendar="#julian"', "12 February 1820"),
    ('when="1970-10-31"', ""),
    ("", "some day"),
    ('when="2011-11-20"', '<gap reason="unencodable"><desc>U+0001</desc></gap>2011-11-20'),
]


def date_findings(attributes: str, text: str) -> list[Finding]:
    tree = parse(f"<text {NS}><body><p xml:id='p-1'>On <date {attributes}>{text}</date>.</p></body></text>")
    return [finding for finding in check_rules(tree) if finding.code == "S10"]


@pytest.mark.parametrize(("attributes", "text"), FITTING)
def test_a_date_that_fits_its_words_gives_no_finding(attributes: str, text: str) -> None:
    assert date_findings(attributes, text) == []


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ('when="1971-10-31"', "October 31, 1970"),
        ('when="1970-09-30"', "October 30, 1970"),
        ('when="1970-10-30"', "October 31, 1970"),
        ('when="1970-10"', "1970"),
        ('when="1973-08"', "early 1973"),
        ('when="1973-06-23"', "June 23 of this year"),
        ('when="1950-04-24"', "24.III.50"),
        ('when="1951-03-24"', "24.III.50"),
        ('when="2021-04-23"', "23/03/2021"),
        ('when="2005-04-04"', "04/03/2005"),
        ('when="1968-04-03"', "3. März 1968"),
        ('when="1968-04-03"', "3 марта 1968 г."),
        ('when="1972-06-23" cert="medium"', "June 23, 1973"),
        ('notBefore="1972-05-01" notAfter="1972-05-10"', "early May 1973"),
        ('from="1964" to="1975"', "1964–65"),
        ('when="1308-05-03"', "3 May 1308"),
    ],
)
def test_a_date_that_says_something_else_than_its_words_is_found(attributes: str, text: str) -> None:
    assert len(date_findings(attributes, text)) == 1


def test_the_words_of_a_date_are_read_apart_from_its_time_of_day() -> None:
    words = read_words("1400 hours, 3 May 1951")
    assert (words.years, words.months, words.numbers) == ({1951}, {5}, (3,))


# --- quotation that runs on ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("“One.", "“Two.", "“Three.”"), 0),
        (("He said: “One.", "Two.”"), 0),
        (("„Ein Wort“",), 0),
        (("”Ett ord”",), 0),
        (("“One.", "Two."), 1),
        (("“One.", "“Two.", "Three."), 1),
        (("One.”",), 0),  # no opening mark in the file: the Swedish use
        (("“One” and two.”",), 1),
    ],
)
def test_a_quotation_may_run_over_paragraphs(paragraphs: tuple[str, ...], found: int) -> None:
    body = "".join(f"<p xml:id='p-{n}'>{words}</p>" for n, words in enumerate(paragraphs, 1))
    findings = check_rules(parse(f"<text {NS}><body>{body}</body></text>"))
    assert [finding.code for finding in findings] == ["S22"] * found


@pytest.mark.parametrize("words", ["He was [sick] then.", "[torno] and [blanket]", "an ellipsis ... here", "(sick)"])
def test_a_word_that_only_looks_like_a_mark_is_text(words: str) -> None:
    assert check_rules(parse(f"<text {NS}><body><p xml:id='p-1'>{words}</p></body></text>")) == ()


# --- foreign, broken and large files ------------------------------------------------------------------------

FOREIGN = f"""<TEI {NS}><teiHeader><fileDesc><titleStmt><title>A Play</title></titleStmt>
<publicationStmt><p>Public domain</p></publicationStmt><sourceDesc><biblFull><titleStmt><title>Play</title>
</titleStmt><publicationStmt><date when="1603"/></publicationStmt></biblFull></sourceDesc></fileDesc></teiHeader>
<text><front><docTitle><titlePart>A Play</titlePart></docTitle></front><body><div type="act"><!-- comment -->
<?pi?><head>Act 1</head><sp who="#HAM other.xml#x"><speaker>Ham.</speaker><l>To be<note place="foot">or not</note>
</l></sp><sp><ab>…</ab></sp><gap/><note type="editorial"/><p/><date when="--12-25"/><ref type="noteMarker"/>
</div></body></text></TEI>"""


def test_a_foreign_file_gets_findings_and_no_exception() -> None:
    found = {finding.code for finding in check_rules(parse(FOREIGN))}
    assert {"S01", "S03", "S05", "S07", "S14", "S15", "S18", "S19", "S20"} <= found


@pytest.mark.parametrize("root", [f"<TEI {NS}/>", f"<teiCorpus {NS}><TEI/></teiCorpus>", "<html/>", f"<p {NS}/>"])
def test_a_file_without_content_raises_nothing(root: str) -> None:
    assert {finding.code[0] for finding in check_rules(parse(root))} <= {"S"}


def test_a_tree_built_in_memory_has_findings_without_line() -> None:
    p = etree.Element("{http://www.tei-c.org/ns/1.0}p")
    findings = check_rules(etree.ElementTree(p))
    assert {finding.code for finding in findings} == {"S14", "S19"}
    assert all(finding.tei is None for finding in findings)


@pytest.mark.parametrize("name", GOOD)
def test_no_damage_to_a_file_makes_the_check_raise(name: str) -> None:
    dice = random.Random(name)
    for _ in range(150):
        tree = parse(sample(name))
        elements = list(tree.getroot().iter("*"))[1:]
        for element in dice.sample(elements, 3):
            match dice.randrange(4):
                case 0:
                    element.attrib.clear()
                case 1:
                    element.tag = dice.choice(elements).tag
                case 2:
                    for key in element.attrib:
                        element.set(key, dice.choice(["", " ", "#", "# #p-1", "x", "1973-13-77"]))
                case _:
                    if (parent := element.getparent()) is not None:
                        parent.remove(element)
        assert {finding.code[0] for finding in check_rules(tree)} <= {"S"}


def test_forty_thousand_turns_are_checked_to_the_end() -> None:
    assert check_rules(parse(turns(40_000))) == ()
    without_the_last_who = turns(40_000).replace('<sp xml:id="sp-40000" who="#pers-0">', '<sp xml:id="sp-40000">')
    assert {finding.code for finding in check_rules(parse(without_the_last_who))} == {"S03"}


# --- the words of dates ---------------------------------------------------------------------------------------

MONTHS_OF_ALL = [
    (language.code, number, name)
    for language in languages()
    for number, names in language.months.items()
    for name in names
]


@pytest.mark.parametrize(("code", "number", "name"), MONTHS_OF_ALL)
def test_the_rule_on_dates_reads_the_months_of_every_language(code: str, number: int, name: str) -> None:
    words = read_words(f"5 {name} 1956")
    assert (words.months, words.years, words.numbers) == ({number}, {1956}, (5,))
    assert words.understood


@pytest.mark.parametrize(
    ("text", "numbers", "years"),
    [
        ("Oct 29h. 1842", (29,), {1842}),
        ("Feby 12. 1818. Thursday", (12,), {1818}),
        ("October, 23, 1964", (23,), {1964}),
        ("3 February 1966, 14h", (3,), {1966}),  # an hour
        ("Juche 102", (), {2013}),
    ],
)
def test_the_rule_on_dates_reads_old_hands_and_other_eras(text: str, numbers: tuple[int, ...], years: set[int]) -> None:
    words = read_words(text)
    assert (words.numbers, words.years) == (numbers, years)
    assert words.understood


def test_the_rule_on_dates_says_which_words_it_does_not_understand() -> None:
    assert not read_words("5 gwengolo 1956").understood
