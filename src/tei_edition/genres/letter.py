"""Letters: address and salutation above, valediction, signature and dateline below."""

from __future__ import annotations

import re

from tei_edition.editorial import OFFICE
from tei_edition.genres.closers import Closing, closing, is_taken_leave
from tei_edition.genres.closing_lines import INITIALS_ALONE, Style
from tei_edition.genres.correspondence import (
    UNKNOWN,
    agent_of_mark,
    agents_of_head,
    agents_of_title,
    author_of_page,
    distinct,
    is_listed,
    is_same,
    previous_letters,
    stated_agents,
)
from tei_edition.genres.datelines import SENT_AS, dateline
from tei_edition.genres.headline import below_headline
from tei_edition.genres.openers import OFFICES, Opening, opening
from tei_edition.genres.opening_lines import begins_with_salute, has_run_in_salute
from tei_edition.genres.paragraphs import paragraph_blocks
from tei_edition.genres.reading import Reading, date_value, person_id, preferred_date, speaks, title_of, weigh
from tei_edition.genres.structure import Structure
from tei_edition.genres.who_to_whom import addressed, place_in_title, surnames_of, who_to_whom
from tei_edition.model import (
    Address,
    Affiliation,
    Agent,
    Block,
    Correspondence,
    Evidence,
    Finding,
    Line,
    Mark,
    Person,
    Phrase,
    Severity,
    Span,
)
from tei_edition.names import CAPITALISED, PREFIXES, honorific_end, looks_like_person, split_title, without_honorific
from tei_edition.patterns import late
from tei_edition.vocabulary import UPPER, any_of

GENRE = "letter"
EVIDENCE = (
    speaks("title", r"\bletters?\b(?!\s+from an?\b)(?=.*\b(?:to|from)\b)", 4),
    speaks("title", r"^(?:\d+\. )?(?:\w+ )?letter\b", 2),
    speaks("title", r"\bmessage (?:from|to)\b", 2),
    speaks("title", r"^(?:\d+\. )?(?:note|aide-mémoire|despatch|dispatch) from\b(?=.* to\b)", 4),
    speaks("type", r"^letter", 4),
)


def evidence(reading: Reading) -> Evidence:
    """What speaks for a letter: the title, a salutation above the text, a complimentary close and a signature below."""
    score, reasons = weigh(reading, GENRE, EVIDENCE)
    lines = below_headline(reading, reading.lines)
    head = opening(reading, lines)
    first = lines[head.taken : head.taken + 1]
    if first and has_run_in_salute(reading.of(first[0])):
        score += 2
        reasons = (*reasons, "a salutation runs into the first paragraph")
    title = title_of(reading.capture)
    if who_to_whom(title) or (surnames_of(title) and any(_is_sent(reading, line, title) for line in reading.lines[:2])):
        score += 3
        reasons = (*reasons, "the title names who wrote to whom")
    elif addressed(title) and head.opener and (_is_more_than_surnames(addressed(title)) or _is_saluted(reading, head)):
        score += 3
        reasons = (*reasons, "the title names to whom it was written")
    if stated_agents(reading, "sender") and stated_agents(reading, "recipient"):
        score += 2
        reasons = (*reasons, "the page names sender and recipient")
    if head.sender and head.addressee and not any(MEMORANDUM.match(reading.of(line)) for line in reading.lines[:6]):
        score += 2
        reasons = (*reasons, "it is headed by to whom it goes and from whom it comes")
    if is_taken_leave(reading, lines[head.taken :]):
        score += 2
        reasons = (*reasons, "a complimentary close and a signature stand below the text")
    salute = next(
        (part for part in (head.opener.parts if head.opener else ()) if getattr(part, "element", "") == "salute"),
        None,
    )
    if salute is None and first and head.dateline and head.dateline.place and begins_with_salute(reading.of(first[0])):
        score += 2
        reasons = (*reasons, "a salutation runs into the first paragraph below the dateline")
    if salute is not None:
        score += 2
        reasons = (*reasons, "a salutation stands above the text")
    return Evidence(GENRE, score, reasons)


