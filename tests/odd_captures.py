# ruff: noqa: E501  (a row of a table stays on its line)
"""Captures for the fuzzers: documents of each genre on the page of each layout, with everything odd mixed in.

`captures.py` has what real captures are made of; here stands what goes wrong in them, and what nobody would write.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from captures import BRACKETS, CITATIONS, DATES, LABELS, NAMES, ODD, SPACES, SUMMARIES, TITLES, WORDS

Draw = st.DrawFn

ODD_DATES = (
    "0000", "year 0000", "10000", "31 June 1951", "29 February 1900", "February 30", "32 May 1950", "99/99/9999", "13/13/13", "5/5/5",
    "٢٠٢٣", "٢٣/٣/١٩٥٠", "1950² May", "May ²3, 1950", "5 May 19５0", "３ May 1950", "१९५०", "1. V. 1950", "1.XIII.50", "IIII.50", "MCMLXVIII",
    "1968 Kwanghwa 5", "Juche 57", "Juche111.9.25.", "between 3 and 5 May 1968", "3–31 February 1968", "9–8 May 1968", "May 8–May 3, 1968",
    "from 5 May 1968 to 3 April 1967", "May/June 1968", "summer 1968", "1968-13", "1968-00-00", "1968–1967", "c. 1968", "196?", "19[6]8",
    "[5] May 1968", "[5 May] 1968", "5 [May] 1968", "5 May [1968]", "5 May 19[68]", "5 May\u00a01968", "5\u200bMay 1968", "5 May\n1968", "5 May, 10:15",
    "10:15", "24:00", "25:61", "10:15 p.m., 5 May 1968", "Mai 1968", "5 мая 1968 г.", "le 5 mai 1968", "5 de mayo de 1968", "1968 年 5 月 5 日",
    "Monday", "Monday, Tuesday 5 May 1968", "the 31st", "the 0th", "99999999999999999999", "1e5", "-5 May 1968", "5 May -1968", "5 May 1968 BC",
)  # fmt: skip
ODD_LABELS = (
    "10:15:", "http://x:", "Re:", "Dear Sir:", "Note:", "Mr.:", ":", "::", "(:", "[:", "[]:", "():", "1:", "1.:", "A. B. C.:", "á:", "조선:", "김일성：", "Ким:",
    "Kim\u00a0Il\u00a0Sung:", "Kim\u200b:", "\u202eKim:", "Kim\xad:", "KIM.", "KIM. ", "Kim.—", "Kim —", "Kim –", "- Kim:", "– Kim:", "• Kim:", "“Kim:", "“Kim”:",
    "Kim (:", "Kim [:", "Kim [1]:", "Kim1:", "Kim (North) [sic]:", "Kim\x01:", "Kim\t:", "Kim\n:", "<b>Kim</b>:", "Kim & Hoxha:", "Kim/Hoxha:", "Kim, Hoxha:",
    "The [Deputy] Minister (laughs):", "Comrade Comrade:", "Comrade :", "Comrade:", "K.:", "K. K.:", "Speaker:", "Speaker 1:", "Unknown:", "???:", "[?]:", "…:",
    "A very long label that is much too long to be the name of anybody who could ever say anything in a meeting:", "Kim Il Sung (to Hoxha, softly): [sic]:",
    "#pers-x:", "xml:id:", "javascript:", "data:text/html,x:", "e\u0301\u0301\u0301:", "\U0001f600:", "𝕂𝕚𝕞:",
)  # fmt: skip
ODD_MARKS = (
    "<script>alert(1)</script>", "</text>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#0;", "&lt;", "]]>", "<![CDATA[", "<?xml version='1.0'?>", "--", "-->", "<!--", "%s", "{0}", "${x}",
    "\\n", "\\", "`x`", "**b**", "_i_", "# head", "> quote", "| a | b |", "=1+1", "+1", "@x", "'; DROP TABLE x", "../../etc/passwd", "C:\\CON", "file:///etc/passwd", "http://[::1", "http://x/a b\"<",
    "mailto:a@b", "javascript:alert(1)", "[](javascript:x)", "[1", "1]", "[1][2]", "[01]", "[0]", "[999999999999]", "[-1]", "[i]", "[iv]", "[IIII]", "[*]", "[†]", "¹", "²³", "①", "x¹", "x[1]y", "(1", "1)", "[1)",
    "[[", "]]", "[[]]", "[[[[[]]]]]", "[a[b[c[d]e]f]g]", "][", ")(", "[(a])", "{", "}", "«", "»", "„", "‟", "‹a›", "”“", "’’", "''", '""', "“‘“‘x’”’”", "“a", "b”", "“[illegible]”", "[“]", "[”]",
    "[illegible", "illegible]", "[illegible] [illegible]", "[illegible][illegible]", "[illegible [sic]]", "[sic [illegible]]", "[unclear: [illegible]]", "[unclear: ?]", "[?][sic]", "[sic][?]", "[sic", "sic]", "[ sic ]", "[SIC!!]",
    "[...][sic]", "[…", "....", "……", ". . .", "_____", "█", "█[sic]", "~~", "~~a", "~~a~~b~~", "~~[illegible]~~", "[page", "[Page 0]", "[Page -1]", "[Page 99999999999]", "[Page\n5]", "– 5 –", "-5-", "(5)", "* * *", "*", "***[sic]",
    "[Translator’s note", "[Translator's note: [sic]]", "[Editor: “x]", "[Handwritten:", "[Handwritten: [illegible]]", "[stamp:", "[signature", "[[signature]]", "/s/", "/s/ [illegible]", "(signed)", "(signed", "[laughter", "(laughter) (laughter)",
    "P.S.", "PS", "P.P.S.", "P.S.:", "cc:", "cc", "Encl.", "Enclosure:", "Annex", "ANNEX 1", "Attachment [sic]", "END", "###", "-0-", "F[oreign] M[inistry]", "[F]oreign", "a[b]c[d]e", "[a]b[c]", "a[sic]b", "a[?]b", "a[...]b",
)  # fmt: skip
ODD_CHARACTERS = (
    *ODD, "\u0300", "\u0301" * 40, "\u034f", "\u061c", "\u115f", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u2060", "\u2066", "\u2067", "\u2068", "\u2069", "\u206a", "\ufe0f", "\ufff9", "\ufffc",
    "\U0001fffe", "\U0010ffff", "\U000f0000", "\U000e0020", "\x80", "\x9f", "\x08", "\x1d", "\x1e", "\u180e", "\u3164", "ﬁ", "ß", "ẞ", "İ", "ı", "ǆ", "ﷺ", "\U0001f468\u200d\U0001f469", "א", "ا", "ไทย", "½", "Ⅷ", "㏂", "：", "，", "（", "）", "［", "］",
)  # fmt: skip
ODDITIES = (*ODD_DATES, *ODD_LABELS, *ODD_MARKS, *ODD_CHARACTERS)
ENCODINGS = (
    "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1250", "cp1251", "cp1252", "cp437", "iso8859-1", "iso8859-2", "iso8859-5",
    "iso8859-15", "koi8-r", "mac-roman", "gb18030", "big5", "euc-kr", "euc-jp", "shift_jis", "utf-7",
)  # fmt: skip
SEPARATORS = (
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "\r\n\r\n",
    "\n\n\n",
    "\n\xa0\n",
    "\r",
    "\n \n",
    "\n\n    ",
    "\x0c\n",
    "\x85",
    " ",
)

plain_words = st.sampled_from((*WORDS, *NAMES))
oddities = st.one_of(st.sampled_from(ODDITIES), st.sampled_from((*DATES, *BRACKETS, *LABELS)), st.text(max_size=6))


@st.composite
def running_words(draw: Draw, most: int = 12) -> str:
    """Words of a sentence, of which about every third is odd."""
    words = draw(st.lists(st.one_of(plain_words, plain_words, oddities), min_size=1, max_size=most))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words)


dates = st.one_of(st.sampled_from(DATES), st.sampled_from(ODD_DATES))
labels = st.one_of(st.sampled_from(LABELS), st.sampled_from(ODD_LABELS))
people = st.one_of(st.sampled_from(NAMES), st.sampled_from(NAMES), running_words(3))


# --- documents --------------------------------------------------------------------------------------------------


def _lines(*kinds: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """A line of each kind in their order, some of them missing, some several times."""

    @st.composite
    def drawn(draw: Draw) -> list[str]:
        counts = draw(st.lists(st.sampled_from((0, 1, 1, 1, 1, 2)), min_size=len(kinds), max_size=len(kinds)))
        return [draw(kind) for kind, count in zip(kinds, counts, strict=True) for _ in range(count)]

    return drawn()


def filled(form: str, *places: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A line with places to be filled: `filled("From: {}", people)`."""
    return st.tuples(*places).map(lambda words: form.format(*words))


