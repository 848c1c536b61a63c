"""Who wrote to whom: the title, the address, the signature, and earlier letters that the text answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from tei_edition.dates import read_date
from tei_edition.genres.reading import Reading, date_value, person_id, writable
from tei_edition.genres.title_parts import heading
from tei_edition.genres.who_to_whom import AND, LONGEST_HEADING, addressed, surnames_of
from tei_edition.model import Agent, DateValue, Line, Mark, PreviousLetter, Span
from tei_edition.names import (
    CAPITALISED,
    PREFIXES,
    canonical,
    is_organisation,
    looks_like_person,
    split_title,
    without_honorific,
)
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER, recognise, titles_of_letters, titles_of_one

LEAD = (
    r"(?P<kind>(?:[\w’'-]+ ){0,4}(?:Letter|Telegram|Cable|Message|Note|Telegraph|Dispatch|Despatch|Airgram"
    r"|Letters|Memorandum|LETTER|TELEGRAM|CABLE|MESSAGE|NOTE|DESPATCH|DISPATCH))"
)
FROM_TO = late(
    rf"(?:\d{{1,4}}\. )?{LEAD}(?:,? (?:dated )?[^,]{{4,24}},)? (?:[Ff]rom|FROM) (?P<sender>.{{2,200}}?) (?:[Tt]o|TO)"
    rf" (?P<receiver>.{{2,200}})"
)
TO_FROM = late(
    rf"(?:\d{{1,4}}\. )?{LEAD} (?:[Tt]o|TO) (?P<receiver>.{{2,200}}?) (?:[Ff]rom|FROM) (?P<sender>.{{2,200}})"
)
FROM_ONLY = late(rf"(?:\d{{1,4}}\. )?{LEAD},? (?:from|From|by) (?P<sender>.{{2,200}})")
TO_ONLY = late(rf"(?:\d{{1,4}}\. )?{LEAD} (?:[Tt]o|TO) (?P<receiver>.{{2,200}})")
TITLE_DATE = (  # ", 3 mars 1740", " vom 4. Mai 1905", " del 3 de junio de 1826"
    r",?(?: (?:vom|du|del?|le|dated|of|on))? (?:\d{1,2}(?:st|nd|rd|th)?\.? )?(?:de )?(?:[^\W\d_]{3,10}\.? )?(?:de )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?, )?(?:1[4-9]|20)\d\d"
)
TRAILING = late(
    rf"{TITLE_DATE}\Z|"
    r",? (?:with (?:an? )?(?:[Ee]nclosures?|[Aa]ttachments?|[Aa]nnex(?:es)?)|regarding|concerning|about"
    r"|(?:conveying|transmitting|forwarding|reporting|requesting|informing)\b"
    r"|on the|in response|with regard|dated|zum|zur|über|wegen|betreffend|bezüglich|concernant|au sujet|sobre|acerca"
    r"|en donde|en que|riguardo|circa|angående|betreffende|w sprawie|по поводу)\b.*\Z"
    r"|,? (?:a|à|an|to|till|til|aan|al|do)\Z"  # what a page cut off: "Carta de Lina Prifti a"
    r"|, (?:TOP SECRET|SECRET|CONFIDENTIAL|Top Secret|Secret|Confidential|Urgent|URGENT|No\. ?\d+)(?!\w).*\Z"
    r"|, [A-Z][a-z]+ \d{1,2}, \d{4}\Z|\W+\Z"
)
YOUR_LETTER = late(
    r"\b(?:(?:[Yy]our|YOUR) (?:[\w-]+ ){0,3}(?i:letters?|messages?|telegrams?|cables?|notes?|communications?|despatch"
    r"|dispatch)(?i: of| dated| from)?(?i: the)?|[Yy]ours (?:of|dated)(?: the)?"
    r"|[Vv]otre (?:lettre|télégramme|message) du"
    r"|Ihr(?:e[nms]?)? (?:Brief|Schreiben|Telegramm)(?:e?s)? vom|[Ss]u (?:carta|telegrama) del?"
    r"|[Вв]аше (?:письмо|послание) от) "
)
ANOTHER_DATE = re.compile(r",? (?:and|und|et|y|и) (?:of |the )?")
TO_SOMEBODY_ELSE = late(rf",? (?:addressed )?to (?:the |Mr\. |Mrs\. |Dr\. )?[{UPPER}]")


def agents_of_title(reading: Reading, title: str) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Senders and addressees that a title names: "Letter from X to Y", "Letter to Y from X and Z"."""
    title = title.removesuffix(".")
    is_to_from = re.match(rf"(?:\d{{1,4}}\. )?{LEAD} (?:[Tt]o|TO) ", title)
    patterns = (TO_FROM if is_to_from else FROM_TO, *titles_of_letters(), FROM_ONLY, TO_ONLY)
    own = heading(title).words if len(title) <= LONGEST_HEADING else title
    match = next((found for pattern in patterns for words in (title, own) if (found := pattern.fullmatch(words))), None)
    if match is None and not addressed(title):
        match = next((found for pattern in titles_of_one() if (found := pattern.fullmatch(title))), None)
    named = _rightly_parted(match.groupdict()) if match else addressed(title) or surnames_of(title)
    sender, receiver = (
        _but_places(reading, agents(reading, _as_written(reading, _without_trailing(named[role]))))
        if role in named
        else ()
        for role in ("sender", "receiver")
    )
    return sender, receiver


