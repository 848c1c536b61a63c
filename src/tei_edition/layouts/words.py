# ruff: noqa: E501  (a row of a table stays on its line)
"""What lines of web pages say: labels and the facts they announce, furniture, and what is always a document's own.

Tables for the draft of a layout profile (`layouts/draft.py`); a profile itself needs none of them.
"""

from __future__ import annotations

import re

from tei_edition.patterns import late

_LABELS = (
    # fact               labels that announce it, in small letters
    ("title", "title | titel | titre | título | titolo | document title | название"),
    ("date", "date | datum | date of document | document date | date created | creation date | dated | fecha | data"),
    ("published", "published | publication date | date published | posted | date posted | veröffentlicht | publié"),
    (
        "uploaded",
        "uploaded | uploaded date | original uploaded date | date uploaded | date added | added | online since",
    ),
    ("captured", "retrieved | accessed | date accessed | visited"),
    (
        "published",
        "first published | originally published | erstveröffentlichung | erschienen | première publication | publicado",
    ),
    (
        "sourceNote",
        "transcribed | transcribed by | transcription/markup | html markup | markup | html | proofread | proofreader"
        " | online version | digitized by | scanned by | public domain | transkribiert von | transcrit par",
    ),
    ("date", "written | delivered | spoken | date of meeting | meeting date | sitzungsdatum | date de la séance"),
    ("url", "url | permalink | persistent link | permanent link | stable url | persistent url | link to this page"),
    (
        "rights",
        "rights | rights statement | licence | license | usage | terms of use | rechte | lizenz | nutzung | droits",
    ),
    ("recordId", "record id | record | record number | id | identifier | object id | document id | inventory number"),
    ("documentNumber", "document number | document no. | number | no. | nr. | nummer | numéro"),
    ("publisher", "publisher | provider | data provider | published by | herausgeber | éditeur"),
    ("series", "series | serie | reihe | part of"),
    ("funder", "funder | funded by | sponsor | supported by"),
    (
        "abstract",
        "abstract | summary | description | synopsis | regest | zusammenfassung | beschreibung | inhalt | résumé",
    ),
    (
        "citation",
        "citation | cite as | how to cite | source | quelle | zitierweise | preferred citation | quellenangabe",
    ),
    ("author", "author | authors | author(s) | creator | creators | verfasser | autor | auteur | written by"),
    ("translator", "translator | translators | translated by | übersetzer | übersetzt von | traducteur"),
    ("documentType", "type | document type | genre | kind | type of document | dokumenttyp | art | objekttyp"),
    ("subject", "subject | subjects | subjects discussed | topic | topics | associated topics | keywords | tags"),
    ("subject", "schlagwort | schlagworte | schlagwörter | thema | themen | subject headings | mots-clés"),
    ("geographic", "places | associated places | locations | orte | geographic subjects | coverage"),
    ("name", "people | persons | names | organisations | organizations | personen | people mentioned"),
    ("name", "associated people & organizations | persons mentioned | körperschaften"),
    # the archive describes the document, which may stand here in translation
    ("originalLanguage", "language | languages | sprache | langue | original language | originalsprache"),
    ("sourceNote", "source note | provenance | provenienz | location of original"),
    ("repository", "repository | archive | archiv | held by | holding institution | institution | aufbewahrungsort"),
    ("collection", "collection | fonds | bestand | record group"),
    ("shelfmark", "signature | shelfmark | call number | signatur | reference | reference code | archival reference"),
    ("shelfmark", "reference number | box | cote | bestellnummer | archivaliensignatur"),
    (
        "sender",
        "sender | absender | absenderin | expéditeur | remitente | mittente | afzender | avsändare | afsender | avsender",
    ),
    (
        "sender",
        "remetente | nadawca | odesílatel | feladó | expeditor | отправитель | автор письма | sent by | letter writer",
    ),
    (
        "recipient",
        "recipient | recipients | addressee | addressed to | empfänger | empfängerin | adressat | destinataire",
    ),
    (
        "recipient",
        "destinatario | destinatário | ontvanger | geadresseerde | mottagare | modtager | mottaker | adresat | adresát",
    ),
    ("recipient", "příjemce | címzett | destinatar | адресат | получатель | sent to | correspondent"),
    (
        "place",
        "place | place of writing | place written | sent from | written at | ort | schreibort | absendeort | entstehungsort",
    ),
    (
        "place",
        "lieu | lieu d’expédition | lugar | luogo | local | plaats | plats | sted | miejsce | místo | место | place of origin",
    ),
    (
        "sourceNote",
        "physical description | extent | umfang | überlieferung | source of text | manuscript | support | original",
    ),
    (
        "date",
        "datierung | date écrite | date of writing | date written | date sent | dato | päivämäärä | дата | data listu",
    ),
)
FACT_OF_LABEL = {label.strip(): fact for fact, labels in _LABELS for label in labels.split("|")}

