"""What the header of a TEI file says, as the formats of libraries, aggregators and repositories need it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from tei_edition.config import Licence
from tei_edition.datable import When, when_on
from tei_edition.ms_desc import Holding, holding
from tei_edition.named import Lists, Named, name_of
from tei_edition.reading_text import reading_text
from tei_edition.settings import GENRES
from tei_edition.teifile import XML_ID, XML_LANG, elements, text_of, texts, value_on, values, words_on

GENRE_OF = {f"#genre-{genre}": genre for genre in GENRES}

# where a header says it
FILE = "t:teiHeader/t:fileDesc/"
TITLE = f"{FILE}t:titleStmt/"
PUBLICATION = f"{FILE}t:publicationStmt/"
SOURCE = f"{FILE}t:sourceDesc/"
PAGE = f"{SOURCE}t:bibl[@type='digital']/"
PROFILE = "t:teiHeader/t:profileDesc/"
SENT = f"{PROFILE}t:correspDesc/t:correspAction[@type='sent']/"
RECEIVED = f"{PROFILE}t:correspDesc/t:correspAction[@type='received']/"
AGENT = "*[self::t:persName or self::t:orgName or self::t:name]"


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
    named = Lists(root)
    languages = values(root, f"{PROFILE}t:langUsage/t:language/@ident")
    return Description(
        ident=root.get(XML_ID, ""),
        file=file.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),  # names of files may be no text
        title=words_on(root, f"{TITLE}t:title[not(@type='sub')]"),
        genre=_genre(root, f"{PROFILE}t:textClass/t:catRef/@target"),
        when=when_on(root, f"{PROFILE}t:creation/t:date", f"{SENT}t:date", f"{PAGE}t:date[@type='document']"),
        place=next(named.on(root, f"{PROFILE}t:creation/t:placeName"), None),
        authors=tuple(named.on(root, f"{TITLE}t:author")),
        senders=tuple(named.on(root, f"{SENT}{AGENT}")),
        recipients=tuple(named.on(root, f"{RECEIVED}{AGENT}")),
        sent=when_on(root, f"{SENT}t:date"),
        sent_from=next(named.on(root, f"{SENT}t:placeName"), None),
        participants=tuple(named.listed(root, f"{PROFILE}t:particDesc//*[self::t:person or self::t:personGrp]")),
        mentioned=tuple(named.listed(root, "t:standOff//t:person")),
        organisations=tuple(named.listed(root, "(t:teiHeader|t:standOff)//t:org")),
        places=tuple(named.listed(root, "(t:teiHeader|t:standOff)//t:place")),
        translators=_names(root, f"{TITLE}t:respStmt[t:resp/@key='trl']/t:persName"),
        language=root.get(XML_LANG, "") or next(iter(languages), ""),
        original_language=next(iter(languages[1:]), ""),
        abstract=" ".join(texts(root, f"{PROFILE}t:abstract/*")),
        document_type=words_on(root, f"{PROFILE}t:textClass/t:keywords/t:term[@type='documentType']"),
        keywords=texts(root, f"{PROFILE}t:textClass/t:keywords/t:term[not(@type='documentType')]"),
        publisher=words_on(root, f"{PUBLICATION}t:publisher"),
        published=value_on(root, f"{PUBLICATION}t:date/@when"),
        licence=_licence(root),
        availability=value_on(root, f"{PUBLICATION}t:availability/@status"),
        rights=" ".join(texts(root, f"{PUBLICATION}t:availability/t:p")),
        url=words_on(root, f"{PAGE}t:idno[@type='url']"),
        site=words_on(root, f"{PAGE}t:title[@level='s']"),
        page_publisher=words_on(root, f"{PAGE}t:publisher"),
        page_published=when_on(root, f"{PAGE}t:date[@type='published']").iso,
        record_id=words_on(root, f"{PAGE}t:idno[@type='recordId']"),
        document_number=words_on(root, f"{PAGE}t:idno[@type='documentNumber']"),
        citation=words_on(root, f"{SOURCE}t:bibl[@type='citation']"),
        holding=holding(root),
        capture=words_on(root, f"{PAGE}t:idno[@type='captureFile']"),
        capture_sha256=words_on(root, f"{PAGE}t:idno[@type='sha256']").lower(),
        turns=len(elements(root, "t:text//t:sp")),
    )


def _genre(root: etree._Element, path: str) -> str:
    """The first category on a path that is one of our genres."""
    targets = (target for value in values(root, path) for target in value.split())
    return next((genre for target in targets if (genre := GENRE_OF.get(target))), "")


def _names(root: etree._Element, path: str) -> tuple[str, ...]:
    """The name that each element on a path gives, if it gives one."""
    return tuple(filter(None, map(name_of, elements(root, path))))


def _licence(root: etree._Element) -> Licence | None:
    """The last licence that the header names: before it may stand the source's."""
    found = elements(root, f"{PUBLICATION}t:availability/t:licence[@target]")
    return Licence(found[-1].get("target", ""), text_of(found[-1])) if found else None