# offices that are held "to" a country or somebody: "the Ambassador to Korea (Brown) to the Department of State"
HELD_TO = re.compile(
    r"\b(?:Ambassador|Minister|Envoy|Representatives?|Delegat(?:e|ion)|Mission|Advis[eo]r|Assistant|Aide|Counsell?or"
    r"|Consul|Commissioner)\Z"
)
OFFICE_AND_NAME = late(rf"(?P<office>[^()]+?) \((?P<name>[{UPPER}][^()]{{1,60}})\)")

ENDS_WITH_REAL_NAME = late(rf"\w \[[{UPPER}][^\[\]\d]{{2,60}}\]\Z")  # "Dahl [Prifti]"
AT_HOME = late(rf"(?P<name>[^()]{{3,80}}) \([{UPPER}][^\W\d_]+\)")  # "Lina Prifti (Vlora)"


def _rightly_parted(named: dict[str, str]) -> dict[str, str]:
    """Sender and receiver parted at a later "to" where the first one belongs to the sender's office."""
    while {"sender", "receiver"} <= named.keys() and HELD_TO.search(named["sender"]):
        more, to, receiver = named["receiver"].partition(" to ")
        if not to:
            break
        named = {**named, "sender": f"{named['sender']} to {more}", "receiver": receiver}
    return named


def _without_trailing(words: str) -> str:
    """The words without a date and what the letter is about; a name in brackets ends them."""
    dateless = re.sub(rf"{TITLE_DATE}\Z", "", words)
    if (name := _without_home(dateless)) != dateless:
        return name
    if OFFICE_AND_NAME.fullmatch(dateless) or ENDS_WITH_REAL_NAME.search(dateless):
        return dateless
    return TRAILING.sub("", words)


def _without_home(words: str) -> str:
    """A person's name without the place behind it: "Lina Prifti (Vlora)"."""
    housed = AT_HOME.fullmatch(words)
    return housed["name"] if housed and looks_like_person(split_title(without_honorific(housed["name"]))[1]) else words


def _as_written(reading: Reading, words: str) -> str:
    """A name in capitals as the text writes it, if it does: "Lina Prifti" for "LETTER TO LINA PRIFTI"."""
    if not words.isupper():
        return words
    found = re.finditer(re.escape(words), reading.text, re.IGNORECASE)
    return next((match.group() for match in found if not match.group().isupper()), words)


def _but_places(reading: Reading, found: tuple[Agent, ...]) -> tuple[Agent, ...]:
    """Without "Moscow", which is where a telegram went, not who got it."""
    entries = ((agent, reading.lexicon.entry(agent.text)) for agent in found)
    return tuple(agent for agent, entry in entries if entry is None or entry.element != "placeName")


def stated_agents(reading: Reading, fact: str) -> tuple[Agent, ...]:
    """The senders or recipients that the editor states (`edition.yaml`, `captures.csv`)."""
    found = reading.capture.facts_named(fact)
    return tuple(agent(reading, each.value if each.by_editor else _without_home(each.value)) for each in found)