_FURNITURE = (
    # reason              what such a line says, anywhere in it and in any case
    ("related-documents", r"^(?:more from|related|see also|similar|recommended|you may also|more articles|latest|most read)\b"),
    ("copyright", r"©|\bcopyright\b|\ball rights reserved\b"),
    ("cookies", r"\bcookies?\b"),
    ("navigation", r"^(?:home|menu|search|suche|news|about|help|next|previous|login|register|startseite|browse)\b.{0,12}$|"
                   r"\b(?:skip to|back to|you are here|log ?in|sign in|anmelden|zurück zu|about us|homepage|main menu|"
                   r"(?:next|previous) (?:page|post|document|record|item))\b|[›»]"),
    ("share", r"\b(?:share|print|drucken|tweet|facebook|twitter|e-?mail|download|bookmark|whatsapp|save as|pdf|export)\b"),
    ("footer", r"\b(?:imprint|impressum|privacy|datenschutz|contact|kontakt|terms|accessibility|barrierefreiheit|sitemap|"
               r"newsletter|subscribe|follow us|disclaimer|feedback|powered by)\b"),
    ("section-label", r"^(?:document information|transcript|transcription|full text|text|translation|metadata|details|"
                      r"volltext|transkription|english html|get citation)$"),
)  # fmt: skip
FURNITURE = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _FURNITURE)

_OPENINGS = (
    # fact                how a line of the page begins whose end is different on each page
    ("published", r"(?:posted|published|veröffentlicht) (?:on|at|am)\b"),
    ("uploaded", r"(?:uploaded|added) (?:on|at)\b"),
    ("captured", r"(?:retrieved|accessed|visited) (?:on|at)\b"),
    ("", r"(?:last )?(?:updated|modified|changed) (?:on|at)\b"),
    ("", r"more from\b"),
    ("translator", r"translated by\b"),
    ("acknowledgement", r"this document was made (?:possible|available) (?:with|by)(?: (?:the )?(?:generous )?support (?:from|of))?"),
    ("", r"(?:home|start|startseite|you are here) ?[>›»/]"),
)  # fmt: skip
OPENINGS = tuple((fact, re.compile(rf"{pattern}\s*", re.IGNORECASE)) for fact, pattern in _OPENINGS)

