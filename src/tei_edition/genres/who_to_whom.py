"""Titles of letters and telegrams that say no more than who wrote to whom: "Lina Prifti an Ola Dahl, 3. 5. 1891"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tei_edition.editorial import OFFICE
from tei_edition.genres.datelines import WEEKDAY
from tei_edition.genres.title_parts import Heading, heading
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
    r"(?:(?:No\. )?\d{1,4}\.? )?(?:(?:[\w’'-]+ ){0,3}(?:Letter|Telegram|Cable|Message|Note|Brief|Lettre|Carta"
    r"|Telegramm|Télégramme|Telegrama|Lettera|Telegramma|Depesza|Brev|Письмо|Телеграмма)"
    r"(?: (?:N[or]\.?|#|№|N°|Núm\.) ?[\w/.-]{1,12})?, )?"
)
WHO = r"[^,\[\]\d]{3,200}?"
# behind the addressee: "in Prag. Liebwerda, Montag, 11. Juli 1814", ", 3 May 1859", " [1857]"
IN_PLACE = rf" (?=(?:in|à|en|a|te|w|we|v|ve|em|på|в|во) [{UPPER}])"
RECEIVER = late(rf"(?P<receiver>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
RECEIVER_IN_PLACE = late(rf"(?P<receiver>{WHO})(?P<tail>{IN_PLACE}.*)")
_FROM, _TO = first_words(["From"]), first_words(["To"])
FROM_TO = beginning(_FROM, rf"From (?P<sender>{WHO}) to (?P<receiver>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
TO_FROM = beginning(_TO, rf"To (?P<receiver>{WHO}) from (?P<sender>{WHO})(?P<tail>(?:,| ?\[| (?=\d)).*)?")
# one of both, with a number or a date, or else it is an address
NUMBERED = late(  # "LETTER CVIII.—TO JOHN ADAMS, September 19, 1785"
    r"(?:(?:LETTER|Letter|BRIEF|Brief|LETTRE|Lettre|CARTA|Carta) (?:[IVXLCDM]{1,8}|\d{1,4})(?![^\W\d_])[.:]?"
    r"|[IVXLCDM]{1,8}\.)"
    r"\s*[–—-]*\s*"
    rf"(?:TO|To|AN|An|À|A) (?P<receiver>{WHO})(?P<tail>(?:,|\. | ?\[).*)?\.?"
)
TO_ALONE = beginning(_TO, rf"To (?P<receiver>{WHO})(?P<tail>(?:,? (?=[\d\[])|, (?=[^,]*\d)).*)")
FROM_ALONE = beginning(_FROM, rf"From (?P<sender>{WHO})(?P<tail>(?:,? (?=[\d\[])|, (?=[^,]*\d)).*)")
# what follows the names: "s.l., Montag, 7. November 1831", "[23 October 1857]", "Dordrecht, late March 1877"
_PART = (
    rf"(?:(?:in|à|a|en|te|at|near|bei|zu|w|v|À|A|IN|AT|TE) [{UPPER}][\w’'-]+"
    rf"(?:(?: (?:am|an der|im|bei|ob der|sur|on|upon|di|de|del|della|in))? [{UPPER}][\w’'.-]*){{0,3}}|[^,]*\d[^,]*"
    rf"|\[[^\[\]]*\]|[son]\. ?[ldoj]\.?"
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
OTHER_OFFICE_WORDS = (
    r"(?:Chargé|Charge|Consulate|Representative|Delegate|Advis[eo]r|Officer|Legation|Agent|Emperor|King|Queen|Sultan|Czar"
    r"|Prince|Princess|Duke|Duchess|Count|Countess|Marquis|Envoy|Attorney|Treasury|Staff|Assistant|Archbishop|Pope|Speaker"
    r"|Tsar|Shah|Bishop|Cardinal|Earl|Lord|Viceroy|Regent|Governor|Editor|Mayor|Rector|Dean|Bursar|Lords|Commissioners"
    r"|Master|Trustees|Directors|Marshal|Admiral|Colonel|Commander|Chief)"
)
OTHER_OFFICE = late(rf"\b{OTHER_OFFICE_WORDS}\b")
NO_SENDER = late(
    r"\b(?:[Ff]rom|Memorandum|Letter|Telegram|Note|Report|Message|Paper|Minutes|Address|Airgram|Statement|Diary|Journal"
    r"|Archives?|Files?|Notebook|Records?|Talk|Speech|Protocol|History|Book)\b"
)
SMALL_D = late(rf"(?<= )d(?=[’'][{UPPER}])")
LED = late(r"(?:[Dd]e|[Vv]on|Da|Van) ")
# "Lina Prifti’s letter to Ola Dahl", "Letter of Lina Prifti to Ola Dahl", "Extract from a despatch from X to Y"
_SENT = (
    r"(?:[Ll]etters?|LETTER|[Dd]e?i?spatch|[Tt]elegram|[Cc]able|[Mm]essage|[Pp]ostcard|[Rr]eply|[Rr]esponse|[Aa]nswer"
    r"|[Nn]ote)"
)
_TAIL = r"(?P<tail>(?:,| ?\[| (?=\d)).*)?"
LETTER_OF = late(
    r"(?:(?:Extracts?|Excerpts?|Copy|Translation|Draft|Part|Text) (?:from|of) )?(?:(?:an?|the|The|A|An) )?"
    rf"(?:[\w’'-]+ ){{0,2}}{_SENT} (?:from|of|by) (?P<sender>{WHO}) to (?P<receiver>{WHO}){_TAIL}"
)
OWN_LETTER = late(rf"(?P<sender>{WHO})[’']s? (?:[a-z]+ ){{0,2}}{_SENT} to (?P<receiver>{WHO}){_TAIL}")
BETWEEN = late(  # "Correspondance entre le Père Roy et Monseigneur Dahl": the first of both wrote
    r"(?:Correspondence|Correspondance|Correspondencia|Corrispondenza|Briefwechsel|Exchange of letters)"
    rf" (?:between|entre|zwischen|tra|fra) (?:le |la |el |il )?(?P<sender>{WHO})(?:, [\w. ]{{2,12}})?"
    rf" (?:and|et|und|y|e) (?:le |la |el |il )?(?P<receiver>{WHO}){_TAIL}"
)
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


REAL_NAME = late(rf"(?<=\w) \[[{UPPER}][^\[\]\d]{{3,60}}\](?={TO.pattern})")  # "Lina [Lina Prifti] à"
INITIALS = late(rf"[{UPPER}]{{2,4}}|(?:[{UPPER}]\.[ -]?){{2,4}}")  # "TC", "T. C."
ONE_NAME = late(rf"[{UPPER}][\w’'-]{{2,20}}")
RULER = late(r"(?:[Tt]he )?(?:Tsar|Czar|Kaiser|King|Queen|Emperor|Empress|Sultan|Shah|Pope|President|Premier)")


LONGEST_DATED = 160  # characters of a title with a day and short names
# "An Lina Prifti in Bern", "Di Ola Dahl": one of both
_TO_WHOM = r"(?:TO|To|AN|An|À|A|AL|Al|ALLA|Alla|AD|Ad|AAN|Aan|DO|Do|TILL|Till|TIL|Til|К|Ко|PARA|Para)"
_BY_WHOM = r"(?:FROM|From|VON|Von|DE|De|DI|Di|DA|Da|VAN|Van|OD|Od|FRÅN|Från|FRA|Fra|От)"
ALONE = late(
    rf"(?:{_TO_WHOM} (?P<receiver>(?!Whom |whom |All ){WHO})|{_BY_WHOM} (?P<sender>{WHO}))"
    rf"(?P<tail>(?:,| ?[\[<(]| (?=\d)|{IN_PLACE}).*)?"
)


REMEMBERED, LONGEST_HEADING = 256, 320


@lru_cache(REMEMBERED)
def who_to_whom(title: str) -> dict[str, str]:
    """`sender` and `receiver` by a title that is nothing but both, with place and date; empty if it is not."""
    words = normalised(title).replace("( ", "(")
    is_dated = any(map(str.isdigit, words)) and len(words) <= LONGEST_DATED
    own = heading(words) if len(words) <= LONGEST_HEADING else None
    if own and own.is_dated and SURELY_ALONE.match(own.words) and (one := _alone(own.words)):
        return one
    found = _named_in(words, INITIALS if is_dated else None)
    if found or own is None or own.words == words:
        return found
    return _named_in(own.words, ONE_NAME if own.is_dated else INITIALS if is_dated else None)


def _named_in(words: str, short: re.Pattern[str] | None) -> dict[str, str]:
    """Both in the words, somebody of them perhaps by a `short` name."""
    bare = REAL_NAME.sub("", words)
    for named, tail in _ways_to_part(bare):
        is_known = all(map(_is_somebody, named.values())) or (short is not None and _are_called(named, short))
        if is_known and (not tail or TAIL.fullmatch(tail.strip())):
            return named
    return {}


def addressed(title: str) -> dict[str, str]:
    """ "To Lina Prifti, in Bern:": the one whom a title names, where what is below shows that it is a letter."""
    if (found := who_to_whom(title)) or len(title) > LONGEST_HEADING:
        return found
    own = heading(title)
    if (one := _alone(own.words)) and ("receiver" in one or own.is_numbered):
        return one
    if own.is_numbered and (one := _alone(own.words[:1].upper() + own.words[1:])):  # "Brev 12 till Lina Prifti"
        return one
    if both := _parted_loosely(own):
        return both
    match = ALONE.fullmatch(own.words) if own.is_numbered else None
    if match is None and own.is_numbered and IN_DATIVE.fullmatch(own.words):
        return {"receiver": _with_capitals(own.words)}
    if match is None or not ONE_NAME.fullmatch(match["receiver"] or match["sender"]):
        return {}
    return {role: name for role in ("receiver", "sender") if (name := match[role]) and name not in NOBODY}


# the same words, and those that mean other things too: "Lina Prifti do O. Dahla", "Prifti To Dahl", "Prifti — Dahl"
_TO_WORDS = sorted({"to", "To", "TO", *listed("to"), *(word.title() for word in listed("to"))})
LOOSELY_TO = late(rf" (?:{'|'.join(_TO_WORDS)}|do|DO|ad|к|К|до|către|[–—→>]|-{{1,2}}>) ")
DASH = late(r" [–—→>-]")
_NAME = rf"[{UPPER}][\w’'.-]*"
LOOSELY_CALLED = late(
    rf"{_NAME}(?: (?:(?:of|the|in|at|de|du|des|der|di|da|del|della|la|von|van|zu|af|av|y|e|und|and) ){{0,2}}{_NAME})"
    r"{0,11}(?: [\[(][^\[\]()\d]{2,60}[\])])?"
)
# the addressee's name in the dative, as Russian editions have it: "909. А. М. КОНДРАТЬЕВУ"
IN_DATIVE = late(r"(?:[А-ЯЁ]\. ?){1,2}[А-ЯЁ][А-ЯЁа-яё-]{2,30}")
MOST_OF_NAME, LONGEST_PARTED = 4, 160  # words of a name without office; characters of a heading


def _parted_loosely(own: Heading) -> dict[str, str]:
    """Both in a heading above an opener, by surnames too: "Prifti To Dahl", "Telegram, Dahl to Prifti [Marku]"."""
    words = own.words
    if len(words) > LONGEST_PARTED:
        return {}
    before = BEFORE.match(words)
    start = before.end() if before else 0
    for to in LOOSELY_TO.finditer(words, start):
        if DASH.match(to.group()) and not own.is_dated:
            continue
        receiver = RECEIVER_LOOSELY.match(words, to.end())
        sender = words[start : to.start()]
        if receiver and _is_called(sender) and _is_called(receiver.group()):
            return {"sender": sender, "receiver": receiver.group()}
    return {}


RECEIVER_LOOSELY = late(rf"[^,;\d]{{3,120}}?(?=\Z|[,;]|{IN_PLACE})")


def _is_called(words: str) -> bool:
    """Whether words with capitals can name somebody, where an opener shows that the document is a letter."""
    if LOOSELY_CALLED.fullmatch(words) is None or NO_SENDER.search(words) or NO_PERSON.match(words):
        return False
    parts = REAL_NAME_BEHIND.sub("", words).split()
    if not VERBS.isdisjoint(parts) or not (INFINITIVES | NO_NAMES).isdisjoint(parts[:1]):
        return False
    is_office = any(pattern.search(words) for pattern in (OFFICE, OTHER_OFFICE, ORGANISATION_HEAD, BODY))
    return len(parts) <= MOST_OF_NAME or is_office


NO_PERSON = late(r"(?:Letters|Briefe|Lettres|Cartas|Lettere|Works|Papers|Notes|Volume|Chapter|Part|Page|The End)\b")
REAL_NAME_BEHIND = late(r" [\[(][^\[\]()]*[\])]\Z")


def _with_capitals(words: str) -> str:
    """ "А. М. КОНДРАТЬЕВУ" as "А. М. Кондратьеву"."""
    return words.title() if words.isupper() else words


SURELY_ALONE = late(r"(?:TO|To|FROM|From|An|À|Till|Til) ")  # but "A" and "De" begin names and English sentences


def _alone(words: str) -> dict[str, str]:
    """The one person or office in "To Lina Prifti, Bern"."""
    match = ALONE.fullmatch(words)
    if match is None or not TAIL.fullmatch((match["tail"] or "").strip()):
        return {}
    role = "receiver" if match["receiver"] else "sender"
    return {role: match[role]} if _is_somebody(match[role]) or _is_called_by_office(match[role]) else {}


NOBODY = frozenset("The Same Him Her Them Unknown Anonymous".split())
CALLED_BY_OFFICE = late(
    rf"(?:[Tt]he|de|den|het|der|dem|die|das|la|le|el|il|al|o|a) (?:{OFFICE.pattern}|{OTHER_OFFICE_WORDS}|[Vv]oorzitter"
    r"|[Mm]inister|[Pp]räsident|[Pp]résident|[Pp]residente|[Mm]inistro|[Mm]inistre)\b"
)


KIN = late(  # "To his Mother", "An die Schwester", "À sa mère"
    r"(?:[Hh]is|[Hh]er|[Mm]y|[Tt]he|HIS|HER|seine|ihre|die|den|dem|der|sa|son|ses|su|sus|sua|suo|zijn|haar) "
    r"(?:Mother|Father|Sister|Brother|Wife|Husband|Son|Daughter|Parents|Aunt|Uncle|Cousin|Family|Grandmother|Grandfather"
    r"|MOTHER|FATHER|SISTER|BROTHER|WIFE|SON|DAUGHTER|PARENTS|Mutter|Vater|Schwester|Bruder|Frau|Gattin|Eltern|Sohn|Tochter|Tante"
    r"|Familie|mère|père|frère|soeur|sœur|femme|parents|fille|fils|tante|oncle|madre|padre|hermano|hermana|fratello|sorella"
    r"|moglie|mamma|moeder|vader|broer|zus|ouders|vrouw)",
    re.IGNORECASE,
)


def _is_called_by_office(words: str) -> bool:
    """ "de Voorzitter van de Tweede Kamer", "his Mother": whoever holds an office, or is of the family."""
    if KIN.fullmatch(words):
        return True
    return CALLED_BY_OFFICE.match(words) is not None and not NO_SENDER.search(words)


def _are_called(named: dict[str, str], form: re.Pattern[str]) -> bool:
    """Whether somebody of one name or of initials wrote to somebody who is named in full: "TC to Lina Prifti"."""
    sender, receiver = named.get("sender", ""), named.get("receiver", "")
    if RULER.fullmatch(sender) and RULER.fullmatch(receiver):
        return True
    is_short = form.fullmatch(sender) is not None and not NO_SENDER.search(sender) and not is_organisation(sender)
    return is_short and sender not in VERBS | INFINITIVES | NO_NAMES and _is_person(receiver) and " " in receiver


_NO_NAMES = """
Visit Tribute Homage Dedication Reply Response Return Ode Toast Appeal Petition Greetings Greeting Thanks Invitation
Gift Payment Index Preface Threat Challenge Key Access Attack Attitude Contribution Exposure Introduction Journey Trip
Tour Supplement Appendix Postscript Objection Opposition Obedience Loyalty Prayer Hymn Farewell Welcome Salute
Monument
"""
NO_NAMES = frozenset(_NO_NAMES.split())


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
    for form in (FROM_TO, TO_FROM, NUMBERED, TO_ALONE, FROM_ALONE, LETTER_OF, OWN_LETTER, BETWEEN, IN_CAPITALS):
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
    if title and (led := PARTICLE.match(name)):  # "Count de Salis"
        name = name[led.end() :]
    return len(name) <= 50 and name[:1].isupper() and (" " not in name or looks_like_person(name))


PARTICLE = late(r"(?:(?:de|du|des|von|van|zu|di|da|della|y|af|of)(?: (?:la|der|den|zu))? |d[’'])")


def _is_in_office(words: str) -> bool:
    """ "The Consul General at Vlora (Dahl)", "the Department of State", "High Commissioner in Great Britain"."""
    match = IN_OFFICE.fullmatch(words)
    if match is None or NO_SENDER.search(words):
        return False
    if not match["name"] and words[:4].lower() != "the ":
        return WITHOUT_THE.match(words) is not None and VERBS.isdisjoint(words.split())
    return any(pattern.search(words) for pattern in (OFFICE, OTHER_OFFICE, ORGANISATION_HEAD, BODY))