def one_of(*forms: str) -> st.SearchStrategy[str]:
    return st.sampled_from(forms)


letters = _lines(
    filled("To: {}", people),
    one_of("General Secretary of the Central Committee", "TOP SECRET", "No. 5", "Copy no. 3", "[Stamp: received 5 May 1950]"),
    filled("{}, {}", st.sampled_from(("Tirana", "Pyongyang", "[illegible]", "On board", "")), dates),
    st.one_of(filled("Dear {},", people), filled("Dear {}!", people), filled("To {}:", people), one_of("Dear Sir:", "Dear,", "Sirs")),
    running_words(), running_words(), running_words(),
    one_of("With communist greetings,", "Yours truly,", "Yours,", "Long live!", "I remain, Sir,"),
    st.one_of(people, filled("(signed) {}", people), filled("[signature] /{}/", people), filled("{} {}", dates, people)),
    one_of("First Secretary", "Ambassador [sic]", "Minister of Foreign Affairs"),
    filled("{}, {}", people, dates),
    filled("P.S. {}", running_words(4)),
    one_of("cc: Shehu, Hoxha", "Enclosure: one", "Typed by Lina Prifti on 25 March 1950", "Nº 2395", "* * *"),
)  # fmt: skip
telegrams = _lines(
    filled("FROM: {}", people), filled("TO: {}", people), filled("Date: {}", dates), one_of("Subject: talks [sic]", "Classification: Secret"),
    filled("Sent by wire on {}. Received in Moscow on {}.", dates, dates),
    one_of("Distribution list - 11 copies: Stalin - 2, file - 1", "Copies: Stalin (2)", "Nr 5 [illegible]"),
    filled("To Cde. {}.", people), running_words(), running_words(),
    st.one_of(filled("{} {}", dates, people), people, one_of("S H T Y K O V", "FILIPPOV [Stalin]", "By order of the Minister")),
    one_of("Nº 2395", "Two copies printed. Nº 2 to file.", "###", "END"),
)  # fmt: skip
minutes = _lines(
    one_of("MINUTES", "Minutes of Conversation", "Memorandum of Conversation", "TOP SECRET"), filled("{}", dates),
    st.one_of(filled("Present: {}, {}.", people, people), filled("Participants: comrades {}; {}", people, people),
              filled("From the Albanian side: the Minister, {}; the Ambassador, {}", people, people), one_of("PARTICIPANTS:", "Present:")),
    filled("{}     {}", people, people), filled("• {} [{}]", people, people),
    filled("The meeting began at 10:15 on {}.", dates),
    filled("{} {}", labels, running_words()), filled("{} {}", labels, running_words()), labels, running_words(),
    filled("{}{}", labels, running_words()), filled("{} {} {} {}", labels, running_words(3), labels, running_words(3)),
    filled("{} asks {}", people, running_words(4)), filled("{} (laughs): {}", people, running_words(4)),
    one_of("(laughter)", "[Comrade Shehu enters.]", "(They drink.", "A break)", "The meeting ended at 5."),
    filled("Recorded by: {}", people),
)  # fmt: skip
articles = _lines(
    one_of("Greetings to Syrian President", "Press Statement", "SPOKESMAN ANSWERS [sic]"),
    filled("Pyongyang, {} (KCNA) -- {}", dates, running_words()), filled("Pyongyang, September 9 (KCNA) — {}", running_words()),
    running_words(), running_words(), one_of("-0-", "(END)", "www.kcna.kp (Juche111.9.25.)", "(Juche111.9.25.)"),
)  # fmt: skip
reports = _lines(
    one_of("REPORT", "Information on the situation", "To the Politburo"), filled("{}", dates), filled("1. {}", running_words()), filled("2) {}", running_words()),
    filled("a) {}", running_words(4)), filled("- {}", running_words(4)), filled("• {}", running_words(4)), one_of("Article 1", "I.", "§ 5", "as follows:"),
    running_words(), filled("a\tb\t{}", running_words(3)), filled("{}   |   {}", running_words(2), running_words(2)), people,
    one_of("Notes", "Footnotes:", "Annex"), filled("[1] {}", running_words(4)), filled("1 {}", running_words(4)), filled("[i] {}", running_words(4)),
)  # fmt: skip
KINDS = {
    # genre       its lines
    "letter": letters,
    "telegram": telegrams,
    "minutes": minutes,
    "article": articles,
    "report": reports,
    "speech": _lines(filled("SPEECH by {}", people), one_of("Comrades!", "Ladies and gentlemen,"), running_words(), one_of("(Applause)", "[Prolonged applause.]"), running_words()),
    "agreement": _lines(filled("AGREEMENT between {} and {}", people, people), one_of("Article 1", "ARTICLE II"), running_words(), filled("Done at Tirana on {}", dates), filled("For the Government: {}", people)),
}  # fmt: skip
documents = st.one_of(*KINDS.values(), st.lists(running_words(), min_size=1, max_size=8))


