"""Small TEI letters for tests of lists: what the lists say of a document is given, all else is left out."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from tei_edition.site import SiteDocument


def letter(
    ident: str,
    date: str = "",
    *,
    title: str = "",
    sender: str = "",
    receiver: str = "",
    genre: str = "letter",
    archive: str = "",
    language: str = "en",
    place: str = "",
    text: str = "<p>Words.</p>",
) -> SiteDocument:
    """A letter whose header states just this; what is empty is not stated."""
    dated = f"<date when={quoteattr(date)}>{escape(date)}</date>" if date else ""
    placed = f"<placeName>{escape(place)}</placeName>" if place else ""
    sent = f'<correspAction type="sent"><persName>{escape(sender)}</persName></correspAction>' if sender else ""
    got = f'<correspAction type="received"><persName>{escape(receiver)}</persName></correspAction>' if receiver else ""
    held = (
        f"<msDesc><msIdentifier><repository>{escape(archive)}</repository></msIdentifier></msDesc>" if archive else ""
    )
    data = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{ident}" xml:lang="{language}"><teiHeader><fileDesc>'
        f"<titleStmt><title>{escape(title or ident)}</title></titleStmt><sourceDesc>{held}</sourceDesc></fileDesc>"
        f"<profileDesc><creation>{dated}{placed}</creation>"
        f'<textClass><catRef target="#genre-{genre}"/></textClass>'
        f"<correspDesc>{sent}{got}</correspDesc></profileDesc></teiHeader>"
        f"<text><body>{text}</body></text></TEI>"
    )
    return SiteDocument(ident, data.encode())


STATE = "State Archive"
SAMPLE = (
    letter("a", "1964-11-25", title="The first", sender="Agron", receiver="Bora", archive=STATE, place="Vlora"),
    letter("b", "1964", title="A month that nobody knows", sender="Agron", receiver="Bora", archive=STATE),
    letter("c", "1966-02-03", title="An answer", sender="Bora", receiver="Agron", text="<p>A <gap/> here.</p>"),
    letter("d", "1970-10", title="Zeal", genre="report", language="sq", text="<p>One two three.<note>N</note></p>"),
    letter("e", title="Nobody knows when", sender="Chen", archive="Museum <of> & letters"),
)
