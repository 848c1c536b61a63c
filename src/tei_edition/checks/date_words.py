"""What the words of a date say: years, months, days, as far as the tables of this page go.

The rule on dates (S10) needs its own reader, apart from the one that made the values, or it would only
repeat a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tei_edition.patterns import late

# One row a month: English, German, French, Spanish, Italian, Portuguese, Catalan, Dutch, Romanian, Hungarian, Albanian;
# Russian, Polish, Czech, Slovene and Ukrainian in nominative and genitive; Bulgarian; further languages of Europe, and
# what hands of the 18th and 19th century made of the names ("Septr", "7ber").
_MONTH_ROWS = """
january jan jany januar jänner janvier janv enero ene gennaio janeiro gener januari ianuarie január janar январь
  января янв styczeń stycznia leden ledna januarja січень січня януари jenner jän januarii ιανουαρίου ιανουάριος
  ιανουάριο janry januy janr jaanuar jaanuaril tammikuuta tammikuu tammikuun jer siječnja siječanj januara genn gen
  gennajo ianuarii januarij sausio janvāris janvārī janvāra januára јануара јануар ocak
february feb feby februar feber febr février fevrier févr fév febrero febbraio fevereiro febrer februari februarie
  február shkurt февраль февраля февр фев luty lutego únor února februarja лютий лютого февруари hornung φεβρουαρίου
  φεβρουάριος φεβρουάριο febry febuary veebruar veebruaril helmikuuta helmikuu helmikuun fevr veljače veljača februara
  febb febbr febbrajo februarii februarij vasario februāris februārī februāra februára фебруара фебруар şubat
march mar märz maerz mrz mars marzo março març maart martie március март марта marca marzec březen března marec
  березень березня marts mertz märtz μαρτίου μάρτιος μάρτιο mch marc märts märtsil maaliskuuta maaliskuu maaliskuun
  ožujka ožujak mart marta martii martij kovo martā mrt
april apr avril avr abril abr aprile aprilie április prill апрель апреля апр kwiecień kwietnia duben dubna aprila
  квітень квітня април aprill απριλίου απρίλιος απρίλιο apl aprl aprillil huhtikuuta huhtikuu huhtikuun travnja
  travanj aprilis balandžio aprīlis aprīlī aprīļa apríla apríl априла nisan
may mai mayo maggio maio maig mei május maj май мая maja květen května травень травня μαΐου μάιος μάιο μαίου
  toukokuuta toukokuu toukokuun svibnja svibanj magg maii maij gegužės maijs maijā maija mája máj маја мај mayıs
june jun juni juin junio giugno junho juny iunie június qershor июнь июня czerwiec czerwca červen června junij junija
  червень червня юни junius ιουνίου ιούνιος ιούνιο juuni juunil kesäkuuta kesäkuu kesäkuun lipnja lipanj juna giu
  junii iunii birželio jūnijs jūnijā jūnija júna jún јуна јун haziran
july jul juli juillet juil julio luglio julho juliol iulie július korrik июль июля lipiec lipca červenec července
  julij julija липень липня юли julius ιουλίου ιούλιος ιούλιο jly juuli juulil heinäkuuta heinäkuu heinäkuun juill
  jllet srpnja srpanj jula lug julii iulii liepos jūlijs jūlijā jūlija júla júl јула јул temmuz
august aug augt août aout agosto agost augustus augusztus gusht август августа авг sierpień sierpnia srpen srpna
  avgust avgusta серпень серпня augst αυγούστου αύγουστος αύγουστο ago agto augustil elokuuta elokuu elokuun aoust
  kolovoza kolovoz augusta ag augusti rugpjūčio augusts augustā ağustos
september sept sep septr septembre septiembre setiembre settembre setembro setembre septembrie szeptember shtator
  сентябрь сентября сент сен wrzesień września září septembra вересень вересня септември septbr septb septemb
  σεπτεμβρίου σεπτέμβριος σεπτέμβριο sepr septem set septbre septembril syyskuuta syyskuu syyskuun 7bre rujna rujan
  sett septembris 7ber 7bris 7br rugsėjo septembrī септембра септембар eylül
october oct octr oktober okt octobre octubre ottobre outubro octombrie október tetor октябрь октября окт październik
  października říjen října oktobra жовтень жовтня октомври octbr octb oktbr oktb octob οκτωβρίου οκτώβριος οκτώβριο
  octobr oktoober oktoobril lokakuuta lokakuu lokakuun 8bre ott octobris 8ber 8bris 8br spalio oktobris oktobrī
  októbra октобра октобар ekim
november nov novr novembre noviembre novembro noiembrie nëntor ноябрь ноября нояб listopad listopada listopadu
  novembra листопад листопада ноември novbr novb novemb wintermonat νοεμβρίου νοέμβριος νοέμβριο novem novbre
  novembril marraskuuta marraskuu marraskuun 9bre studenoga studenog studeni novembris 9ber 9bris 9br lapkričio
  novembrī новембра новембар kasım
december dec decr dezember dez décembre decembre déc diciembre dic dicembre dezembro desembre decembrie dhjetor
  декабрь декабря дек grudzień grudnia prosinec prosince decembra грудень грудня декември dezbr decbr decb decemb
  christmonat δεκεμβρίου δεκέμβριος δεκέμβριο decem xber xbr dbre detsember detsembril joulukuuta joulukuu joulukuun
  xbre 10bre prosinca prosinac decembris 10ber 10bris 10br xbris gruodžio decembrī desember des децембра децембар
  aralık
