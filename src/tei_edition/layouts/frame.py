# ruff: noqa: E501  (a row of a table stays on its line)
"""What stands around a document on a page of no known site: what the page says of itself, and what stands outside that.

No line is known by its site. A page speaks of pictures, clicks and scans, as no document does, and what stands above
such a line in its head, or below one in its foot, is the page's, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tei_edition.dates import read_date
from tei_edition.layouts.words import INLINE, fact_of_label, is_button, is_own, may_be_a_name, names_a_document
from tei_edition.model import Line, ZoneKind
from tei_edition.patterns import late
from tei_edition.shapes import NOT_IN_XML
from tei_edition.vocabulary import title_words

HIGH, LOW = 14, 8  # lines among which the head and the foot of a page are looked for
SHORT, LONG = 110, 400  # characters of a link, and of a sentence of a page


class Framed(NamedTuple):
    """A line of the page, and what it says: nothing of the document, a fact of it, or a remark."""

    line: Line
    zone: ZoneKind
    reason: str
    fact: str | None = None


# a link or a notice, whatever the site: no document of an archive has such a word in a line that is no sentence
LINK = late(
    # who reads is asked to do something with a picture, a file or a page
    r"(?:(?:Watch|View|Play|See|Open|Listen to|Show|Read|Get) (?:this |the |an? |our |full |original |all )*"
    r"(?:video|audio|recording|page|pages|scan|image|images|PDF|transcript|article|issue|original)s?\b.{0,60}"
    r"|(?:Zum|Zur|Zu den|Zu) (?:Text|Navigation\w*|Suche|Hauptnavigation|Seite\w*|Funktionen|Inhalt|Menü|Übersicht|Hauptinhalt|Fußzeile)\b.{0,90}"
    r"|(?:Video|Audio|Bild|Seite|Originaltext) (?:ansehen|anzeigen|öffnen|anhören)"
    r"|(?:Voir|Regarder|Écouter|Ouvrir|Consulter) (?:la |le |l[’']|les |cette |ce )?(?:vidéo|audio|image|page|fac-similé|document original)\b.{0,60}"
    r"|(?:Ver|Reproducir|Escuchar|Abrir) (?:el |la |este |esta )?(?:v[ií]deo|audio|imagen|imagem|página|documento original)\b.{0,60}"
    r"|(?:Guarda|Vedi|Apri|Ascolta) (?:il |la |l[’'])?(?:video|audio|immagine|pagina)\b.{0,60}"
    r"|(?:Bekijk|Open|Beluister) (?:de |het |deze |dit )?(?:video|audio|opname|afbeelding|pagina|scan)\b.{0,60}"
    r"|(?:Se|Titta på|Lyssna på|Öppna|Åpne|Åbn|Hør|Vis) (?:på )?(?:videon?|videoen|webb-?tv|sändningen|lydfilen?|bildet?|billedet|sidan|siden)\b.{0,60}"
    r"|(?:Katso|Avaa) (?:video|kuva|sivu)\w*.{0,60}|(?:Zobacz|Otwórz) (?:wideo|film|skan|obraz|stronę)\b.{0,60}"
    r"|(?:Смотреть|Открыть|Слушать) (?:видео|аудио|изображение|страницу)\b.{0,60}"
    r"|\[?(?:Go to|Jump to|Return to|Show|Hide) (?:page|volume|section|navigation|search|footnotes?|notes?|top|the)\b.{0,40}|From Wikisource.{0,40}"
    r"|(?:About|Cite|Share|Print|Print out|E-?mail|Save|Download|Correct|Fix|Edit|Report|Rate|Bookmark|Translate) this (?:speech|document|page|item|letter|article|debate|text|record|issue|entry|volume)\b.{0,60}"
    r"|What is OCR\?|(?:Diese[ns]?|Das) (?:Seite|Dokument|Text|Artikel|Brief) (?:drucken|teilen|zitieren|herunterladen|empfehlen|merken)"
    r"|(?:Imprimer|Partager|Citer|Télécharger|Envoyer) (?:ce|cet|cette|le|la) (?:page|document|lettre|article|texte)"
    r"|(?:Imprimir|Compartir|Citar|Descargar) (?:este|esta|el|la) (?:página|documento|carta|artículo|texto)"
    r"|(?:Stampa|Condividi|Scarica|Cita) (?:questa|questo|il|la) (?:pagina|documento|lettera|articolo|testo)"
    # pictures of the page
    r"|(?:Article|Page|Document|Newspaper|Cover) (?:image|images|scan|sample|view|preview|thumbnail)s?"
    r"|(?:Bandbilder|Seitenansicht|Seitenbild|Artikelbild|Bildansicht|Vorschaubild)\b:?"
    # the parts of a page, and what it counts
    r"|(?:Special|Related|Recent|Other|All) (?:pages|links|posts|items)\s?:?|(?:Quick|Useful|External) links\s?:?"
    r"|(?:Page )?[Vv]iews? left: ?\d+|(?:No|\d{1,4}) (?:comments?|Kommentare?|commentaires?|comentarios?|kommentar(?:er)?|reacties|комментари\w+)\s?:?"
    r"|Extras(?: \([^()]{3,30}\))?:?|(?:Share|Teilen|Partager|Compartir|Condividi|Delen|Dela|Del|Udostępnij|Поделиться)\b:?"
    r"|Read (?:Later|Next|Aloud)|Save (?:for later|article|this)|Listen(?: now| to article)?"
    r"|(?:Language|Sprache|Langue|Idioma|Lingua|Taal|Språk|Sprog|Język|Язык)s?: [^\W\d_]+(?: ?[/|·] ?[^\W\d_]+)+"
    r"|Text content \(.{3,60}\)|(?:Previous|Next|Prior) (?:document|letter|page|item|article|entry)\b.{0,80}\b(?:previous|next) (?:document|letter|page|item|article|entry)"
    r"|Anuncio|Advertisement|Anzeige|Werbung|Publicité|Publicidad|Pubblicità|Advertentie|Annons|Annonse|Annonce|Reklama|Реклама)",
    re.IGNORECASE,
)
# what only a page asks for, and words that only a page has, but of which a late document may speak
ASKS = late(
    r"\b(?:click|click(?:ing)? here|browser|javascript|powered by|klicken|anklicken|navigationsmenü|navigationsbaum"
    r"|cliquez|haga clic|clicca|klik hier|klicka|klikk her|klik her|klikkaa|kliknij|klikněte|kattintson|нажмите)\b",
    re.IGNORECASE,
)
OF_THE_WEB = late(
    r"\b(?:web ?sites?|web ?pages?|download(?:s|ed|en)?|downloaden|hyperlinks?|webseite|herunterladen|online-version"
    r"|site web|télécharger|sitio web|descargar|sito web|scarica|webbplats|webbsida|nettside|hjemmeside|verkkosivu\w*"
    r"|strona internetowa|pobierz|stáhnout|honlap|letöltés|скачать|веб-сайт)\b",
    re.IGNORECASE,
)
# a sentence about the page, or to its readers
_SCANNED = (
    r"scanned|digiti[sz]ed|automatically generated|machine-readable|OCR|optical character recognition|searchable"
    r"|eingescannt|digitalisiert|automatisch (?:erzeugt|erkannt|generiert)|Texterkennung|numérisé\w*|généré automatiquement"
    r"|digitalizad[oa]|generado automáticamente|digitalizzat[oa]|generato automaticamente|gescand|gedigitaliseerd"
    r"|automatisch gegenereerd|inskannat?|skannade?|digitaliserad?|maskinläst|skannet|digitalisert|digitaliseret"
    r"|zeskanowan\w+|zdigitalizowan\w+|naskenován\w*|digitalizován\w*|оцифрован\w*|отсканирован\w*|распознан\w*"
)
_ITEM = (
    r"text|article|document|page|issue|transcript(?:ion)?|file|Text|Artikel|Dokument|Seite|Ausgabe|texte|page|documento|artículo"
    r"|texto|página|testo|articolo|pagina|tekst|artikel|dokumentet?|texten|sidan|teksten|siden|strona|dokumentu?|text|stránka"
    r"|текст|документ|страница|статья"
)
NOTICE = late(
    rf"(?=.*\b(?:{_ITEM})\b)(?=.*\b(?:{_SCANNED})\b).*"
    r"|(?:Thank you|Thanks) for (?:correcting|visiting|using) (?:this|our|the) (?:text|page|site|web ?site|archive|article)\b.*"
    r"|You (?:have reached|are (?:viewing|browsing|not logged)|can (?:download|browse)|must be (?:logged|a subscriber)).*"
    r"|Subscribers (?:enjoy|have|get|can)\b.*|Join the community\b.*|(?:Please )?(?:enable|turn on) (?:JavaScript|cookies)\b.*"
    r"|(?:A|This) web ?site (?:of|from|by|is|uses)\b.*|.*\b(?:This (?:web)?site uses|uses cookies)\b.*"
    r"|.*\boriginal version is (?:on|at|available)\b.*|.*\bhourly page view\b.*"
    r"|(?:Sie (?:befinden sich|sind) hier|Vous êtes ici|Usted está aquí|Sei qui|U bevindt zich hier|Du är här|Du er her|Olet tässä|Jesteś tutaj|Вы здесь)\b.*",
    re.IGNORECASE,
)
# words that lost their encoding on the way, as an identifier does: "RkJQdWJsaXNoZXIy MjgwMjMx"
CODES = re.compile(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*[a-z][A-Z])(?=\S*\d)[A-Za-z0-9+/=]{14,}(?: [A-Za-z0-9+/=]{6,}){0,3}")
BULLET = re.compile(r"\A[•·*▪▸►»›>–-]+\s+")
SENTENCE = re.compile(r".{45,}[.!?…:;,][”\"’»)\]]*")
SAID = re.compile(r"\S.{0,60}(?::|\.)\s+\S.{20,}[.!?…][”\"’»)\]]*")  # a label and what is said
NUMBERED = re.compile(r"(?:§ ?\d|\d{1,3}\s?[.§)]\s)")


def is_of_a_page(words: str) -> bool:
    """Whether a line speaks of the page on which it stands, as no document does."""
    bare = BULLET.sub("", words, count=1)
    if len(bare) <= SHORT and bare[-1:] not in (".", "!", "?") and (LINK.fullmatch(bare) or ASKS.search(bare)):
        return True
    if is_button(bare) or CODES.fullmatch(bare) or _is_byline_of_a_page(bare):
        return True
    return len(bare) <= LONG and (
        NOTICE.fullmatch(bare) is not None or (bare.endswith(".") and LINK.fullmatch(bare.rstrip(".")) is not None)
    )


def _is_byline_of_a_page(words: str) -> bool:
    """ "3 May 2010 | Author: Lina Prifti", "| Author(s) | Lina Prifti |": pieces between bars, one of them a field."""
    pieces = [piece.strip() for piece in BARS.split(words.strip("| "))] if len(words) <= SHORT else []
    fields = [label["label"] if (label := INLINE.fullmatch(piece)) else piece for piece in pieces]
    return len(pieces) > 1 and any(fact_of_label(field) in BYLINE for field in fields)


BARS = re.compile(r"\s[|·•]\s")
BYLINE = frozenset("author translator publisher published uploaded sender recipient rights".split())


def _is_of_the_web(words: str) -> bool:
    """Whether a short line has a word of the web; in an agenda it may stand, too."""
    return len(words) <= SHORT and words[-1:] not in (".", "!", "?") and OF_THE_WEB.search(words) is not None


def _is_of_the_document(words: str) -> bool:
    """Whether a line is one that a page has not above its links: a sentence, an address, a mark of secrecy, a list."""
    return bool(
        SENTENCE.fullmatch(words)
        or SAID.fullmatch(words)
        or is_own(words)
        or NUMBERED.match(words)
        or _is_dateline(words)
        or NOT_IN_XML.search(words)
    )


def _is_dateline(words: str) -> bool:
    """ "Tirana, 3 May 1950": a day behind a place."""
    place, comma, day = words.partition(",")
    return bool(comma) and place.lstrip("[(")[:1].isupper() and read_date(BRACKETS.sub("", day).strip(" .")) is not None


BRACKETS = re.compile(r"[][()]")


def above_fields(text: str, lines: tuple[Line, ...], *, has_title: bool) -> tuple[Framed, ...]:
    """What short lines above the fields of a page say; a dateline is the document's wherever it stands."""
    above = [(line, said) for line in lines if not _is_dateline(said := text[line.start : line.end].strip())]
    if any(_is_of_the_document(said) for _, said in above):
        return ()
    return tuple(_named([line for line, _ in above], [said for _, said in above], has_title))


