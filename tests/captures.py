# ruff: noqa: E501  (a row of a table stays on its line)
"""Captures for the property tests, put together by hypothesis from the pieces that real captures are made of."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from tei_edition.config import Config
from tei_edition.model import Conversion
from tei_edition.pipeline import Workshop, convert, open_workshop
from tei_edition.source import WHITE_SPACE, decode
from tei_edition.statements import DocumentConfig


@cache
def workshop() -> Workshop:
    """The workshop of an edition without any file of its own."""
    return open_workshop(Config())


def converted(
    text: str, name: str = "capture.txt", *, layout: str | None = None, genre: str | None = None
) -> Conversion:
    """The conversion of a text, as if it had been read from a file of that name."""
    source, findings = decode(text.encode("utf-8"), name)
    return convert(source, workshop(), DocumentConfig(name, layout=layout, genre=genre), findings)


# --- the words of documents -----------------------------------------------------------------------------------

NAMES = (
    "Kim Il Sung", "Enver Hoxha", "Comrade Ri Jong-ok", "Mehmet Shehu", "Cde. Brezhnev", "Mr. Vance", "A. PUZANOV",
    "An Yong", "M.S. Gorbachev", "CHANG Ki-yeong", "Choe Yong-geon [Choe Yong Gon]", "the Albanian Labor Party (ALP)",
    "Central Committee of the Workers’ Party of Korea", "the ALP", "Pyongyang", "Tirana", "North (KIM)", "Zhou Enlai",
    "Minister of Foreign Affairs", "the Democratic People’s Republic of Korea (DPRK)", "S H T Y K O V",
)  # fmt: skip
DATES = (
    "August 1973", "3 February 1966", "October 31, 1970", "[illegible] August, 1973", "8–10 May 1968", "13.June.1951",
    "10/14/50", "24.III.50", "23/03/2021", "1972 April 4", "early May 1968", "spring of 1968", "1945-02-30", "mid-July",
    "June 23 of this year", "February 30, 1966", "the 3rd inst.", "in 1956", "May I", "August [illegible], 1973",
)  # fmt: skip
BRACKETS = (
    "[illegible]", "(inaudible)", "[two words illegible]", "[page torn]", "[excised]", "[3 lines not declassified]",
    "█████", "██ ██", "[...]", "[…]", "[blank]", "[sic]", "(sic)", "[Sic!]", "[unclear: Kim]", "[Kim?]", "[?]", "[[Kim?]]",
    "[[illegible signature]]", "[General Secretary of the Party]", "[not]", "wor[ker]s", "[Translator’s note: see\nabove]",
    "[Handwritten: agreed]", "[In the margin: 5 May 1950]", "[crossed out: no]", "~~no~~", "[email\xa0protected]", "[5]",
    "[a]", "mud5.", "CO2", "No5", "6-700,000", "[laughter]", "(laughter)", "[Page 610]", "[page break]", "[page two]", "[]", "[ ]",
    "[[[", "]]", "[", "]", "(", ")", "[a [b] c]", "[stamp: seal of the party]", "armistice14.58", "Congress.7", "[ Kim ]", "~~",
    "[unclear: ]", "[ illegible]", "[August 1973?]", "[On 5 May 1950 Kim Il Sung]", "([sic])", "[sic] [sic]", "[3] [3]", "[???]",
    "[Kim Il Sung", "Enver] Hoxha", "[General Secretary of the ALP] Enver Hoxha", "[Comrade Ri Jong-ok:]", "Kim [Il] Sung",
)  # fmt: skip
WORDS = (
    "the", "party", "and", "congress", "of", "We", "thank", "you", "for", "your", "letter", "said", "asks", "adds",
    "“we shall wait,”", "“wait", "wait”", "“", "”", "‘", "’", '"', "—", "–", "...", "…", ":", ";", ".", ",", "!", "?",
    "1", "2", "100,000", "1589.2", "NATO3", "end.", "end.”1", "B e r l i n", "e.g.", "U.S.", "№ 5", "$5", "&", "<p>",
    "]]>", "<!--", "&amp;", "é", "e\u0301", "조선", "Москва", "𝔸", "\U000e0001",
)  # fmt: skip
ODD = (
    "\x00", "\x01", "\x1c", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\ufeff", "\xad", "\u200b", "\u2028", "\u2029",
    "\x0b", "\x0c", "\t", "\ufffd", "\ue000", "\r", "\x1b", "\u202e",
)  # fmt: skip
SPACES = (" ", " ", " ", " ", "  ", "\xa0", "\t", "", "\u3000", " \x0c", "\u2003")
LINE_ENDS = (
    "\n",
    "\n\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n\xa0\n",
    " \n\n",
    "\n\t",
    "\n    ",
    "\x85",
    "\u2028",
)

phrases = st.one_of(*map(st.sampled_from, (WORDS, WORDS, WORDS, NAMES, DATES, BRACKETS)), st.sampled_from(ODD))


@st.composite
def prose(draw: st.DrawFn, most: int = 14) -> str:
    """A run of words, names, dates, brackets and stray characters with odd spaces between."""
    pieces = draw(st.lists(phrases, min_size=1, max_size=most))
    spaces = draw(st.lists(st.sampled_from(SPACES), min_size=len(pieces), max_size=len(pieces)))
    return "".join(piece + space for piece, space in zip(pieces, spaces, strict=True))


# --- the lines of documents -----------------------------------------------------------------------------------

FRAME_LINES = (
    "Dear Comrade Kim Il Sung,", "Dear Comrade,", "Honorable Comrade Kim Il Sung,", "To: Comrade Kim Il Sung",
    "To Ambassador Jiao [Ruoyu]: (Secret)", "From: PYONGYANG", "TOP SECRET", "Copy no. 3", "No. 123", "Subject: talks",
    "General Secretary of the Central Committee of the Workers’ Party of Korea", "With communist greetings", "Yours truly,",
    "Enver Hoxha", "First Secretary of the Central Committee", "(signed) Enver Hoxha", "[signature] /A. PUZANOV/", "/s/ X",
    "Tirana, on August [illegible], 1973", "Tirana, 3 February 1966", "October 31, 1970", "Date October 31, 1970 THE ALBANIAN LABOR PARTY",
    "P.S. One more thing.", "P.S.", "cc: Shehu, Hoxha", "END", "* * *", "***", "---", "– 2 –", "[Page 2]", "- 3 -", "page 4",
    "[Stamp: received 5 May 1950]", "[faded image of a stamp]", "Recorded by: Haxhi Kroi", "Haxhi Kroi", "Interpreter: An Yong",
    "THE ALBANIAN LABOR PARTY", "[signature]", "[illegible signature]", "Shtykov", "24.III.50 Shtykov", "Notes", "Footnotes:",
    "[1] See above.", "1 See above.", "2. See below.", "[2] Ibid.", "3 Ibid.", "1) first", "2) second", "3) third", "• one", "• two",
    "- three", "a) x", "b) y", "c) z", "“Quoted paragraph.”", "“Quoted", "as follows:", "PARTICIPANTS:", "Present: Kim Il Sung, Enver Hoxha",
    "From the Albanian side there were present: the Member of the Political Bureau, Manush Myftiu; the Minister, Enver Hoxha; and the Ambassador, An Yong.",
    "The delegation of the DPRK is comprised of: Ri Jong-ok, An Yong.", "The meeting ended at 5.", "At this point everybody left.",
    "(laughter)", "[Comrade Shehu enters.]", "(He goes on at length about a great many things that nobody wants to hear again today)",
)  # fmt: skip
LABELS = (
    "Comrade Ri Jong-ok:", "Enver Hoxha:", "BREZHNEV:", "Q:", "A:", "All:", "Kim and Hoxha:", "North (KIM):", "Mr. Vance:",
    "The President:", "Comrade [the General Secretary] Enver Hoxha:", "[Hoxha]:", "Kim[5]:", "Speaker 2:", "K:", "Kim Il Sung (laughing):",
    "Comrade Enver Hoxha [sic]:", "Kim [?]:", "Mr. [illegible]:",
)  # fmt: skip


@st.composite
def document_lines(draw: st.DrawFn) -> str:
    """One line of a document: running text, a turn, or something that frames a letter or minutes."""
    kind = draw(st.integers(0, 5))
    if kind <= 1:
        return draw(prose())
    if kind <= 3:
        return draw(st.sampled_from(FRAME_LINES))
    label = draw(st.sampled_from(LABELS))
    return label + draw(st.sampled_from((" ", "", "\xa0"))) + draw(st.one_of(prose(6), st.just("")))


@st.composite
def bodies(draw: st.DrawFn, most: int = 14) -> str:
    """A document without any page around it."""
    rows = draw(st.lists(document_lines(), min_size=1, max_size=most))
    ends = draw(st.lists(st.sampled_from(LINE_ENDS), min_size=len(rows), max_size=len(rows)))
    return "".join(row + end for row, end in zip(rows, ends, strict=True))


# --- pages around documents -----------------------------------------------------------------------------------

TITLES = (
    "Letter from Enver Hoxha to Kim Il Sung", "Telegram, the ALP to the Workers’ Party of Korea", "Report on Korea",
    "Minutes of Conversation between Kim Il Sung and Enver Hoxha", "Notes from a Meeting", "Press Statement", "Something [sic]",
    "211. Telegram From the Embassy in Korea to the Department of State", "A\x00B", "August 1973 [illegible]",
)  # fmt: skip
SUMMARIES = (
    "Enver Hoxha thanks Kim Il Sung for his letter and discusses the situation of Korea [sic].",
    "The ALP congratulates the Workers’ Party of Korea on its congress.", "In 1956 Kim\x01 Il Sung meets Hoxha.",
)  # fmt: skip
CITATIONS = (
    "AQPPSH, MPP Korese, D 1, V. 1973. Translated by Enkel Daljani", "AQPPSH, MPP Korese, V. 1970, D 1. Translated by Enkel Daljani.",
    "“Letter,” August 1973, History and Public Policy Program Digital Archive, AQPPSH, Tirana, KC 2263/1, pp. 5-7. Obtained by X Y and translated for NKIDP by Z W.",
    "Source: nowhere.", "X", "A, B, C, D, E, F, G",
)  # fmt: skip
NEW_SITE_HEAD = (
    "Skip to content", "August 1973", None,
    "This document was made possible with support from Leon Levy Foundation",
)  # fmt: skip
NEW_SITE_TAIL = (
    "Document Information", "Source", None, "Rights",
    "The History and Public Policy Program welcomes reuse of Digital Archive materials for research and educational purposes.",
    "To enquire about this document's rights status or request permission for commercial use, please contact the History and "
    "Public Policy Program at [email\xa0protected].",
    "Original Uploaded Date", "2011-11-20", "Type", "Minutes of Conversation", "Language", "Albanian", "Record ID", "114810",
    "Leon Levy Foundation",
)  # fmt: skip
OLD_SITE_HEAD = (
    "Search in", "ADD SEARCH FILTER CANCEL SEARCH FILTER", "Digital Archive International History Declassified", "August 04, 1969",
    None, "• Citation", "get citation", None, None, "• share document", "English HTML",
)  # fmt: skip
NEWS_HEAD = ("July 06, 2025Jul 06, 2025", "KCNA Ministry of Foreign Affairs (EN)", None, "Date: 23/03/2021 | Source: KCNA (EN) | Read original version at source")  # fmt: skip
NEWS_TAIL = ("More From Ministry of Foreign Affairs (EN)", "Spokesperson Gives Answer", "July 04, 2025")


def _some_of(draw: st.DrawFn, rows: tuple[str | None, ...], *free: str) -> list[str]:
    """The rows of a page in their order, some of them left out, the free ones (None) filled."""
    fill = iter(free)
    filled = [next(fill) if row is None else row for row in rows]
    kept = draw(st.lists(st.integers(0, 9), min_size=len(filled), max_size=len(filled)))
    return [row for row, keep in zip(filled, kept, strict=True) if keep]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A capture: a document with the page of an archive's site around it, or with none."""
    body = draw(bodies())
    site = draw(st.sampled_from(("none", "new", "old", "news")))
    title, citation = draw(st.sampled_from(TITLES)), draw(st.sampled_from(CITATIONS))
    summary = draw(st.sampled_from(SUMMARIES))
    end = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\n\n\n", "\n\xa0\n")))
    above: list[str] = []
    below: list[str] = []
    if site == "new":
        above = _some_of(draw, NEW_SITE_HEAD, title)
        below = [*([summary] if draw(st.booleans()) else []), *_some_of(draw, NEW_SITE_TAIL, citation)]
    elif site == "old":
        above = _some_of(draw, OLD_SITE_HEAD, title.upper(), summary, citation)
    elif site == "news":
        above, below = _some_of(draw, NEWS_HEAD, title), _some_of(draw, NEWS_TAIL)
    return "".join(row + end for row in above) + body + end + "".join(row + end for row in below)


def has_words(text: str) -> bool:
    """Whether a capture is text with something in it; an empty or a binary file is refused (test_source.py)."""
    # a byte order mark is no part of the text, and then the text in the test would not be the one that is read
    return bool(text.strip(WHITE_SPACE)) and text[0] != "\ufeff" and text.count("\0") * 100 < len(text)


raw_text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=400)
captures = st.one_of(pages(), pages(), bodies(4), raw_text)
