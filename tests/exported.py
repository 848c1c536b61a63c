# ruff: noqa: E501  (a row of a table stays on its line)
"""What the tests of the exports share: documents to export, and hostile ones put together by hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st
from lxml import etree

from program import SEEDS
from tei_edition.config import Config, load_config
from tei_edition.description import describe
from tei_edition.exports.table import EXPORTS, Corpus, Part
from tei_edition.model import Finding
from tei_edition.pipeline import convert, open_workshop
from tei_edition.records import record, slug, slugs
from tei_edition.source import decode
from tei_edition.teifile import TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
BASE = "https://edition.example/"


@dataclass
class Edition:
    """Documents as an export sees them, and what it reports."""

    parts: Sequence[Part]
    config: Config = field(default_factory=Config)
    findings: list[Finding] = field(default_factory=list)

    @property
    def corpus(self) -> Corpus:
        """What an export is given."""
        return Corpus(self.config, lambda: iter(self.parts), self.findings.append)

    def exported(self, name: str) -> dict[str, bytes]:
        """The files of an export."""
        kind = next(each for each in EXPORTS if each.name == name)
        return {file.name: b"".join(file.pieces) for file in kind.files(self.corpus)}

    def text(self, name: str) -> str:
        """The one file of an export."""
        ((_, data),) = self.exported(name).items()
        return data.decode()

    @property
    def codes(self) -> list[str]:
        """The codes of what was reported."""
        return [finding.code for finding in self.findings]


def edition(*roots: etree._Element, config: Config | None = None) -> Edition:
    """The edition of some documents, in the order in which they are given."""
    names = slugs((f"{n:04}", slug(record(root.getroottree()))) for n, root in enumerate(roots))
    return Edition(tuple(_parts(roots, list(names.values()))), config or Config())


def _parts(roots: Sequence[etree._Element], names: Sequence[str]) -> Iterator[Part]:
    for n, (root, name) in enumerate(zip(roots, names, strict=True)):
        yield Part(root, etree.tostring(root), describe(root, f"file-{n}"), name)


@cache
def seeds(base_url: str | None = None) -> Edition:
    """The edition of the seeds, as `tei-edition export` sees it."""
    config = load_config(SEEDS)
    workshop = open_workshop(config)
    roots = []
    for path in sorted(SEEDS.glob("*.txt")):
        source, findings = decode(path.read_bytes(), path.name)
        conversion = convert(source, workshop, config.document(path.name), findings)
        assert conversion.tei is not None
        roots.append(etree.fromstring(conversion.tei))
    roots.sort(key=lambda root: record(root.getroottree()).order)
    return edition(*roots, config=Config(title=config.title, publisher=config.publisher, base_url=base_url))


# --- documents of one's own -----------------------------------------------------------------------------------


def document(
    *,
    title: str = "A letter",
    genre: str = "letter",
    authors: Sequence[str] = (),
    bodies: Sequence[str] = (),
    recipients: Sequence[str] = (),
    translators: Sequence[str] = (),
    date: dict[str, str] | None = None,
    date_words: str = "",
    place: str = "",
    language: str = "en",
    abstract: str = "",
    keywords: Sequence[str] = (),
    url: str = "",
    site: str = "",
    repository: str = "",
    collection: str = "",
    shelfmark: str = "",
    text: str = "Words.",
    ident: str = "",
) -> etree._Element:
    """A TEI document with these facts in its header and nothing else, as it may come from anywhere.

    `authors` are persons, `bodies` organisations that wrote it.
    """
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    if ident:
        root.set(XML_ID, ident)
    statement = add(root, "teiHeader/fileDesc/titleStmt")
    add(statement, "title", title)
    for author in authors:
        add(statement, "author/persName", author)
    for body in bodies:
        add(statement, "author/orgName", body)
    for translator in translators:
        responsibility = add(statement, "respStmt")
        add(responsibility, "resp").set("key", "trl")
        add(responsibility, "persName", translator)
    source = add(statement.getparent(), "sourceDesc")
    page = add(source, "bibl")
    page.set("type", "digital")
    if site:
        add(page, "title", site).set("level", "s")
    if url:
        add(page, "idno", url).set("type", "url")
    manuscript = add(source, "msDesc/msIdentifier")
    for name, value in (("repository", repository), ("collection", collection), ("idno", shelfmark)):
        if value:
            add(manuscript, name, value)
    profile = add(root[0], "profileDesc")
    if abstract:
        add(profile, "abstract/p", abstract)
    creation = add(profile, "creation")
    when = add(creation, "date", date_words)
    for name, value in (date or {}).items():
        when.set(name, value)
    if place:
        add(creation, "placeName", place)
    if genre in ("letter", "telegram"):
        actions = add(profile, "correspDesc")
        for kind, names in (("sent", authors), ("received", recipients)):
            action = add(actions, "correspAction")
            action.set("type", kind)
            for name in names:
                add(action, "persName", name)
    add(profile, "langUsage/language").set("ident", language)
    classes = add(profile, "textClass")
    add(classes, "catRef").set("target", f"#genre-{genre}")
    for keyword in keywords:
        add(classes, "keywords/term", keyword)
    add(root, "text/body/p", text)
    return root


def add(parent: etree._Element, path: str, text: str = "") -> etree._Element:
    """New elements below a parent, one in the other; the innermost has the text."""
    for name in path.split("/"):
        parent = etree.SubElement(parent, f"{{{TEI}}}{name}")
    parent.text = text
    return parent


# --- hostile documents ----------------------------------------------------------------------------------------

NASTY = (
    '"', "'", "\n", "\r\n", "\t", "<", ">", "&", "]]>", "<!--", "-->", "<i>", "</dc:title>", "{", "}", "{}", "\\", "%", "$", "#",
    "_", "~", "^", "=1+1", "+", "-", "@", "@misc{x,", ",", ";", "; ", " and ", "and", "TY  - ", "ER  - ", "\r\nER  - \r\n", "\u202e",
    "\u2066", "\u200b", "\ufeff", "\u2028", "\x85", "\xa0", "😀", "𝔸", "é", "e\u0301", "조선", "Kim Il Sung", "Hoxha, Enver", "O’Neill",
    "Hoxha", "von", "Jr.", "\\textbf{", "\\end{document}", "http://", "https://a.example/{b}|c d", "\ufffd", "\\n", "''", "＝",
)  # fmt: skip
IN_XML = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
values = st.one_of(
    st.just(""),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
    st.lists(st.sampled_from(NASTY), max_size=6).map(" ".join),
    st.text(IN_XML, max_size=30),
)
several = st.lists(values, max_size=3)
dates = st.dictionaries(
    st.sampled_from(("when", "from", "to", "notBefore", "notAfter", "cert")),
    st.one_of(
        st.sampled_from(("1973-08", "1973", "1973-02-30", "0000", "1968-05-08", "1968-05-10T12:00:00", "--08-01", "-0044", "low")),
        values,
    ),
    max_size=3,
)  # fmt: skip


@st.composite
def hostile_documents(draw: st.DrawFn) -> etree._Element:
    """A document of whose header anything may be missing or wrong."""
    genres = st.sampled_from(
        ("letter", "telegram", "minutes", "report", "speech", "agreement", "article", "other", "", "x")
    )
    return document(
        title=draw(st.one_of(values, st.just("x" * 5_000))),
        genre=draw(genres),
        authors=draw(several),
        bodies=draw(several),
        recipients=draw(several),
        translators=draw(several),
        date=draw(dates),
        date_words=draw(values),
        place=draw(values),
        language=draw(values),
        abstract=draw(values),
        keywords=draw(several),
        url=draw(values),
        site=draw(values),
        repository=draw(values),
        collection=draw(values),
        shelfmark=draw(values),
        text=draw(values),
    )


def words(value: str) -> str:
    """A value as it stands in one line."""
    return " ".join(value.split())


hostile_editions = st.lists(hostile_documents(), min_size=1, max_size=4).map(lambda roots: edition(*roots))