def author_of_page(reading: Reading) -> list[Agent]:
    """Whose letters the page says that it shows, where nothing else says who wrote: "Letters of Lina Prifti".

    A name that stands alone above the heading says so too.
    """
    author = next(iter(stated_agents(reading, "author")), None)
    if author is not None:
        return [author._replace(cert="medium")]
    remarks = [fact.value for fact in reading.capture.facts_named("remark")]
    for line in remarks:
        if sender := addressed(line).get("sender"):  # "DAHL TO PRIFTI" below another heading
            return [agent(reading, _as_written(reading, sender).title() if sender.isupper() else sender)]
    for line in remarks:
        match = WORKS_OF.fullmatch(line)
        name = match["name"] if match else line
        if looks_like_person(name) and not is_organisation(name) and (match or not name.isupper()):
            return [agent(reading, name)._replace(cert="low")]
    return []


WORKS_OF = late(
    r"(?:(?:The )?(?:[Ss]elected|[Cc]ollected|[Cc]omplete|[Pp]rivate) )?(?:Works|Letters|Writings|Correspondence|Papers"
    r"|Briefe|Werke|Schriften|Briefwechsel|Œuvres|Lettres|Correspondance|Obras|Cartas|Correspondencia|Opere|Lettere"
    r"|Carteggio|Brev|Brieven|Listy|Dzieła|Письма|Сочинения)"
    rf" (?:of|by|von|de|du|di|da|van|av|af|till)? ?(?P<name>[{UPPER}].{{3,40}})"
)


def agents(reading: Reading, words: str) -> tuple[Agent, ...]:
    """The agents in "X", or in "X, Y and Z" where all are persons."""
    parts = re.split(rf"{AND.pattern}|, ", words)
    if len(parts) == 1 or not all(looks_like_person(without_honorific(part)) for part in parts):
        parts = [words]
    found = (agent(reading, part) for part in parts)
    return tuple(each for each in found if any(map(str.isalnum, each.text)))  # "Letter from --- to ---"


def agent(reading: Reading, words: str) -> Agent:
    """A sender or addressee as a person or a body, without "the" and "Comrade"."""
    text = re.sub(r"^[Tt]he ", "", writable(words)).rstrip(",")
    is_initial = text.startswith("M. ") and recognise(reading.text) != "fr"  # Monsieur in French only
    text = text if is_initial else without_honorific(text)
    entry = reading.lexicon.entry(text)
    if entry is not None and entry.element != "placeName":
        return Agent(entry.element, text, entry.ref)
    office, name = _office_and_name(text)
    if name and not is_initial:
        return Agent("persName", text, person_id(reading, name, office), name=name)
    element: Literal["persName", "orgName"] = "orgName" if is_organisation(text) else "persName"
    return Agent(element, text, reading.entity_id(text, PREFIXES[element]))


def _office_and_name(text: str) -> tuple[str, str]:
    """ "Secretary of Defense (Wilson)", "President Johnson": the office and the name; empty if it is not so."""
    if match := OFFICE_AND_NAME.fullmatch(text):
        return match["office"], match["name"]
    name, comma, office = text.partition(", ")
    if comma and len(office) > len("Esq.") and not office.startswith(("Jr", "Sr")) and looks_like_person(name):
        return office, name
    title, name = split_title(text)
    return (title, name) if title and re.fullmatch(rf"{CAPITALISED}(?: {CAPITALISED}){{0,2}}", name) else ("", "")


# "Consul-General Ruthven to the Earl of Clare. – (Received March 2.)": the head of a printed despatch
DESPATCH = late(
    r"(?P<sender>[A-Z][^.:]{2,80}?) to (?P<receiver>(?:the |(?:Mr|Mrs|Dr|Sir|Lord|Lady)\.? )?[A-Z][^.:]{2,80})\."
    r"(?: ?[–—-]+ ?\((?:Received|Rec\.|Extract)[^()]*\)\.?)?"
)