def _is_more_than_surnames(named: dict[str, str]) -> bool:
    """Whether a title names somebody by more than a word: "Workers to Strike" is a headline."""
    return len(named) == 1 or any(" " in name for name in named.values())


def _is_saluted(reading: Reading, head: Opening) -> bool:
    """Whether a salutation ends the opener or begins the text below it."""
    if any(getattr(part, "element", "") == "salute" for part in (head.opener.parts if head.opener else ())):
        return True
    below = below_headline(reading, reading.lines)[head.taken : head.taken + 1]
    return bool(below) and begins_with_salute(reading.of(below[0]))


MEMORANDUM = late(r"(?:SUBJECTS?|Subjects?|RE|Re|MEMORANDUM|Memorandum|MEMO|Memo)\b")


def _is_sent(reading: Reading, line: Line, title: str) -> bool:
    """Whether a line below two surnames says that one wrote: "Cablegram 632 TIRANA, …", "Wien, 4. April 1928"."""
    if SENT_AS.match(reading.of(line)):
        return True
    date = dateline(reading, line) if " an " in title else None
    return date is not None and date.place is not None


def parse(reading: Reading, lines: tuple[Line, ...]) -> Structure:
    """The letter's opener, paragraphs and closer; who wrote to whom."""
    return parse_correspondence(reading, lines, "letter")


def parse_correspondence(reading: Reading, lines: tuple[Line, ...], style: Style) -> Structure:
    """What letters and telegrams have in common."""
    head = opening(reading, lines)
    rest = lines[head.taken :]
    senders, receivers = _named_above(reading, head)
    addressed = frozenset(word for agent in receivers for word in re.findall(r"\w{3,}", agent.text.lower()))
    expected = frozenset(word for agent in senders[:1] for word in re.findall(r"\w{2,}", agent.text.lower()))
    foot = closing(
        reading,
        rest,
        style,
        expected if len(senders) and looks_like_person(senders[0].text) else frozenset(),
        addressed if len(receivers) and _is_called_by_name(receivers[0]) else frozenset(),
    )
    foot = _signed_by(reading, foot, senders)
    body = rest[: foot.start]
    blocks: list[Block] = [head.opener] if head.opener else []
    blocks += paragraph_blocks(reading, body)
    blocks += _foot(foot)
    sent, received, findings = _agents(reading, senders, receivers, head, foot)
    written = head.dateline or foot.dateline
    date = date_value(reading, written.date) if written and written.date.attributes else None
    place = (written.place if written else None) or _place_of_title(reading)
    writer = received[0] if received else None
    sent_on = preferred_date(date, reading.page_date)
    correspondence = Correspondence(
        sent=sent or (UNKNOWN,),
        received=received or (UNKNOWN,),
        date=sent_on,
        place=place,
        previous=previous_letters(reading, body, writer, sent_on),
    )
    return Structure(
        blocks=tuple(blocks),
        marks=(*head.marks, *foot.marks),
        participants=_participants(sent, received, head, foot),
        authors=_authors(sent, foot),
        correspondence=correspondence if sent or received else None,
        date=date,
        place=place,
        findings=findings,
    )


def _is_called_by_name(agent: Agent) -> bool:
    """Whether a person's name, perhaps a surname alone, names an agent, and no office."""
    return agent.element == "persName" and (looks_like_person(agent.text) or " " not in agent.text)