# what a whole line of a page says that is a link or a button, by language; small words that documents have too are left out
BUTTON = late(
    # en
    r"Skip to (?:main )?content|Jump to (?:main )?content|Jump to navigation|Toggle navigation|Menu|Main menu|"
    r"Search|Search\.\.\.|Advanced search|Home|Homepage|Log ?in|Sign in|Print|Print this page|"
    r"Printer[- ]friendly(?: version)?|Share|Share this(?: page)?|Tweet|E-?mail|Email this(?: page)?|"
    r"Download(?: PDF)?|PDF|View PDF|Download (?:as )?(?:PDF|XML|TXT|text)|XML|TEI|"
    r"Cite(?: this)?(?: (?:item|page|document|record|letter))?|How to cite|Permalink|Bookmark|Export|Previous|"
    r"Next|Back|"
    r"Back to (?:top|results|list|search(?: results)?|index|contents|table of contents|the (?:list|index|top))|"
    r"Return to (?:index|top|list|contents|the index)|Top of page|Table of contents|Help|News Update|Browse|"
    r"Zoom in|Zoom out|Full ?screen|View (?:image|images|original|document|transcript(?:ion)?|as (?:PDF|image))|"
    r"Show more|Read more|Read more \.\.\.|Expand|Collapse|Document Metadata|Metadata|Transcript(?:ion)?|"
    r"Full text|Facsimiles?|Annotations?|Feedback|Leave a (?:comment|reply)|"
    r"Related (?:documents|items|content|letters|resources|links)|See also|More like this|"
    r"(?:Buy|Purchase|Order) [\w ]{3,30}|Subscribe|Newsletter|Follow us|Accessibility|Privacy(?: policy)?|"
    r"Terms of (?:use|service)|Cookies?|Cookie (?:policy|settings)|Accept(?: all)?(?: cookies)?|Disclaimer|"
    r"Site ?map|Copyright|"
    # de
    r"Zum Inhalt(?: springen)?|Direkt zum Inhalt|Startseite|Suche|Suchen|Menü|Anmelden|Drucken|Teilen|"
    r"Herunterladen|Zurück|Weiter|Zurück zur (?:Liste|Übersicht|Trefferliste|Startseite)|Nach oben|"
    r"Inhaltsverzeichnis|Zitieren|Zitierhinweis|Zitierempfehlung|Impressum|Datenschutz|Kontakt|Hilfe|Faksimile|"
    r"Transkription|Lesetext|Kommentar|Vorheriger Brief|Nächster Brief|Volltext|Merken|Editorische Hinweise|"
    # fr
    r"Aller au contenu(?: principal)?|Accueil|Recherche|Rechercher|Imprimer|Partager|Télécharger|Précédent|"
    r"Suivant|Retour(?: à la liste| au sommaire| en haut)?|Haut de page|Table des matières|Connexion|"
    r"Mentions légales|Citer(?: ce document)?|Lettre (?:précédente|suivante)|La bibliothèque libre\.?|"
    r"Le texte de cette page a été corrigé et est conforme au fac-similé\.?|"
    # es
    r"Saltar al contenido|Ir al contenido|Imprimir|Compartir|Descargar|Siguiente|Volver|"
    r"Volver al (?:índice|inicio|listado)|Aviso legal|Citar|"
    # it
    r"Vai al contenuto|Salta al contenuto|Cerca|Stampa|Condividi|Scarica|Precedente|Successiv[oa]|"
    r"Torna (?:indietro|su|all’indice|all'indice)|"
    # nl, no, da, sv, fi
    r"Ga naar (?:de )?inhoud|Zoeken|Afdrukken|Delen|Vorige|Volgende|Terug|Inhoudsopgave|Kamerstuk|"
    r"Hopp til (?:hoved)?innhold|Til forsiden|Søk|Forrige|Neste|Skriv ut|Gå til indhold|Søg|Næste|"
    r"Hoppa till innehåll(?:et)?|Sök|Föregående|Nästa|Lämna ett svar|Siirry sisältöön|Haku|Edellinen|Seuraava|"
    # pl, cs, hu
    r"Przejdź do treści|Szukaj|Drukuj|Poprzedni|Następny|Wróć|Spis treści|Přeskočit na obsah|Hledat|Tisk|"
    r"Předchozí|Další|Zpět|Keresés|Nyomtatás|Előző|Következő|Vissza|"
    # ru
    r"Перейти к (?:содержанию|основному содержанию|навигации)|Поиск|Печать|Назад|Вперед|Вперёд|Далее|Наверх|"
    r"Содержание|Оглавление|Поделиться|Скачать|Следующ(?:ий|ее|ая)(?: документ)?|"
    r"Предыдущ(?:ий|ее|ая)(?: документ)?|Версия для печати|Главная|"
    # all
    r"(?:www\.)?[\w-]{3,40}\.(?:com|org|net|edu|gov|int|info|eu|[a-z]{2})(?:\.[a-z]{2})?|"
    r"error: Content is protected !!|Click here to .{3,60}|Loading(?:\.{0,3}|…)|Léim ar aghaidh chuig an bpríomhábhar|"
    r"Gnáthamharc|\d{1,3} (?:views|comments|shares|downloads)|"
    r"(?:Start|Home|Back|Next|Previous|Index|Up)(?: ?[.·•–-] ?(?:Start|Home|Back|Next|Previous|Index|Up)){1,5}|"
    r"(?:Document|Item|Page|Letter|Record|Image|Result|Dokument|Seite|Page|Página|Pagina|Страница|Strona) \d{1,5} (?:of|von|de|di|van|из|z|/) \d{1,6}|"
    r"(?:Page|Pagina|Seite|Página|Страница|Strona):.{3,120}/\d{1,4}|(?:Scroll|Swipe) .{3,40}|Font size.{0,20}|"
    r"A A A|A\+|A-|View (?:mobile|desktop) (?:site|version)|Share (?:on|via) .{3,20}|Transcript Only|Contact us|"
    r"(?:Facebook|Twitter|LinkedIn|WhatsApp|Pinterest|Reddit|Instagram|YouTube)"
)
LONGEST_BUTTON = 120  # characters


def is_button(text: str) -> bool:
    """Whether a line is nothing but a link or a button of a page: "Back to top", "Drucken"."""
    return len(text) <= LONGEST_BUTTON and BUTTON.fullmatch(text) is not None


