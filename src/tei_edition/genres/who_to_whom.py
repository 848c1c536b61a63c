"""Titles of letters and telegrams that say no more than who wrote to whom: "Lina Prifti an Ola Dahl, 3. 5. 1891"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tei_edition.editorial import OFFICE
from tei_edition.genres.datelines import WEEKDAY
from tei_edition.names import (
    BODY,
    ORGANISATION_HEAD,
    is_organisation,
    looks_like_person,
    split_title,
    without_honorific,
)
from tei_edition.patterns import beginning, first_words, late
from tei_edition.source import normalised
from tei_edition.vocabulary import UPPER, listed

TO = late(rf" (?:{'|'.join(sorted({'to', 'TO', *listed('to')}, key=lambda word: (-len(word), word)))}) ")
AND = late(r",? (?:and|und|et|y|en|och|og) ")
# "[Letter, ]Lina Prifti to", "47. The Consul at", "No. 47 The Consul at"
BEFORE = late(
    r"(?:(?:No\. )?\d{1,4}\.? )?(?:(?:[\w’'-]+ ){0,3}(?:Letter|Telegram|Cable|Message|Note|Brief|Lettre|Carta), )?"
)
WHO = r"[^,\[\]\d]{3,200}?"
# behind the addressee: "in Prag. Liebwerda, Montag, 11. Juli 1814", ", 3 May 1859", " [1857]"
IN_PLACE = rf" (?=(?:in|à|en) [{UPPER}])"
RECEIVER = late(rf"(?P<receiver>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
RECEIVER_IN_PLACE = late(rf"(?P<receiver>{WHO})(?P<tail>{IN_PLACE}.*)")
_FROM, _TO = first_words(["From"]), first_words(["To"])
FROM_TO = beginning(_FROM, rf"From (?P<sender>{WHO}) to (?P<receiver>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
TO_FROM = beginning(_TO, rf"To (?P<receiver>{WHO}) from (?P<sender>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
# one of both, with a number or a date, or else it is an address
NUMBERED = late(  # "LETTER CVIII.—TO JOHN ADAMS, September 19, 1785"
    r"(?:(?:LETTER|Letter|BRIEF|Brief|LETTRE|Lettre|CARTA|Carta) (?:[IVXLCDM]{1,8}|\d{1,4})[.:]?|[IVXLCDM]{1,8}\.)"
    r"\s*[–—-]*\s*"
    rf"(?:TO|To|AN|An|À|A) (?P<receiver>{WHO})(?P<tail>(?:,|\. | ?\[).*)?\.?"
)
TO_ALONE = beginning(_TO, rf"To (?P<receiver>{WHO})(?P<tail>(?:,? (?=[\d\[])|, (?=[^,]*\d)).*)")
FROM_ALONE = beginning(_FROM, rf"From (?P<sender>{WHO})(?P<tail>(?:,? (?=[\d\[])|, (?=[^,]*\d)).*)")
# what follows the names: "s.l., Montag, 7. November 1831", "[23 October 1857]", "Dordrecht, late March 1877"
_PART = (
    rf"(?:(?:in|à|en|À|A|IN|AT) [{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?|[^,]*\d[^,]*|\[[^\[\]]*\]|[son]\. ?[ldoj]\.?"
    rf"|undated|[{UPPER}][\w’'.-]*(?: [{UPPER}a-z][\w’'.-]*){{0,3}})"
)
TAIL = late(rf"(?:,?\s*{_PART}(?:[,.] {_PART}){{0,4}}\W*)?")
# "Minister to Visit Tirana", "Premier Speaks to Workers": headlines of the press
_INFINITIVES = """
Visit Meet Attend Speak Address Sign Lead Host Receive Return Go Be Become Hold Open Join Run Resign Head Chair Discuss
Propose Announce Give Get Make Take Send Help Stay Leave Begin Start End Seek Ask Tell Face Build Buy Sell Secure Save
Protect Defend Support Pay Play Win Lose Stand Work Talk Travel Tour See Serve Retire Marry Fight Die Do Have
"""
INFINITIVES = frozenset(_INFINITIVES.split())
_VERBS = """
Goes Return Returns Returned Send Sends Sent Speak Speaks Spoke Writes Travels Flies Appeal Appeals Reply Replies Gives
Gave Says Moves Comes Vows Offers Turns Agrees Agreed Refuses Leaves Responds Talks Pledges Promises Visit Visits Route
Road Way Answer Answers Ready Set Due Welcome Approach Introduction Guide Appointed Elected Named
"""
VERBS = frozenset(_VERBS.split())
OTHER_OFFICE = late(
    r"\b(?:Chargé|Charge|Consulate|Representative|Delegate|Advis[eo]r|Officer|Legation|Agent|Emperor|King|Queen|Sultan|Czar"
    r"|Prince|Princess|Duke|Duchess|Count|Countess|Marquis|Envoy|Attorney|Treasury|Staff|Assistant|Archbishop|Pope|Speaker)\b"
)
NO_SENDER = late(
    r"\b(?:[Ff]rom|Memorandum|Letter|Telegram|Note|Report|Message|Paper|Minutes|Address|Airgram|Statement)\b"
)
SMALL_D = late(rf"(?<= )d(?=[’'][{UPPER}])")
LED = late(r"(?:[Dd]e|[Vv]on|Da|Van) ")
# "Lina Prifti’s letter to Ola Dahl", "Letter of Lina Prifti to Ola Dahl", "Extract from a despatch from X to Y"
_SENT = r"(?:[Ll]etter|LETTER|[Dd]e?i?spatch|[Tt]elegram|[Cc]able|[Mm]essage|[Pp]ostcard)"
_TAIL = r"(?P<tail>(?:,| ?\[| (?=\d)).*)?"
LETTER_OF = late(
    r"(?:(?:Extracts?|Excerpts?|Copy|Translation|Draft|Part|Text) (?:from|of) )?(?:(?:an?|the|The|A|An) )?"
    rf"(?:[\w’'-]+ ){{0,2}}{_SENT} (?:from|of|by) (?P<sender>{WHO}) to (?P<receiver>{WHO}){_TAIL}"
)
OWN_LETTER = late(rf"(?P<sender>{WHO})[’']s? (?:[a-z]+ ){{0,2}}{_SENT} to (?P<receiver>{WHO}){_TAIL}")
IN_CAPITALS = beginning(  # "À LINA PRIFTI, À PARIS"
    first_words("TO AN À A".split()),
    rf"(?:TO|AN|À|A) (?P<receiver>[{UPPER}][{UPPER} .’'-]{{2,60}}),"
    rf"(?P<tail> (?:À|A|IN|AT) [{UPPER}][{UPPER}’'-]{{2,30}})\.?",
)
_SURNAME = rf"(?:[DO][’'])?[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?(?:, [{UPPER}][\w’' -]+,)?"
BY_SURNAME = late(rf"(?:\d{{1,4}}\.? )?(?P<sender>{_SURNAME}) (?:to|TO|an|AN) (?P<receiver>{_SURNAME})")
IN_OFFICE = late(
    rf"(?:[Tt]he )?[{UPPER}][\w’'.-]*"
    rf"(?: (?:[{UPPER}][\w’'.-]*|of|the|and|in|at|for|to|by|on|near|a\.i\.|interim|ad)){{0,24}}"
    rf"(?P<name> \([{UPPER}][^()]{{1,60}}\))?"
)


PLACE_AND_DATE = late(  # no day of the week, no "s.l."
    rf"[,.] (?!{WEEKDAY}\b)(?P<place>[{UPPER}][^\W\d_]+(?:[ -][{UPPER}]?[^\W\d_]+){{0,3}}),"
    rf"(?= (?:(?:late|early|mid|{WEEKDAY}),? ?)*[^,]*\d{{4}}[^,]*\Z)"
)
# "Secretary of State for External Affairs to High Commissioner in United Kingdom"
WITHOUT_THE = late(
    r"(?:(?:Acting|Deputy|Under|Permanent|Assistant|Foreign|Prime|High|British|American|French|Soviet|German)[ -])*"
    r"(?:Secretary of State|Minister (?:of|for|in)|Foreign Office|Foreign Secretary|Foreign Minister|Prime Minister"
    r"|High Commissioner|Commissioner|Ambassador (?:in|to|at)|Embassy (?:in|at)|Legation (?:in|at)|Consul|Consulate"
    r"|Governor|Chargé d[’']Affaires|Permanent Representative|Delegation|Head of|Chairman of)\b"
)


# what a list adds to a title: "(18-10222)" and "; DOI: 10.1215/x; CL 15: 107" behind it, "1756-12-28, " before it
REFERENCE = late(r" \([^()]{0,40}\d[^()]{0,40}\)\.?\Z")
PARTS_BEHIND = late(r"\s?;(?=[^;]*\d).*\Z", re.DOTALL)
DAY_FIRST = late(
    r"\A(?:\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4})(?:[,.:;]| [–—-]) (?=\w)"
)
REAL_NAME = late(rf"(?<=\w) \[[{UPPER}][^\[\]\d]{{3,60}}\](?={TO.pattern})")  # "Lina [Lina Prifti] à"
INITIALS = late(rf"[{UPPER}]{{2,4}}|(?:[{UPPER}]\.[ -]?){{2,4}}")  # "TC", "T. C."
ONE_NAME = late(rf"[{UPPER}][\w’'-]{{2,20}}")
RULER = late(r"(?:[Tt]he )?(?:Tsar|Czar|Kaiser|King|Queen|Emperor|Empress|Sultan|Shah|Pope|President|Premier)")


def who_to_whom(title: str) -> dict[str, str]:
    """`sender` and `receiver` by a title that is nothing but both, with place and date; empty if it is not."""
    words = normalised(title).replace("( ", "(")
    bare = DAY_FIRST.sub("", PARTS_BEHIND.sub("", REFERENCE.sub("", words)), count=1)
    is_dated = any(map(str.isdigit, words)) and len(words) <= LONGEST_DATED
    is_led = DAY_FIRST.match(words) is not None
    if bare != words:
        bare = REAL_NAME.sub("", bare.removesuffix("."))
    for named, tail in _ways_to_part(bare):
        is_known = all(map(_is_somebody, named.values())) or (
            is_dated and _are_called(named, ONE_NAME if is_led else INITIALS)
        )
        if is_known and (not tail or TAIL.fullmatch(tail.strip())):
            return named
    return {}


LONGEST_DATED = 160  # characters of a title with a day and short names


def _are_called(named: dict[str, str], form: re.Pattern[str]) -> bool:
    """Whether somebody of one name or of initials wrote to somebody who is named in full: "TC to Lina Prifti"."""
    sender, receiver = named.get("sender", ""), named.get("receiver", "")
    if RULER.fullmatch(sender) and RULER.fullmatch(receiver):
        return True
    is_short = form.fullmatch(sender) is not None and not NO_SENDER.search(sender) and not is_organisation(sender)
    return is_short and _is_person(receiver) and " " in receiver


def place_in_title(title: str) -> tuple[int, int] | None:
    """Where such a title names the place that it was written at: "…, Bern, Freitag, 17. Mai 1878"."""
    match = PLACE_AND_DATE.search(title) if who_to_whom(title) else None
    return match.span("place") if match else None


def surnames_of(title: str) -> dict[str, str]:
    """Both by surnames or bodies alone, where it is a letter: "Prifti to Dahl", "3. OUR GOVERNMENT TO PRIFTI"."""
    match = BY_SURNAME.fullmatch(title)
    if match is None:
        return {}
    named = match.groupdict()
    is_headline = any(word.capitalize() in INFINITIVES | VERBS for words in named.values() for word in words.split())
    return {} if is_headline else named


def _ways_to_part(title: str) -> Iterator[tuple[dict[str, str], str]]:
    """The names in a title, and what follows them; "the Ambassador to Korea (Brown) to the Department" has two."""
    for form in (FROM_TO, TO_FROM, NUMBERED, TO_ALONE, FROM_ALONE, LETTER_OF, OWN_LETTER, IN_CAPITALS):
        if match := form.fullmatch(title):
            yield {role: match[role] for role in ("sender", "receiver") if role in form.groupindex}, match["tail"] or ""
    before = BEFORE.match(title)
    start = before.end() if before else 0
    for to in TO.finditer(title, start):
        sender = title[start : to.start()]
        if (led := LED.match(sender)) and (
            " " in sender[led.end() :] or sender[0].islower()
        ):  # "De Lina Prifti à Ola Dahl", not "De Gaulle à"
            sender = sender[led.end() :]
        for form in (RECEIVER, RECEIVER_IN_PLACE):
            if match := form.fullmatch(title, to.end()):
                yield {"sender": sender, "receiver": match["receiver"]}, match["tail"] or ""


def _is_somebody(words: str) -> bool:
    return all(map(_is_person, AND.split(words))) or _is_in_office(words)


def _is_person(words: str) -> bool:
    """A person's name, or a surname with a title: "Mr. Dahl", "President Prifti"."""
    words = SMALL_D.sub("D", words) if " d" in words else words  # "Jean d’Aulnoy"
    parts = words.split()
    if not parts or parts[0] in INFINITIVES or not VERBS.isdisjoint(parts):
        return False
    bare = without_honorific(words)
    title, name = split_title(bare)
    if not title and bare == words:
        return looks_like_person(words)
    return len(name) <= 50 and name[:1].isupper() and (" " not in name or looks_like_person(name))


def _is_in_office(words: str) -> bool:
    """ "The Consul General at Vlora (Dahl)", "the Department of State", "High Commissioner in Great Britain"."""
    match = IN_OFFICE.fullmatch(words)
    if match is None or NO_SENDER.search(words):
        return False
    if not match["name"] and words[:4].lower() != "the ":
        return WITHOUT_THE.match(words) is not None and VERBS.isdisjoint(words.split())
    return any(pattern.search(words) for pattern in (OFFICE, OTHER_OFFICE, ORGANISATION_HEAD, BODY))
