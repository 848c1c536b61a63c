"""What the header of a TEI file says, as the formats of libraries, aggregators and repositories need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from tei_edition.config import Licence
from tei_edition.reading_text import reading_text
from tei_edition.settings import GENRES
from tei_edition.teifile import XML_ID, T, elements, text_of, value_on, values, words_on

Kind = Literal["person", "organisation", "place"]
KINDS: dict[str, Kind] = {"persName": "person", "orgName": "organisation", "placeName": "place"}
GENRE_OF = {f"#genre-{genre}": genre for genre in GENRES}
PARTS_OF_NAMES = "surname forename nameLink genName roleName addName".split()
DATE_ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter", "cert")
UNKNOWN = "Unknown"  # what stands in correspDesc for an agent whom nothing names


@dataclass(frozen=True, slots=True)
class When:
    """The date of a document as its header states it: words and the attributes of the TEI date."""

    words: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def iso(self) -> str:
        """The earliest day, month or year that is meant; empty for undated documents."""
        stated = dict(self.attributes)
        return stated.get("when") or stated.get("from") or stated.get("notBefore") or ""

    @property
    def earliest(self) -> str:
        """Where a span of time begins; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("from") or stated.get("notBefore") or ""

    @property
    def latest(self) -> str:
        """Where a span of time ends; empty for one date."""
        stated = dict(self.attributes)
        return stated.get("to") or stated.get("notAfter") or ""

    @property
    def cert(self) -> str:
        """high, medium or low; empty if the document itself says so."""
        return dict(self.attributes).get("cert", "")

    @property
    def year(self) -> str:
        """Four digits, or nothing."""
        year = self.iso[:4]
        return year if len(year) == 4 and year.isdecimal() else ""


@dataclass(frozen=True, slots=True)
class Named:
    """A person, organisation or place as a header names it, with what the lists of the file say of it."""

    text: str  # as it stands where it is named
    kind: Kind
    ref: str = ""  # the id of its entry in the lists; empty if it has none
    name: str = ""  # the main form of the name in the lists
    uris: tuple[str, ...] = ()  # its addresses in authority files, as the editor ordered them
    cert: str = ""  # high, medium, low; empty if the document itself says so
    roles: tuple[str, ...] = ()  # of a participant: sender, addressee, speaker, present, interpreter, recorder
    surname: str = ""  # where the file marks it
    forename: str = ""

    @property
    def main(self) -> str:
        """The main form of the name, else the name as it stands."""
        return self.name or self.text

    @property
    def is_unknown(self) -> bool:
        """Whether this only says that nobody knows who it was."""
        return not self.ref and self.text == UNKNOWN


