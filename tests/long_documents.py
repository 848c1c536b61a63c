"""Documents that are longer than any capture: the tests read them to the end, `benchmarks/bounds.py` takes the time."""

from __future__ import annotations

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def paragraphs(count: int) -> str:
    """So many paragraphs with an editorial mark each."""
    return f"{TEI}<text><body>{'<p>Words of a <sic>fir</sic>.</p>' * count}</body></text></TEI>"


def mixed_paragraphs(count: int) -> str:
    """So many headings and paragraphs, one after the other."""
    parts = "".join(f'<head xml:id="head-{n}">Words</head><p xml:id="p-{n}">Words</p>' for n in range(count))
    return f"{TEI}<text><body>{parts}</body></text></TEI>"


def turns(count: int) -> str:
    """Minutes with so many turns by two speakers, as the rules want them."""
    spoken = "".join(
        f'<sp xml:id="sp-{n}" who="#pers-{n % 2}"><speaker><persName ref="#pers-{n % 2}">A</persName>:</speaker>'
        f'<p xml:id="p-{n}">“Words” of <date when="1970-10-31">October 31, 1970</date>.</p></sp>'
        for n in range(1, count + 1)
    )
    people = "".join(f'<person xml:id="pers-{n}" role="speaker"><persName>A</persName></person>' for n in (0, 1))
    return _minutes(people, spoken)


def turns_with_notes(count: int) -> str:
    """Minutes with so many turns by twenty speakers, each with a gap and its note."""
    people = "".join(f'<person xml:id="q{i}"><persName>Person N{i}</persName></person>' for i in range(20))
    spoken = "".join(
        f'<sp xml:id="sp-{i}" who="#q{i % 20}"><speaker><persName ref="#q{i % 20}">N</persName>:</speaker>'
        f'<p xml:id="p-{i}">To <persName ref="#q{i % 7}">N</persName> '
        f'<gap xml:id="gap-{i}" reason="illegible"><desc>[illegible]</desc></gap>'
        f'<note xml:id="note-{i}" type="editorial" target="#gap-{i}">A note.</note></p></sp>'
        for i in range(1, count + 1)
    )
    return _minutes(people, spoken)


def _minutes(people: str, spoken: str) -> str:
    return (
        f"{TEI}<teiHeader><profileDesc><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc>"
        f"</teiHeader><text><body><div>{spoken}</div></body></text></TEI>"
    )
