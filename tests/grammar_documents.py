"""What the tests of the schema need: documents made from a grammar or from others, and a proof.

- `counterexample` says whether the content models of one grammar lie inside those of another, exactly;
- `Maker` makes valid documents from a grammar alone;
- `mutants` spoils a good document in one place;
- `SAMPLES` are four documents that use every element of the subset.
"""

# ruff: noqa: E501  (tables of messages, XML)

from __future__ import annotations

import copy
import random
import unicodedata
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from tei_edition.checks.grammar import (
    TEXT,
    Choice,
    Data,
    Element,
    Empty,
    Grammar,
    Group,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Tokens,
    Value,
    after,
    letters,
    nullable,
)

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


# --- is one grammar inside another? -------------------------------------------------------------------------


def counterexample(inner: Pattern, outer: Pattern) -> tuple[str, ...] | None:
    """The shortest sequence of children that `inner` accepts and `outer` does not; None if there is none."""
    seen = {(inner, outer)}
    waiting: deque[tuple[Pattern, Pattern, tuple[str, ...]]] = deque([(inner, outer, ())])
    while waiting:
        ours, theirs, path = waiting.popleft()
        if isinstance(theirs, NotAllowed) or (nullable(ours) and not nullable(theirs)):
            return path
        for letter in sorted(letters(ours)):
            pair = after(ours, letter), after(theirs, letter)
            if pair not in seen:
                seen.add(pair)
                waiting.append((*pair, (*path, letter)))
    return None


def is_deterministic(pattern: Pattern) -> bool:
    """Whether no letter can be read in two ways (as far as the reader keeps them apart)."""
    return after(pattern, TEXT) is not None


# One row: each value of our datatype is a value of theirs. Patterns are not compared: `our pattern` is known to be
# the narrower one, and the random documents test it.
NARROWER = {
    # ours                  theirs
    ("NCName", "ID"),  # apart from uniqueness, which is left to the rules
    ("NCName", "Name"),
    ("token", "token"),
    ("anyURI", "anyURI"),
    ("language", "language"),
    ("nonNegativeInteger", "nonNegativeInteger"),
    ("decimal", "decimal"),
    ("date", "date"),
    ("gYear", "gYear"),
    ("gYearMonth", "gYearMonth"),
    ("time", "time"),
    ("dateTime", "dateTime"),
}


def fits(ours: Pattern, theirs: Pattern) -> bool:
    """Whether each value that our attribute takes is one that theirs takes."""
    match ours, theirs:
        case _, Text() | Data("string"):
            return True
        case Choice(options), _:
            return all(fits(option, theirs) for option in options)
        case Tokens(OneOrMore(item)), Tokens(OneOrMore(their_item)):
            return fits(item, their_item)
        case Value() | Data(), Tokens(OneOrMore(their_item)):
            return fits(ours, their_item)
        case _, Choice(options):
            return any(fits(ours, option) for option in options)
        case Value(word), Value(their_word):
            return word == their_word
        case Value(word), Data("token", (r"[^\p{C}\p{Z}]+",)):
            return word != "" and not any(unicodedata.category(c)[0] in "CZ" for c in word)
        case Data(name), Data(their_name):
            return (name, their_name) in NARROWER
        case _:
            return False


# --- documents from a grammar -------------------------------------------------------------------------------

VALUES: dict[str, tuple[str, ...]] = {
    "anyURI": (
        "#p-1",
        "other.xml#p-12",
        "https://example.org/a/b.html?c=d&e=%20f#g",
        "http://архив.example:8080/дело/7",
        "../up.xml",
        "urn:isbn:9780000000000",
        "mailto:somebody@example.org",
    ),
    "date": ("1973-08-03", "2000-02-29"),
    "dateTime": ("1973-08-03T09:30:00",),
    "decimal": ("3", "1.5", "0"),
    "gYear": ("1973", "0987"),
    "gYearMonth": ("1973-08",),
    "language": ("en", "sr-Latn", "zh-Hant-TW"),
    "NCName": ("tei-edition", "x.1"),
    "nonNegativeInteger": ("0", "12"),
    "time": ("09:30:00", "23:59:59"),
    "token": ("1", "0.1.0", "2b3"),  # what both a word and a version number can be
    "string": ("any text", ""),
}
WORDS = ("Tirana,", "“quoted”", "August 1973", "дело", "a < b & c", "…", "É", "9")
ENOUGH = 9  # levels of elements, after which the shortest way out is taken