def _named_above(reading: Reading, head: Opening) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Senders and addressees by the title, else by a line "X to Y." above the text."""
    named = agents_of_title(reading, title_of(reading.capture))
    if any(named):
        return named
    parts = head.opener.parts if head.opener else ()
    return agents_of_head(reading, (line for part in parts if isinstance(part, Address) for line in part.lines))


def _place_of_title(reading: Reading) -> Mark | None:
    """Where the title says that the letter was written: "Lina Prifti an Ola Dahl, Bern, Freitag, 17. Mai 1878"."""
    title = reading.capture.fact("title")
    if title is None or title.span is None or reading.of(title.span) != title.value:
        return None
    found = place_in_title(title.value)
    if found is None:
        return None
    span = Span(title.span.start + found[0], title.span.start + found[1])
    ref = reading.entity_id(reading.of(span), PREFIXES["placeName"])
    return Mark(span, "placeName", (("ref", f"#{ref}"),), "place in the title", ref=ref)


def _signed_by(reading: Reading, foot: Closing, senders: tuple[Agent, ...]) -> Closing:
    """The closer in which "Marku" or "Lina" means the sender whom the title calls Kola Marku or Lina Prifti.

    Of a letter by one person a single word below the text is that person's: "Win" is Ambassador Brown.
    """
    nicknamed = len(senders) == len(foot.signers) == 1 and (senders[0].name or _is_called_by_name(senders[0]))
    full: dict[str, str] = {}
    inferred: set[str] = set()
    for mark in foot.signers:
        signer = agent_of_mark(reading, mark)
        twins = [agent for agent in senders if agent.ref != mark.ref and is_same(agent, signer)]
        is_fuller = len(twins) == 1 and (len(twins[0].bare) > len(signer.text) or is_listed(reading, twins[0]))
        if mark.element == "persName" and is_fuller and not is_listed(reading, signer):
            full[mark.ref] = twins[0].ref
        elif len(senders) == 1 and _are_initials_of(signer.text, senders[0].bare):
            full[mark.ref] = senders[0].ref
        elif nicknamed and mark.element == "persName" and " " not in signer.text:
            full[mark.ref] = senders[0].ref
            inferred.add(mark.ref)
    if not full:
        return foot
    return foot._replace(
        marks=tuple(_referring(mark, full, inferred) for mark in foot.marks),
        signers=tuple(_referring(mark, full, inferred) for mark in foot.signers),
        offices=tuple((full.get(ref, ref), office) for ref, office in foot.offices),
    )


def _are_initials_of(signature: str, name: str) -> bool:
    """Whether "O. D." signs for "Dahl": the last initial is that of the surname."""
    return INITIALS_ALONE.fullmatch(signature) is not None and signature.rstrip(".")[-1] == name.split()[-1][:1]


def _referring(mark: Mark, full: dict[str, str], inferred: set[str]) -> Mark:
    ref = full.get(mark.ref) if mark.element == "persName" else None
    if ref is None:
        return mark
    certainty = (("cert", "medium"),) if mark.ref in inferred else ()
    return mark._replace(ref=ref, attributes=(("ref", f"#{ref}"), *mark.attributes[1:], *certainty))


def _foot(foot: Closing) -> list[Block]:
    return [block for block in (foot.closer, foot.postscript, foot.trailer) if block is not None]


def _agents(
    reading: Reading, senders: tuple[Agent, ...], receivers: tuple[Agent, ...], head: Opening, foot: Closing
) -> tuple[tuple[Agent, ...], tuple[Agent, ...], tuple[Finding, ...]]:
    """Those whom the title names and the text; where two persons compete, the text wins and it is reported."""
    stated_senders, stated_receivers = stated_agents(reading, "sender"), stated_agents(reading, "recipient")
    signers = [agent_of_mark(reading, mark) for mark in foot.signers]
    if not signers and not senders and head.sender:
        signers = [agent_of_mark(reading, head.sender)]
    addressees = [agent_of_mark(reading, head.addressee)] if head.addressee else []
    if not addressees and not receivers and not stated_receivers:
        addressees = _of_salutation(reading, head)
    findings: list[Finding] = []
    if not senders and not signers and not stated_senders:
        signers = author_of_page(reading)
    sent = [*_agreed(senders[0] if senders else None, signers, "sender", findings), *senders[1:]]
    received = [*_agreed(receivers[0] if receivers else None, addressees, "addressee", findings), *receivers[1:]]
    return distinct(reading, stated_senders or sent), distinct(reading, stated_receivers or received), tuple(findings)


SALUTED = late(rf"(?P<words>(?:{CAPITALISED}|[{UPPER}]\.)(?: (?:{CAPITALISED}|[{UPPER}]\.)){{0,3}})[\s,:!.–—-]*\Z")


def _of_salutation(reading: Reading, head: Opening) -> list[Agent]:
    """Whom "My dear Mrs. Hall," names, where nothing else says who got the letter; of low certainty."""
    for part in head.opener.parts if head.opener else ():
        if isinstance(part, Phrase) and part.element == "salute":
            text = reading.of(part.span)
            lead = SALUTE_WORDS.match(text)
            if (called := CALLED_FIRST.match(text)) and not lead and called["name"] not in KIN:
                return [Agent("persName", called["name"], person_id(reading, called["name"]), "low")]
            rest = without_honorific(text[lead.end() :]) if lead else ""
            title, bare = split_title(rest)
            match = SALUTED.fullmatch(bare)
            name = match["words"] if match else ""
            if (
                name
                and name not in KIN
                and not OFFICE.fullmatch(name)
                and not OFFICES.fullmatch(name)
                and honorific_end(f"{name} ") <= len(name)
            ):
                ref = person_id(reading, name, title)
                return [Agent("persName", name, ref, "low")]
    return []


# "Sonitschka,", "Lina, mein liebes Kind!": a name that a salutation begins with
CALLED_FIRST = late(rf"(?P<name>(?!Dear|My)[{UPPER}][^\W\d_]{{2,20}}),")
KIN = frozenset("Mother Father Mamma Mama Papa Sister Brother Son Daughter Aunt Uncle Friend Friends Sir Madam".split())
# "My dear", "Sehr geehrter": what stands in a salutation before the name
SALUTE_WORDS = late(
    rf"(?:(?:My|Most|Highly|Very|own)\s+){{0,3}}{any_of('salutations')}\s+(?:and\s+)?(?:[a-zà-ÿ]+\s+){{0,2}}",
    re.IGNORECASE,
)


def _agreed(titled: Agent | None, named: list[Agent], role: str, findings: list[Finding]) -> list[Agent]:
    if titled is None:
        return named
    if not titled.name and not looks_like_person(
        titled.text
    ):  # an office or a body: who wrote for it is an agent of its own
        return [titled, *named]
    # a nickname, a surname or initials under a letter do not contradict the full name in its title
    persons = [
        agent
        for agent in named
        if agent.element == "persName" and len(agent.text.split()) > 1 and looks_like_person(agent.text)
    ]
    if persons and not any(is_same(titled, agent) or _share_a_word(titled, agent) for agent in persons):
        findings.append(
            Finding(
                "H201",
                Severity.WARNING,
                f"the title names {titled.text} as {role}, the text {persons[0].text}",
                hint="the text was followed (cert=medium); correct it in edition.yaml if the title is right",
                span=Span(0, 0),
            )
        )
        return [agent._replace(cert="medium") for agent in named]
    fuller = (agent for agent in named if agent.element == "orgName" or _is_fuller(agent, titled))
    return [titled, *fuller]


def _is_fuller(agent: Agent, titled: Agent) -> bool:
    """Whether the text names in full whom the title calls by office or by initials."""
    return is_same(titled, agent) and bool(titled.name or len(agent.text) > len(titled.text))


def _share_a_word(one: Agent, other: Agent) -> bool:
    return bool(set(one.text.lower().split()) & set(other.text.lower().split()))


def _authors(sent: tuple[Agent, ...], foot: Closing) -> tuple[Agent, ...]:
    """The signer, else the institution that sent it."""
    signed = {mark.ref for mark in foot.signers}
    authors = tuple(agent for agent in sent if agent.ref in signed) or sent[:1]
    return tuple(agent._replace(text=agent.bare, name="") for agent in authors)


def _participants(
    sent: tuple[Agent, ...], received: tuple[Agent, ...], head: Opening, foot: Closing
) -> tuple[Person, ...]:
    people: dict[str, Person] = {}
    offices = dict(foot.offices)
    if head.addressee and head.office:
        offices[head.addressee.ref] = head.office
    for role, agents in (("sender", sent), ("addressee", received)):
        for agent in agents:
            if agent.element != "persName":
                continue
            known = people.get(agent.ref)
            office = offices.get(agent.ref)
            people[agent.ref] = Person(
                id=agent.ref,
                names=(agent.bare,),
                roles=(*(known.roles if known else ()), role),
                affiliations=(Affiliation((office,)),) if office else (),
                cert=agent.cert,
            )
    return tuple(people.values())