def framed(text: str, lines: tuple[Line, ...], *, has_title: bool) -> tuple[Framed, ...]:
    """The lines of the page around the document, unless they are all there is."""
    words = [text[line.start : line.end].strip() for line in lines]
    times = Counter(said for said in words if len(said) <= SHORT)
    again = {said for said, number in times.items() if number > 1 and LINK.fullmatch(said)}
    head = _head(words)
    foot = _foot(words, head, again)
    found = [
        *_named(lines[:head], words[:head], has_title),
        *(Framed(lines[at], "chrome", "navigation") for at in range(head, foot) if words[at] in again),
        *_named(lines[foot:], words[foot:], True),
    ]
    return tuple(found) if len(found) < len(lines) else ()


def _head(words: list[str]) -> int:
    """How many lines stand above the document: down to the last that speaks of the page, before its first sentence."""
    above = 0
    for at, line in enumerate(words[:HIGH]):
        if is_button(line) and at > above:  # "Transcript" may be a heading of the document, too
            continue
        is_row = at == above > 0 and line.startswith("|")
        if (
            is_row
            or is_of_a_page(line)
            or (at - above <= FEW and _is_of_the_web(line))
            or _stands_again(words[0], line)
        ):
            above = at + 1
        elif _is_of_the_document(line):
            break
    return above