@dataclass(frozen=True, slots=True)
class Holding:
    """Where the original is kept, as far as the header says it."""

    settlement: str = ""
    institution: str = ""
    repository: str = ""
    collections: tuple[str, ...] = ()
    shelfmark: str = ""
    pages: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of it, from the archive down to the pages."""
        found = (self.repository, self.institution, self.settlement, *self.collections, self.shelfmark, self.pages)
        return tuple(filter(None, found))


@dataclass(frozen=True, slots=True)
class Description:
    """A document as its header describes it; what the header does not say is empty."""

    ident: str  # TEI/@xml:id
    file: str  # the name of the TEI file without .xml
    title: str
    genre: str  # letter, telegram, minutes, report, speech, agreement, article, other; empty in foreign files
    when: When  # of the document
    place: Named | None  # where it was written
    authors: tuple[Named, ...]
    senders: tuple[Named, ...]  # letters and telegrams only
    recipients: tuple[Named, ...]
    sent: When  # date of sending
    sent_from: Named | None
    participants: tuple[Named, ...]
    mentioned: tuple[Named, ...]  # persons
    organisations: tuple[Named, ...]
    places: tuple[Named, ...]
    translators: tuple[str, ...]
    language: str  # BCP 47
    original_language: str
    abstract: str
    document_type: str  # the archive's own word
    keywords: tuple[str, ...]  # the archive's own
    publisher: str  # of the encoding
    published: str  # ISO date of the encoding
    licence: Licence | None  # of the encoding
    availability: str  # free, restricted, unknown: of the source
    rights: str  # the statement of rights of the source
    url: str  # of the captured page
    site: str  # series or site of the captured page
    page_publisher: str  # of the captured page
    page_published: str  # when an article appeared (ISO, as far as known)
    record_id: str  # of the archive
    document_number: str  # in a printed volume
    citation: str  # the archive's citation, verbatim
    holding: Holding
    capture: str  # file name of the capture
    capture_sha256: str  # of its bytes
    turns: int
    words: int = 0  # of the text, without the edition's notes; 0 if they were not counted

    @property
    def is_correspondence(self) -> bool:
        """Whether it was sent by somebody to somebody: letters and telegrams, never minutes or press."""
        return bool(self.senders or self.recipients) and self.genre in ("letter", "telegram")


def describe(root: etree._Element, file: str = "") -> Description:
    """The description of a TEI document; a file from elsewhere gives what it has."""
    return replace(describe_header(root, file), words=len(reading_text(root).split()))


def describe_header(root: etree._Element, file: str = "") -> Description:
    """The same without the words of the text, which take ten times as long to count."""
    named = _Lists(root)
    header = "t:teiHeader/"
    profile = f"{header}t:profileDesc/"
    page = f"{header}t:fileDesc/t:sourceDesc/t:bibl[@type='digital']"
    publication = f"{header}t:fileDesc/t:publicationStmt/"
    sent = f"{profile}t:correspDesc/t:correspAction[@type='sent']"
    languages = values(root, f"{profile}t:langUsage/t:language/@ident")
    return Description(
        ident=root.get(XML_ID, ""),
        file=file.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),  # names of files may be no text
        title=words_on(root, f"{header}t:fileDesc/t:titleStmt/t:title[not(@type='sub')]"),
        genre=_genre(root, f"{profile}t:textClass/t:catRef/@target"),
        when=when_on(root, f"{profile}t:creation/t:date", f"{sent}/t:date", f"{page}/t:date[@type='document']"),
        place=next(named.on(root, f"{profile}t:creation/t:placeName"), None),
        authors=tuple(named.on(root, f"{header}t:fileDesc/t:titleStmt/t:author")),
        senders=tuple(named.on(root, f"{sent}/*[self::t:persName or self::t:orgName or self::t:name]")),
        recipients=tuple(
            named.on(
                root,
                f"{profile}t:correspDesc/t:correspAction[@type='received']"
                "/*[self::t:persName or self::t:orgName or self::t:name]",
            )
        ),
        sent=when_on(root, f"{sent}/t:date"),
        sent_from=next(named.on(root, f"{sent}/t:placeName"), None),
        participants=tuple(named.listed(root, f"{profile}t:particDesc//*[self::t:person or self::t:personGrp]")),
        mentioned=tuple(named.listed(root, "t:standOff//t:person")),
        organisations=tuple(named.listed(root, "(t:teiHeader|t:standOff)//t:org")),
        places=tuple(named.listed(root, "(t:teiHeader|t:standOff)//t:place")),
        translators=_names(root, f"{header}t:fileDesc/t:titleStmt/t:respStmt[t:resp/@key='trl']/t:persName"),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang", "") or next(iter(languages), ""),
        original_language=next(iter(languages[1:]), ""),
        abstract=" ".join(_texts(root, f"{profile}t:abstract/*")),
        document_type=words_on(root, f"{profile}t:textClass/t:keywords/t:term[@type='documentType']"),
        keywords=_texts(root, f"{profile}t:textClass/t:keywords/t:term[not(@type='documentType')]"),
        publisher=words_on(root, f"{publication}t:publisher"),
        published=value_on(root, f"{publication}t:date/@when"),
        licence=_licence(root, publication),
        availability=value_on(root, f"{publication}t:availability/@status"),
        rights=" ".join(_texts(root, f"{publication}t:availability/t:p")),
        url=words_on(root, f"{page}/t:idno[@type='url']"),
        site=words_on(root, f"{page}/t:title[@level='s']"),
        page_publisher=words_on(root, f"{page}/t:publisher"),
        page_published=when_on(root, f"{page}/t:date[@type='published']").iso,
        record_id=words_on(root, f"{page}/t:idno[@type='recordId']"),
        document_number=words_on(root, f"{page}/t:idno[@type='documentNumber']"),
        citation=words_on(root, f"{header}t:fileDesc/t:sourceDesc/t:bibl[@type='citation']"),
        holding=_holding(root),
        capture=words_on(root, f"{page}/t:idno[@type='captureFile']"),
        capture_sha256=words_on(root, f"{page}/t:idno[@type='sha256']").lower(),
        turns=len(elements(root, "t:text//t:sp")),
    )


def when_on(root: etree._Element, *paths: str) -> When:
    """The first date on the paths, in their order."""
    for path in paths:
        for date in elements(root, path)[:1]:
            stated = ((name, date.get(name, "")) for name in DATE_ATTRIBUTES)
            return When(text_of(date), tuple((name, value) for name, value in stated if value))
    return When()


def _genre(root: etree._Element, path: str) -> str:
    """The first category on a path that is one of our genres."""
    targets = (target for value in values(root, path) for target in value.split())
    return next((genre for target in targets if (genre := GENRE_OF.get(target))), "")


def _texts(root: etree._Element, path: str) -> tuple[str, ...]:
    """The words of each element on a path that has some."""
    return tuple(filter(None, map(text_of, elements(root, path))))


def _names(root: etree._Element, path: str) -> tuple[str, ...]:
    """The name that each element on a path gives, if it gives one."""
    return tuple(filter(None, map(_name_of, elements(root, path))))


def _name_of(element: etree._Element) -> str:
    """The words of a name; parts that nothing separates get a space between them."""
    inner = deepcopy(element)
    for part in inner.iterdescendants(*(T + part for part in PARTS_OF_NAMES)):
        part.tail = part.tail or " "
    return text_of(inner)


def _licence(root: etree._Element, publication: str) -> Licence | None:
    """The last licence that the header names: before it may stand the source's."""
    found = elements(root, f"{publication}t:availability/t:licence[@target]")
    return Licence(found[-1].get("target", ""), text_of(found[-1])) if found else None