@dataclass
class Maker:
    """Makes valid documents from a grammar, each different, elements that are rare so far first."""

    grammar: Grammar
    chance: random.Random
    used: Counter[str] = field(default_factory=Counter)
    ids: int = 0

    def __post_init__(self) -> None:
        self.height = heights(self.grammar)

    def document(self, root: str = "TEI") -> etree._ElementTree:
        """A document, valid if the grammar is what it says."""
        self.ids = 0
        return etree.ElementTree(self.element(root, 0))

    def element(self, name: str, depth: int) -> etree._Element:
        """An element with attributes and content."""
        self.used[name] += 1
        made = etree.Element(TEI + name)
        for attribute, value in sorted(self.grammar.attributes[name].items()):
            seen = f"{name}/@{attribute}"
            wanted = 0.5 if self.used[seen] < 2 else 0.15
            if attribute in self.grammar.required[name] or self.chance.random() < wanted:
                self.used[seen] += 1
                made.set(attribute.replace("xml:", XML), self.value(attribute, value))
        self.fill(made, self.grammar.content[name], depth + 1)
        return made

    def fill(self, parent: etree._Element, pattern: Pattern, depth: int) -> None:
        """Add what the pattern asks for to the end of the parent."""
        match pattern:
            case Text():
                self.used[TEXT] += 1
                say(parent, self.chance.choice(WORDS))
            case Element(name):
                parent.append(self.element(name, depth))
            case Group(first, then):
                self.fill(parent, first, depth)
                self.fill(parent, then, depth)
            case OneOrMore(item):
                for _ in range(self.chance.choice((1, 1, 1, 1, 2, 3)) if depth < ENOUGH else 1):
                    self.fill(parent, item, depth)
            case Choice(options):
                self.fill(parent, self.option(options, depth), depth)

    def option(self, options: frozenset[Pattern], depth: int) -> Pattern:
        """One of several: near the limit the lowest, else the less used of two."""
        ordered = in_order(options)
        if depth >= ENOUGH:
            return min(ordered, key=lambda option: height_of(option, self.height))
        if Empty() in options and self.chance.random() < depth / ENOUGH:
            return Empty()
        two = self.chance.choices([option for option in ordered if option != Empty()], k=2)
        return min(two, key=lambda option: min(self.used[name] for name in letters(option)))

    def value(self, attribute: str, pattern: Pattern) -> str:
        """A value for an attribute."""
        if attribute == "xml:id":
            self.ids += 1
            return f"id-{self.ids}"
        match pattern:
            case Text():
                return self.chance.choice(WORDS)
            case Value(word):
                return word
            case Data(name):
                return self.chance.choice(VALUES[name])
            case Choice(options):
                return self.value(attribute, self.chance.choice(in_order(options)))
            case Tokens(OneOrMore(item)):
                return " ".join(self.value(attribute, item) for _ in range(self.chance.choice((1, 1, 2))))
            case _:
                raise AssertionError(pattern)


@cache
def in_order(options: frozenset[Pattern]) -> list[Pattern]:
    """The options in an order that is the same in every run."""
    return sorted(options, key=repr)


def heights(grammar: Grammar) -> dict[str, float]:
    """How many levels of elements each element needs at least."""
    height = dict.fromkeys(grammar.content, float("inf"))
    for _ in grammar.content:
        height |= {name: 1 + height_of(content, height) for name, content in grammar.content.items()}
    return height


def height_of(pattern: Pattern, height: dict[str, float]) -> float:
    """How many levels of elements a pattern needs at least."""
    match pattern:
        case Element(name):
            return height[name]
        case Choice(options):
            return min(height_of(option, height) for option in options)
        case Group(first, then):
            return max(height_of(first, height), height_of(then, height))
        case OneOrMore(item):
            return height_of(item, height)
        case _:
            return 0