FEW = 2  # lines between two of a page


def _stands_again(title: str, words: str) -> bool:
    """Whether a line is a part of the title of the page above, which has a site or a volume before or behind it, too."""
    if len(words) >= len(title) or len(words.split()) < FEW or read_date(words) or _is_dateline(words):
        return False
    if may_be_a_name(words) and not names_a_kind(words):
        return False
    before, behind = title.removesuffix(words), title.removeprefix(words)
    has_end = before != title and before.rstrip()[-1:] in (":", "|", "–", "—", "-", "»", "›", "·")
    return has_end or (behind != title and behind[0] in " :|–—-»›·,")


def _foot(words: list[str], head: int, again: set[str]) -> int:
    """Where the foot begins: at the first of the last lines that speaks of the page and does not recur in the text."""
    below = len(words)
    for at in range(len(words) - 1, max(head, len(words) - LOW) - 1, -1):
        if words[at] in again:
            break
        if is_button(words[at]) and at + 1 < below:
            continue
        is_source = at + 1 == below and SOURCE.fullmatch(words[at]) is not None
        if is_of_a_page(words[at]) or is_source or fact_of_label(words[at]) in BELOW:
            below = at
        elif _is_of_the_document(words[at]):
            break
    return below


# what a page states below a document, the label in a line of its own
BELOW = frozenset("rights citation url".split())
# where the page has the text from, as its last line
SOURCE = late(
    r"(?:Source|Quelle|Fuente|Fonte|Bron|Källa|Kilde|Lähde|Źródło|Zdroj|Forrás|Sursa|Izvor|Allikas|Šaltinis|Avots|Burimi"
    r"|Источник|Джерело|Източник|Извор|Πηγή|Kaynak)s? ?: .{5,300}"
)