_GENRE_WORDS = (
    "Letter|Telegram|Message|Memorandum|Memo|Minutes|Notes?|Record|Report|Address|Speech|Statement|Remarks|Interview|"
    "Conversation|Transcript|Cable|Resolution|Agreement|Treaty|Protocol|Diary|Decree|Order|Brief|Brief von|Protokoll"
)
_OWN = (
    # lines that belong to the document however many documents have them, each with an example
    r"(?:my |most |very )*dear\b.{0,120}|(?:lieber?|sehr geehrter?)\b.{0,120},?",  # Dear Sir,
    r"(?:most )?(?:honou?r(?:ed|able)?|esteemed|respected|beloved)\b(?:.{0,120}[,!:]|(?: \S+){0,2})",  # Esteemed Comrade!
    r"(?:comrades?|gentlemen|sirs?|madam|excellency|your excellency|ladies and gentlemen)\b.{0,40}[,!:.]?",  # Gentlemen!
    r"(?:with |in )?(?:\w+ ){0,3}(?:greetings|regards|wishes|respects?|grüßen|esteem),?",  # With communist greetings
    r"(?:yours|sincerely|respectfully|faithfully|your obedient|i remain|hochachtungsvoll)\b.{0,60}",  # Yours truly,
    r"\W*(?:top |strictly |most )?(?:secret|confidential|classified|restricted|urgent|personal)\b.{0,40}",  # TOP SECRET
    r"(?:from|to|subject|re|cc|copy|copies|participants|present|attended by|distribution|classification)\s*:.*",  # To: X
    r"[\[(].{0,120}[\])]",  # [signature], (laughter)
    r"\(?signed\)?\b.{0,80}|/s/.*",  # (signed) A. B.
    r"(?:p\. ?)?p\. ?s\.(?:\W.{0,20})?|(?:end|finis|ende)\b.{0,20}",  # P.S.
    r"\W*(?:page|p\.|seite)? ?\d{1,4}\W*",  # Page 2, - 3 -, a note number
    r"\W+",  # ***
)
_TITLES = (
    # lines that may be the title of two documents, so that they are no furniture
    rf"(?:{_GENRE_WORDS})s?",  # Minutes
    # Letter from Ivo Senn to Mara Tull
    rf"(?:[\w’'-]+ ){{0,4}}(?:{_GENRE_WORDS})s? (?:from|of|to|by|between|on|with|an|von|der|über|vom)\b.{{3,300}}",
)
OWN = re.compile("|".join(_OWN), re.IGNORECASE)
TITLE = re.compile("|".join(_TITLES), re.IGNORECASE)

INSTITUTION = re.compile(
    r"\b(?:archiv\w*|librar\w+|museum|universit\w+|project|digital|online|collections?|bibliothek|institut\w*|cent(?:er|re)|"
    r"web\w*|site|edition|foundation|program(?:me)?|society|papers)\b",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"\b(?:rights|reuse|re-use|licen[cs]ed?|permission|creative commons|public domain|urheberrecht\w*)\b", re.IGNORECASE
)
LINK = 60  # characters; a longer line with "about" or "next" in it is no link
INLINE = re.compile(r"(?P<label>[^\W\d_][^:|\n]{0,39}?) ?:\s+(?P<value>\S.*)")


def fact_of_label(text: str) -> str:
    """The fact that a label announces, whatever its case and with or without a colon; empty if it is none."""
    return FACT_OF_LABEL.get(" ".join(text.casefold().split()).rstrip(":").strip(), "")


def reason_of(text: str) -> str:
    """Why a line is page furniture, if its words say so; else empty."""
    if len(text) > 300:
        return ""
    found = next((reason for reason, pattern in FURNITURE if pattern.search(text)), "")
    return "" if len(text) > LINK and found in ("navigation", "share", "footer") else found


def is_own(text: str) -> bool:
    """Whether a line is a document's own, even if several documents have it: a salutation, a mark of secrecy."""
    return len(text) <= 400 and not fact_of_label(text) and OWN.fullmatch(text) is not None


def names_a_document(text: str) -> bool:
    """Whether a line names a kind of document, as titles do: "Letter from Ivo Senn to Mara Tull"."""
    if len(text) > 400 or fact_of_label(text) or reason_of(text) == "section-label":
        return False
    return TITLE.fullmatch(text) is not None


def states_rights(text: str) -> bool:
    """Whether a sentence speaks of rights or their licence."""
    return len(text) > 40 and RIGHTS.search(text) is not None


def may_be_a_name(text: str) -> bool:
    """Whether a line may be somebody's signature: a few words with capitals, and no archive or library among them."""
    words = text.split()
    return 1 < len(words) < 6 and text[0].isupper() and words[-1][0].isupper() and not INSTITUTION.search(text)


def opening_of(text: str) -> tuple[str, str]:
    """The known beginning of a line whose end is different on each page, and the fact that its end states."""
    for fact, pattern in OPENINGS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return text[: found.end()].rstrip(), fact
    return "", ""


def label_in(text: str) -> str:
    """The label that a line begins with, colon included ("Signature:"); empty if it begins with none."""
    found = INLINE.fullmatch(text)
    return text[: found.start("value")].rstrip() if found else ""