def say(parent: etree._Element, text: str) -> None:
    """Add text to the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


# --- spoiled documents --------------------------------------------------------------------------------------

Spoil = Callable[[etree._Element, random.Random], None]


def delete(element: etree._Element, _: random.Random) -> None:
    """The element is gone, with all that it held."""
    _parent(element).remove(element)


def unwrap(element: etree._Element, _: random.Random) -> None:
    """The tags are gone, the content is still there."""
    etree.strip_tags(_marked(element), TEI + "SPOILED")


def duplicate(element: etree._Element, _: random.Random) -> None:
    """The element stands twice (the second time without ids, which a grammar does not count)."""
    again = copy.deepcopy(element)
    for one in again.iter():
        one.attrib.pop(XML + "id", "")
    element.addnext(again)


def swap(element: etree._Element, _: random.Random) -> None:
    """The element and the one before it change places."""
    before = element.getprevious()
    if before is not None:
        element.addnext(before)


def move(element: etree._Element, chance: random.Random) -> None:
    """The element has gone into another one."""
    inside = set(element.iter())
    others = [other for other in element.getroottree().getroot().iter() if other not in inside]
    chance.choice(others).insert(0, element)


def rename(element: etree._Element, chance: random.Random) -> None:
    """The element has the name of another one of the document, or one that TEI does not know."""
    names = sorted({other.tag for other in element.getroottree().getroot().iter()})
    element.tag = chance.choice([*names, TEI + "lg", TEI + "nonsense"])


def stray_text(element: etree._Element, _: random.Random) -> None:
    """There is text at the beginning of the element."""
    element.text = "stray " + (element.text or "")


def bad_attribute(element: etree._Element, chance: random.Random) -> None:
    """The element has an attribute that it may not have, or perhaps it may."""
    name = chance.choice(("type", "when", "ref", "who", "reason", "target", "role", "id", "level", "quantity", "next"))
    element.set(name, chance.choice(("#p-1", "1973", "nonsense", "")))


def bad_value(element: etree._Element, chance: random.Random) -> None:
    """One of the attributes holds something else."""
    for name in list(element.attrib)[:1]:
        bad = ("", "not one word", "1973-02-30", "1973-8", "maybe", "{}", "#a#b", "%zz", "3 words", "١٢")
        element.set(name, chance.choice(bad))


def lose_attribute(element: etree._Element, _: random.Random) -> None:
    """The first attribute is gone."""
    for name in list(element.attrib)[:1]:
        del element.attrib[name]


SPOILS: tuple[Spoil, ...] = (
    delete,
    unwrap,
    duplicate,
    swap,
    move,
    rename,
    stray_text,
    bad_attribute,
    bad_value,
    lose_attribute,
)


def mutants(sample: bytes, count: int, seed: int) -> list[tuple[str, etree._ElementTree]]:
    """Documents like the sample but for one thing each, with a word on what was done; always the same ones."""
    chance = random.Random(seed)
    return [_mutant(sample, SPOILS[number % len(SPOILS)], chance) for number in range(count)]


def _mutant(sample: bytes, spoil: Spoil, chance: random.Random) -> tuple[str, etree._ElementTree]:
    tree = etree.fromstring(sample).getroottree()
    inner = [e for e in tree.getroot().iter("{*}*") if e.getparent() is not None]
    element = chance.choice(inner)
    story = f"{spoil.__name__} {etree.QName(element).localname}, line {element.sourceline}"
    spoil(element, chance)
    # Written and read again: a mutant is a file like any other.
    parser = etree.XMLParser(collect_ids=False)
    return story, etree.fromstring(etree.tostring(tree), parser).getroottree()


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _marked(element: etree._Element) -> etree._Element:
    element.tag = TEI + "SPOILED"
    return _parent(element)


# --- good documents -----------------------------------------------------------------------------------------


def sample(name: str, header: str, text: str) -> bytes:
    """A document with the header that all have, what is special in its header, and its text."""
    return HEADER.format(name=name, header=header, text=text).encode()


HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d-{name}" xml:lang="en">
<teiHeader>
  <fileDesc>
    <titleStmt>
      <title type="main" resp="#resp-archive">A {name} about the harvest</title>
      <title type="sub">Second <hi rend="italic">title</hi></title>
      <author cert="medium"><persName ref="#pers-a">A. Author</persName></author>
      <funder><orgName>A Foundation</orgName></funder>
      <respStmt xml:id="resp-archive"><resp>Title and summary</resp><orgName>The Archive</orgName></respStmt>
      <respStmt xml:id="resp-edition">
        <resp key="mrk">Encoding</resp><name type="software">tei-edition</name><note>by rule</note>
      </respStmt>
    </titleStmt>
    <publicationStmt>
      <publisher>The Edition</publisher><date when="2026">2026</date><idno type="edition">d-{name}</idno>
      <availability status="restricted">
        <licence target="https://example.org/by/4.0/"><p>of this encoding</p></licence>
        <p>Ask <email><gap reason="obfuscated" extent="unknown"><desc>[email protected]</desc></gap></email>.</p>
      </availability>
    </publicationStmt>
    <sourceDesc>
      <bibl type="digital" xml:id="src-capture">
        <title level="a">A {name}</title><title level="s">Documents</title><author>A. Author</author>
        <publisher>The Archive</publisher><date type="document" when="1964-05">May 1964</date>
        <note type="acknowledgement">Supported by A Foundation.</note>
        <note type="source">Source: State Archive, Secret.</note>
        <idno type="recordId">7</idno><idno type="url">https://example.org/7</idno>
        <idno type="documentNumber">211</idno><idno type="captureFile">x.txt</idno><idno type="sha256">00</idno>
      </bibl>
      <bibl type="citation" xml:id="src-citation">“<title>A {name}</title>,” <date when="1964-05-01">May 1</date>,
        <publisher>The Archive</publisher>, <biblScope unit="page" from="12" to="12v">pp. 12-12v</biblScope>.</bibl>
      <msDesc xml:id="src-ms">
        <msIdentifier>
          <settlement>Town</settlement><institution>Ministry</institution><repository>State Archive</repository>
          <collection>Fond 3</collection><collection>Opis 1</collection><idno type="shelfmark">д. 12</idno>
        </msIdentifier>
        <msContents><msItem><locus from="12" to="12об">ff. 12–12об</locus><title>A {name}</title></msItem></msContents>
      </msDesc>
    </sourceDesc>
  </fileDesc>
  <encodingDesc>
    <projectDesc><p>Why.</p></projectDesc>
    <samplingDecl><p>Left out: navigation.</p></samplingDecl>
    <editorialDecl>
      <correction status="unknown" method="markup"><p>None.</p></correction>
      <normalization method="silent"><p>Spaces.</p></normalization>
      <quotation marks="all"><p>Kept.</p></quotation>
      <hyphenation eol="none"><p>None.</p></hyphenation>
      <segmentation><p>Paragraphs.</p></segmentation>
      <interpretation><p>Names.</p></interpretation>
      <stdVals><p>ISO 8601.</p></stdVals>
    </editorialDecl>
    <classDecl><taxonomy xml:id="tax-genre"><desc>Genres</desc>
      <category xml:id="genre-{name}"><catDesc>A <term>{name}</term></catDesc></category></taxonomy></classDecl>
    <appInfo><application ident="tei-edition" version="0.1.0"><label>tei-edition</label></application></appInfo>
  </encodingDesc>
  <profileDesc>
    <abstract resp="#resp-archive" source="#src-capture" cert="medium"><p>It is about the harvest.</p></abstract>
    <creation><date notBefore="1964-05-01" notAfter="1964-05-09">early May</date> <placeName>Town</placeName></creation>
    <langUsage><language ident="en" usage="100">English (translation)</language></langUsage>
    {header}
    <textClass>
      <catRef scheme="#tax-genre" target="#genre-{name}"/>
      <keywords resp="#resp-archive"><term type="subject">harvest</term><term type="name">A.</term></keywords>
    </textClass>
  </profileDesc>
  <revisionDesc status="draft"><change when="2026-01-02" who="#resp-edition" status="draft">Encoded.</change></revisionDesc>
</teiHeader>
{text}
</TEI>"""