def _named(lines: Sequence[Line], words: list[str], has_title: bool) -> Iterator[Framed]:
    """Each line of the page, one of them as the title: that which names a document, else the first that can be one."""
    likely = [] if has_title else [at for at, said in enumerate(words) if _may_be_a_title(said)]
    title = _title(words, likely)
    for at, (line, said) in enumerate(zip(lines, words, strict=True)):
        if at == title:
            yield Framed(line, "header", "title", "title")
        elif is_of_a_page(said):
            yield Framed(line, "chrome", "navigation")
        else:
            yield Framed(line, "header", "remark", _stated(said))


# "Lina Prifti to Ola Dahl", "Prifti à Dahl", "Do Oli Dahla": whom a letter is from and to
ADDRESSED = re.compile(
    r"(?=.{5,120}\Z)(?:[^\W\d_][\w.’'-]*,? ){1,8}(?:to|To|TO|an|AN|à|À|À|a|al|do|till|til|aan|к|–|—|→) [^\W\d_].*"
)


def _title(words: list[str], likely: list[int]) -> int | None:
    """Which line is the title: that which names a document or its parties, in full where the page has it in full."""
    for at in likely[1:]:
        if _has_number_before(words[likely[0]], words[at]):
            return at
    named = [at for at in likely if names_a_kind(words[at])] or [at for at in likely if ADDRESSED.fullmatch(words[at])]
    if not named or _stands_again(words[likely[0]], words[named[0]]):
        return next(iter(likely), None)
    return named[0]


def _has_number_before(title: str, words: str) -> bool:
    """Whether the title of the page is the heading with the number of its section: "1.11.7: The Quay"."""
    before = title.removesuffix(words)
    return before != title and any(character.isdigit() for character in before)


def _stated(words: str) -> str:
    return "date" if read_date(words) else "citation" if SOURCE.fullmatch(words) else "remark"


def names_a_kind(words: str) -> bool:
    """Whether a line begins as the titles of documents do, in any language: "Verslag van de …", "Protokoll der …"."""
    return names_a_document(words) or any(found.match(words) for found in map(title_words, KINDS) if found)


def _may_be_a_title(words: str) -> bool:
    label = INLINE.fullmatch(words)
    is_field = label is not None and (
        bool(fact_of_label(label["label"])) or SINGLE.fullmatch(label["label"]) is not None
    )
    if is_field or is_of_a_page(words) or read_date(words) is not None:
        return False
    said = words.split()
    is_doubled = (
        len(said) % 2 == 0 and said[: len(said) // 2] == said[len(said) // 2 :]
    )  # "Harbour Letters Harbour Letters"
    return len(said) > 1 and not is_doubled and words[-1] not in ":;,"


SINGLE = re.compile(r"[^\W\d_][a-zà-ÿ]{2,14}")  # "Status: corrected"
KINDS = ("letter", "telegram", "minutes", "report", "speech")