# --- pages ------------------------------------------------------------------------------------------------------

Page = tuple[tuple[str, ...], tuple[str, ...]]
"""What stands above and below a document; {title}, {date}, {citation} and {summary} are filled in."""

LAYOUTS: dict[str, Page] = {
    "plain": ((), ()),
    "wilson-page": (
        ("{summary}", "Skip to content", "{date}", "{title}", "This document was made possible with support from {name}"),
        ("{summary}", "Author(s):", "{name}", "Associated People & Organizations", "{name}", "Associated Places", "Subjects Discussed", "{name}",
         "Related Documents", "{title}", "Document Information", "Source", "{citation}", "Rights",
         "The History and Public Policy Program welcomes reuse of {name}", "To enquire about this document's rights status {name}",
         "Original Uploaded Date", "{date}", "Type", "Minutes of Conversation", "Language", "Albanian", "Record ID", "114810", "{name}"),
    ),
    "wilson-legacy": (
        ("Search in", "ADD SEARCH FILTER CANCEL SEARCH FILTER", "Digital Archive International History Declassified", "{date}", "{title}", "• Citation",
         "CITATION SHARE DOWNLOAD", "get citation", "{summary}", "{citation}", "• share document", "English HTML"),
        (),
    ),
    "wilson-pdf": (
        ("Digital Archive x International History Declassified {date} {title} Citation: {citation} Summary: {summary} Credits: {name} Original Language: "
         "Bulgarian Contents: English Translation {name}",),
        (),
    ),
    "kcna-watch": (
        ("July 06, 2025Jul 06, 2025", "KCNA Ministry of Foreign Affairs (EN)", "Home | About | {name}", "{title}",
         "Date: 23/03/2021 | Source: {name} | Read original version at source"),
        ("More From {name}", "{title}", "July 04, 2025", "More Articles"),
    ),
    "kcna-co-jp": (
        ("calendar>>September 9. 2013 Juche 102", "[May 5.1998 Juche 87]", "{title}"),
        ("Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.",),
    ),
    "history-state-gov": (
        ("Foreign Relations of the United States, 1969–1976, Volume XVII, China", "211. {title}1", "Source: {citation}", "[Page 5]"),
        ("1. Source: {citation} ↩", "2 {name} ↩", "3. {summary} ↩"),
    ),
}  # fmt: skip