LETTER = sample(
    "letter",
    """<correspDesc>
      <correspAction type="sent"><persName ref="#pers-a">A. Author</persName><date when="1964-05">May</date></correspAction>
      <correspAction type="received"><orgName ref="#org-b">The Committee</orgName><placeName>Town</placeName></correspAction>
      <correspContext><ref type="prev" source="#p-1" cert="medium"><persName>B.</persName>,
        <date when="1964-04-30">April 30</date></ref><note>not found</note></correspContext>
    </correspDesc>
    <particDesc><listPerson type="participants"><head>Writers</head>
      <person xml:id="pers-a" role="sender"><persName>A. Author</persName>
        <affiliation source="#closer-1" when="1964">Secretary</affiliation></person>
      <person xml:id="pers-x" role="addressee unidentified" cert="low"/></listPerson></particDesc>""",
    """<standOff>
  <listPerson type="mentioned"><person xml:id="pers-c"><persName type="full">C.</persName>
    <birth when="1901"/><death when="1980-02-29">in spring</death><idno type="wikidata">Q1</idno></person></listPerson>
  <listOrg><org xml:id="org-b"><orgName>The Committee</orgName><orgName type="short">CC</orgName><note>n</note></org></listOrg>
  <listPlace><place xml:id="place-t" type="settlement"><placeName>Town</placeName><idno>t</idno></place></listPlace>
</standOff>
<text><body><div type="letter" xml:id="div-1">
  <opener xml:id="opener-1">
    <seg type="classification">TOP SECRET</seg> <seg type="copyNote">Copy no. 3</seg>
    <idno type="documentNumber">No. 123</idno> <seg type="subject">Subject: harvest</seg>
    <address><addrLine>To: <persName ref="#pers-x">X</persName></addrLine>
      <addrLine><roleName>Head of<lb/> <orgName ref="#org-b">the Committee</orgName></roleName></addrLine></address>
    <dateline><placeName ref="#place-t">Town</placeName>, <date when="1964-05" cert="medium">
      <gap xml:id="gap-1" reason="illegible" extent="unknown" resp="#resp-archive"><desc>[illegible]</desc></gap> May</date>
      <note xml:id="note-1" type="editorial" subtype="gap" target="#gap-1" resp="#resp-edition">The day.</note>
      <time when="09:30:00" from="09:00:00" to="10:00:00">at half past nine</time></dateline>
    <salute>Dear X,</salute></opener>
  <p xml:id="p-1">Your letter, a <q xml:id="q-1">“quotation”<ref type="noteMarker" xml:id="fnref-1" n="1"
    target="#fn-1">1</ref></q>, <foreign xml:lang="la">sic transit</foreign>, <sic resp="#resp-archive" cert="low">fir</sic>,
    <unclear reason="illegible" rend="bracket" cert="low">wheat</unclear>, <del rend="strikethrough">rye</del>,
    <add place="above">oats</add>, <supplied reason="explanation">the <roleName>Minister</roleName></supplied>,
    <space extent="unknown" resp="#resp-archive"><desc>[blank]</desc></space>, <gap reason="redacted" unit="line"
    quantity="1.5" agent="censor"/>, <gap reason="lost"/><pb n="2"/><fw type="pageNum" place="top">– 2 –</fw> and so on.</p>
  <list rend="numbered" xml:id="list-1"><head>Fields</head><item><label>1.</label> north</item><item>south</item></list>
  <quote xml:id="quote-1"><p xml:id="p-2">“Whole paragraphs.”</p></quote>
  <milestone unit="section" n="* * *"/>
  <p xml:id="p-3" prev="#p-1">“It <said who="#pers-c" xml:id="said-1" next="#said-2">is</said>, adds he, <said who="#pers-c"
    xml:id="said-2" prev="#said-1" cert="medium">so</said>.”</p>
  <closer xml:id="closer-1"><salute>With greetings</salute>
    <signed><persName ref="#pers-a">A. Author</persName><lb n="2"/> <roleName>Secretary</roleName></signed>
    <figure type="stamp"><figDesc>[stamp of the Committee]</figDesc></figure>
    <seg type="distribution">cc: C.<lb/> D.</seg> <seg type="recording">Typed by E.</seg></closer>
  <postscript><label>P.S.</label><p>One more thing.</p></postscript>
  <trailer>END</trailer>
</div></body>
<back><div type="notes"><head>Notes</head>
  <note type="footnote" place="end" n="1" xml:id="fn-1"><p><label>1.</label> A note, see <bibl>a book</bibl>.</p></note></div>
  <div type="enclosure"><head type="sub">Annex</head><p>Enclosed.</p></div></back></text>""",
)