"""
MONTHS = {
    word.casefold(): number
    for number, row in enumerate(_MONTH_ROWS.strip().replace("\n ", "").splitlines(), 1)
    for word in row.split()
}
ROMAN_MONTHS = {
    word: number
    for number, word in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
_ORDINAL_ROW = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ORDINALS = {word: number for number, word in enumerate(_ORDINAL_ROW.split(), 1)} | {
    "thirtieth": 30,
    "premier": 1,
}
TENS = {"twenty": 20, "thirty": 30}

# Words beside numbers that are no months: so none of them is a month in a language unknown to us.
_VOCABULARY_ROWS = """
a about after afternoon am an and around at before beginning between by circa dated day days de del der
des di dem den du early el end ending et eve evening first for from half hours im in inst instant juche
la last late later le middle mid midnight monday tuesday wednesday thursday friday saturday sunday mon
tue tues wed thu thur thurs fri sat sun month morning night no noon not of on or past pm quarter second
since spring st nd rd th er go го summer autumn fall winter that the this through till to today tonight
ult ultimo next following previous preceding prior same until und up vom week y year years yesterday г года
illegible unclear sic
"""
VOCABULARY = frozenset(_VOCABULARY_ROWS.split())
# With one of these the words are a starting point for reckoning, not the date itself.
RELATIVE = re.compile(
    r"\b(?:after|before|later|earlier|next|following|previous|preceding|eve|prior|winter|since|until|till)\b",
    re.I,
)

_TOKEN = re.compile(r"(?:[789]|10)b(?:er|re|ris|r)\b|\d+|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?|hours|hrs|uhr)|\b\d{1,2}:\d\d(?::\d\d)?"
    r"|\b\d{1,4}\s*(?:[ap]\.?m\b\.?|hours|hrs|o['’]clock|uhr"
    # but "Oct 29h. 1842" is a day
    r"|h\b(?!\.?,?\s*\d{4}\b))",
    re.I,
)
_CABLE = re.compile(r"\b(\d\d)\d{4}Z\b")  # "031400Z May 69": the day stands before the hour
_DECADE = re.compile(r"\b(\d{3})0[’']?s\b")
_SECOND_YEAR = re.compile(r"\b(\d{2})(\d{2})\s?[/–—-]\s?(\d{1,2})\b")
_JUCHE = re.compile(r"\bjuche\s?(\d{1,3})\b", re.I)  # year 1 is 1912
_FOREIGN_SCRIPT = late("[^\0-\u052f\u1e00-\u2bff\ud800-\uf8ff\ufeff-\U0010ffff]")  # neither Latin, Greek nor Cyrillic
_ROMAN_YEAR = re.compile(r"\bM[DCLXVI]{3,}\b")
_ROMAN_DIGITS = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


class Words(NamedTuple):
    """What a date reads, as far as the table of months goes."""

    years: frozenset[int]
    months: frozenset[int]
    numbers: tuple[int, ...]  # of one or two digits, in order
    understood: bool
    relative: bool


@lru_cache(maxsize=1024)
def read_words(text: str) -> Words:
    """The years, months and small numbers that the words of a date name."""
    words = _CLOCK.sub(" ", text)
    tokens = _TOKEN.findall(words)
    months = frozenset(MONTHS[word.casefold()] for word in tokens if word.casefold() in MONTHS)
    romans = frozenset(ROMAN_MONTHS[word] for word in tokens if word in ROMAN_MONTHS)
    years = _years(words, tokens)
    return Words(
        years,
        months or romans,
        tuple(_numbers(words, tokens)),
        not _has_unknown_month(tokens) and (words.isascii() or not _FOREIGN_SCRIPT.search(words)),
        bool(RELATIVE.search(text)),
    )


def _years(text: str, tokens: list[str]) -> frozenset[int]:
    years = {int(token) for token in tokens if token.isdigit() and len(token) == 4 and 1000 <= int(token) < 2200}
    years |= {int(token[:4]) for token in tokens if token.isdigit() and len(token) == 8}
    years |= {int(decade) * 10 + unit for decade in _DECADE.findall(text) for unit in range(10)}
    for century, year, second in _SECOND_YEAR.findall(text):
        later = int((century + year)[: 4 - len(second)] + second)
        if later > int(century + year):
            years.add(later)
    years |= {int(year) + 1911 for year in _JUCHE.findall(text)}
    return frozenset(years | {_roman_year(numeral) for numeral in _ROMAN_YEAR.findall(text)})


def _roman_year(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[digit] for digit in numeral]
    return sum(
        -value if value < following else value for value, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def _numbers(text: str, tokens: list[str]) -> Iterator[int]:
    for position, token in enumerate(tokens):
        word = token.casefold()
        if token.isdigit() and len(token) <= 2:
            yield int(token)
        elif token.isdigit() and len(token) == 8:  # 19701031
            yield from (int(token[4:6]), int(token[6:]))
        elif word in ORDINALS:
            tens = TENS.get(tokens[position - 1].casefold(), 0) if position else 0
            yield tens + ORDINALS[word]
    yield from (int(day) for day in _CABLE.findall(text))


LINKS = frozenset(("de", "del", "di", "of"))  # "27 de setembre de 2015"


def _has_unknown_month(tokens: list[str]) -> bool:
    """Whether a word beside a number may be a month in a language that the table does not have."""
    tokens = [token for token in tokens if token.casefold() not in LINKS]
    for position, token in enumerate(tokens):
        if token.isdigit() or len(token) < 2 or token in ROMAN_MONTHS:
            continue
        beside = tokens[max(position - 1, 0) : position] + tokens[position + 1 : position + 2]
        if any(near.isdigit() for near in beside) and not _is_known(token):
            return True
    return False


def _is_known(token: str) -> bool:
    word = token.casefold()
    return word in MONTHS or word in VOCABULARY or word in ORDINALS or word in TENS or bool(_ROMAN_YEAR.match(token))