def agents_of_head(reading: Reading, lines: Iterable[Span]) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Sender and addressee in a line above the text: "The Marquess of Dunmore to Mr. Hollis."."""
    match = next((found for line in lines if (found := DESPATCH.fullmatch(reading.of(line)))), None)
    if match is None:
        return (), ()
    return agents(reading, match["sender"]), agents(reading, match["receiver"])


UNKNOWN = Agent("persName", "Unknown", "")
"""Who stands in correspDesc for a sender or addressee that neither title nor text names; it refers to nobody."""


def agent_of_mark(reading: Reading, mark: Mark) -> Agent:
    """The agent that a name in the text is."""
    return Agent("orgName" if mark.element == "orgName" else "persName", reading.words_of(mark.span), mark.ref)


def distinct(reading: Reading, agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Every agent once, in the fuller form of its name."""
    kept: list[Agent] = []
    for candidate in agents:
        twin = next((index for index, known in enumerate(kept) if is_same(known, candidate)), None)
        if twin is None:
            kept.append(candidate)
        elif kept[twin].ref != candidate.ref:
            kept[twin] = _fuller(reading, kept[twin], candidate)
    return tuple(kept)


def _fuller(reading: Reading, one: Agent, other: Agent) -> Agent:
    """Two ways to name one agent as one: the longer wording, and whom the fuller of the names names.

    An entry of the authorities goes before a name that only the document has.
    """
    longer = max(one, other, key=lambda each: len(each.text))
    fuller = max(one, other, key=lambda each: (is_listed(reading, each), len(each.bare)))
    return longer._replace(ref=fuller.ref, name=fuller.bare if longer.name else "")


def is_listed(reading: Reading, agent: Agent) -> bool:
    """Whether the authorities have the agent."""
    return reading.lexicon.authority(agent.ref) is not None


def is_same(one: Agent, other: Agent) -> bool:
    """One id, or one name a part of the other: the party and its committee, "Hoxha" and "Enver Hoxha"."""
    if one.ref == other.ref:
        return True
    if one.element != other.element:
        return False
    a, b = _name_words(one.bare), _name_words(other.bare)
    return a <= b or b <= a or _abbreviates(one.bare, other.bare) or _abbreviates(other.bare, one.bare)


INITIALS_AND_SURNAME = late(rf"(?P<initials>(?:[{UPPER}]\. ?)+) ?(?P<surname>[^\W\d_][\w’'-]+)")


def _abbreviates(short: str, full: str) -> bool:
    """ "W. Arden" for Wilhelm Arden: the same surname, and the first initial is that of the first name."""
    match = INITIALS_AND_SURNAME.fullmatch(short)
    words = full.split()
    if match is None or len(words) < 2:
        return False
    return match["initials"][0] == words[0][0] and match["surname"].lower() == words[-1].lower()


def _name_words(name: str) -> frozenset[str]:
    return frozenset(canonical(name).lower().split()) - {"the", "of", "a", "and"}


def previous_letters(
    reading: Reading, lines: tuple[Line, ...], writer: Agent | None, date: DateValue | None
) -> tuple[PreviousLetter, ...]:
    """ "your letter of DATE" in the first two paragraphs: earlier letters by the addressee.

    A day without a year is the last one before the `date` of this letter, which is said by its certainty.
    """
    found = []
    for line in (line for line in lines[:2] if reading.dates_in(line.start, line.end)):
        for match in YOUR_LETTER.finditer(reading.text, line.start, line.end):
            for mark in _dates_at(reading, match.end()):
                value = date_value(reading, mark) if mark.attributes else _last_before(reading.of(mark.span), date)
                if value is not None and not TO_SOMEBODY_ELSE.match(reading.text, mark.span.end):
                    found.append(PreviousLetter(writer, value._replace(span=mark.span), Span(line.start, line.end)))
    return tuple(found)


def _dates_at(reading: Reading, at: int) -> Iterator[Mark]:
    """The date at a place, and those that are added to it: "8 May 1946 and 12 May 1946"."""
    while (mark := next(iter(reading.dates_in(at, at + 1)), None)) is not None:
        yield mark
        more = ANOTHER_DATE.match(reading.text, mark.span.end)
        at = more.end() if more else len(reading.text)


def _last_before(words: str, date: DateValue | None) -> DateValue | None:
    """A day and a month as the last such day before a date."""
    if date is None or len(date.key) < len("1946-05"):
        return None
    for year in (int(date.key[:4]), int(date.key[:4]) - 1):
        value = read_date(f"{words} {year}")
        if value is not None and len(value.key) == len("1946-05-12") and value.key[: len(date.key)] <= date.key:
            return DateValue(None, words, (("when", value.key), ("cert", "medium")))
    return None