MINUTES = sample(
    "minutes",
    """<particDesc><listPerson type="participants">
      <listPerson type="side"><head>Our side</head>
        <person xml:id="pers-a" role="speaker present"><persName>A. Author</persName></person></listPerson>
      <personGrp xml:id="pers-all" role="speaker"><persName>All</persName></personGrp>
      <person xml:id="pers-e" role="recorder interpreter" source="#closer-1"><persName>E.</persName></person>
    </listPerson></particDesc>""",
    """<text type="minutes"><body><div type="minutes">
  <head>Minutes</head><opener><dateline><date when="1964-05-01">May 1, 1964</date></dateline></opener>
  <div type="participants"><list type="participants"><head>Present:</head>
    <item><persName ref="#pers-a">A. Author</persName>, <roleName>Secretary</roleName></item></list>
    <table rows="2" cols="2" xml:id="table-1"><head>Sides</head>
      <row role="label"><cell role="label">Ours</cell><cell>Theirs</cell></row>
      <row><cell cols="2" rows="1"><persName>A. Author</persName></cell></row></table></div>
  <div type="conversation">
    <p xml:id="p-1">The meeting began at <time when="17:00:00">five</time>.</p>
    <sp xml:id="sp-1" who="#pers-a" cert="medium"><speaker>Comrade <persName ref="#pers-a">A. Author</persName>
      <seg type="delivery">(laughing)</seg>:</speaker><p xml:id="p-2">Good evening.</p>
      <stage xml:id="stage-1" type="business">(applause)</stage><p xml:id="p-3">Sit down.</p>
      <list><item>one</item></list></sp>
    <stage type="entrance">(E. comes in.)</stage>
    <p xml:id="p-4">[They look at the fields.]</p>
    <sp xml:id="sp-2" who="#pers-a" prev="#sp-1"><p xml:id="p-5">As I said.</p><pb n="3"/></sp>
    <sp xml:id="sp-3" who="#pers-all"><speaker>All:</speaker><p xml:id="p-6">Yes.</p></sp></div>
  <closer xml:id="closer-1"><seg type="recording">Recorded by <persName>E.</persName></seg></closer>
</div></body></text>""",
)