def _holding(root: etree._Element) -> Holding:
    found = elements(root, "t:teiHeader/t:fileDesc/t:sourceDesc/t:msDesc")
    if not found:
        return Holding()
    ms = found[0]
    return Holding(
        settlement=words_on(ms, "t:msIdentifier/t:settlement"),
        institution=words_on(ms, "t:msIdentifier/t:institution"),
        repository=words_on(ms, "t:msIdentifier/t:repository"),
        collections=_texts(ms, "t:msIdentifier/t:collection"),
        shelfmark=words_on(ms, "t:msIdentifier/t:idno"),
        pages=words_on(ms, ".//t:locus"),
    )


class _Lists:
    """The entries of a file's lists of people, organisations and places, by id."""

    def __init__(self, root: etree._Element) -> None:
        kinds = "self::t:person or self::t:personGrp or self::t:org or self::t:place"
        entries = elements(root, f"(t:teiHeader|t:standOff)//*[{kinds}]")
        self._entries = {ident: entry for entry in entries if (ident := entry.get(XML_ID))}

    def on(self, root: etree._Element, path: str) -> Iterator[Named]:
        """Whom the elements on a path name."""
        return (self._named(element) for element in elements(root, path) if text_of(element))

    def _named(self, element: etree._Element) -> Named:
        tag = etree.QName(element).localname
        inner = element
        if tag == "author":
            inner = next(iter(elements(element, "t:persName|t:orgName|t:name")), element)
            tag = etree.QName(inner).localname
        ref = inner.get("ref", "")
        entry = self._entries.get(ref.removeprefix("#"))
        outside = (ref,) if ref.startswith(("http://", "https://")) else ()
        return Named(
            text=_name_of(inner),
            kind=KINDS.get(tag, "person"),
            ref=ref.removeprefix("#") if ref.startswith("#") else "",
            name=_main(entry),
            uris=(*outside, *_uris(entry)),
            cert=inner.get("cert", ""),
            surname=_part_of_name("surname", inner, entry),
            forename=_part_of_name("forename", inner, entry),
        )

    def listed(self, root: etree._Element, path: str) -> Iterator[Named]:
        """The entries of lists."""
        for entry in elements(root, path):
            tag = etree.QName(entry).localname
            kind: Kind = "organisation" if tag == "org" else "place" if tag == "place" else "person"
            if not (main := _main(entry)):
                continue
            ident = entry.get(XML_ID, "")
            roles = tuple(entry.get("role", "").split())
            parts = (_part_of_name(part, entry, entry) for part in ("surname", "forename"))
            yield Named(main, kind, ident, main, _uris(entry), entry.get("cert", ""), roles, *parts)


def _main(entry: etree._Element | None) -> str:
    names = elements(entry, "t:persName|t:orgName|t:placeName|t:name") if entry is not None else []
    return _name_of(names[0]) if names else ""


def _part_of_name(part: str, named: etree._Element, entry: etree._Element | None) -> str:
    """The surname or the forenames as the name marks them, else as the lists do."""
    marked = _texts(named, f"t:{part}") or (_texts(entry, f"t:persName[1]/t:{part}") if entry is not None else ())
    return " ".join(marked)


def _uris(entry: etree._Element | None) -> tuple[str, ...]:
    """The addresses among the identifiers of an entry."""
    found: Iterable[str] = _texts(entry, "t:idno") if entry is not None else ()
    return tuple(uri for uri in found if uri.startswith(("http://", "https://")))