def _framed(draw: Draw, rows: Sequence[str]) -> list[str]:
    """The rows of a page, some of them missing, their places filled."""
    kept = [row for row in rows if draw(st.integers(0, 5))]
    return [
        row.format(
            title=draw(st.one_of(st.sampled_from(TITLES), running_words(5))),
            date=draw(dates),
            citation=draw(st.one_of(st.sampled_from(CITATIONS), running_words(6))),
            summary=draw(st.one_of(st.sampled_from(SUMMARIES), running_words(6))),
            name=draw(people),
        )
        for row in kept
    ]


@st.composite
def pages(draw: Draw, layout: str | None = None, genre: str | None = None) -> str:
    """A document of a genre on the page of a layout, whichever they are if none is named."""
    above, below = LAYOUTS[layout or draw(st.sampled_from(sorted(LAYOUTS)))]
    body = draw(KINDS[genre] if genre else documents)
    if draw(st.integers(0, 9)) == 0:
        body = draw(st.permutations(body))
    rows = [*_framed(draw, above), *body, *_framed(draw, below)]
    usual = draw(st.sampled_from(SEPARATORS))
    ends = draw(
        st.lists(
            st.one_of(st.just(usual), st.just(usual), st.sampled_from(SEPARATORS)),
            min_size=len(rows),
            max_size=len(rows),
        )
    )
    return "".join(row + end for row, end in zip(rows, ends, strict=True))


odd_texts = st.text(
    st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from("[]():.“”‘’\"'- \n0123456789§IVXivx*~")),
    max_size=300,
)


@st.composite
def files(draw: Draw) -> bytes:
    """The bytes of a file: a page, a text or nothing of the kind, in whatever encoding, some of its bytes damaged."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(st.binary(min_size=1, max_size=300))
    text = draw(odd_texts if kind == 1 else pages())
    encoding = draw(st.one_of(st.just("utf-8"), st.just("utf-8"), st.sampled_from(ENCODINGS)))
    data = text.encode(encoding, "replace")
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 3)))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + draw(st.integers(0, 2)) :]
    return data