TELEGRAM = sample(
    "telegram",
    """<correspDesc><correspAction type="sent"><orgName>Embassy</orgName></correspAction>
      <correspAction type="received"><orgName>Ministry</orgName></correspAction></correspDesc>""",
    """<text><body><div type="telegram"><opener><address><orgName>Embassy</orgName></address></opener>
  <p>1. Arrived.</p><p><gap reason="inaudible"/>2. <unclear reason="illegible" rend="query">Stop.</unclear></p>
  <closer><signed><gap reason="illegible"><desc>[signature]</desc></gap></signed></closer></div></body></text>""",
)

ARTICLE = sample(
    "article",
    "",
    """<text><body><div type="article"><head type="main">Headline</head><byline>By <name type="agency">Agency</name></byline>
  <dateline>Town, <date when="1964-05-01">May 1</date> (Agency)</dateline><p>News from <placeName>Town</placeName>,
    see <ref target="https://example.org/a?b=c">there</ref> and <title level="j">The Journal</title>.</p>
  <div type="section"><head>I.</head><p>More.</p>
    <list type="gloss"><label>rye</label><item>a cereal</item><label>oats</label><item>another</item></list></div>
  <trailer>* * *</trailer></div></body></text>""",
)

SAMPLES = {"letter": LETTER, "minutes": MINUTES, "telegram": TELEGRAM, "article": ARTICLE}
