# ruff: noqa: E501  (a paragraph stays on its line)
"""Languages: their words are data, and a document in any of them gets its structure and its xml:lang."""

from __future__ import annotations

import pytest

from encoded import encoded
from tei_edition.dates import read_date
from tei_edition.vocabulary import UNKNOWN, Language, languages, recognise

LETTERS = {
    "de": (
        "Brief von Otto Weber an Karl Lindner",
        "Rostock, den 12. März 1954",
        "Sehr geehrter Herr Lindner,",
        "ich danke Ihnen für das Schreiben, das mich gestern erreicht hat. Die Pläne für den Hafen sind noch nicht fertig, "
        "aber wir werden sie Ihnen nach der Sitzung schicken, die am Montag stattfindet. Auch der Bericht ist dabei.",
        "Mit freundlichen Grüßen",
        "Otto Weber",
        ("Karl Lindner", "1954-03-12", "Rostock"),
    ),
    "fr": (
        "Lettre de Jean Morel à Paul Girard",
        "Marseille, le 3 août 1921",
        "Mon cher Paul,",
        "je vous remercie de la lettre que vous m’avez envoyée et qui est arrivée avec un retard de trois jours. Les "
        "bateaux ne sont pas encore dans le port, mais on les attend pour la fin de la semaine, et nous avons tout prêt.",
        "Veuillez agréer l’expression de mes sentiments dévoués,",
        "Jean Morel",
        ("Paul Girard", "1921-08-03", "Marseille"),
    ),
    "es": (
        "Carta de Ana Torres a Luis Vega",
        "Valencia, 5 de mayo de 1936",
        "Estimado señor Vega:",
        "le agradezco la carta que me ha enviado y que llegó con unos días de retraso. Los barcos no están todavía en el "
        "puerto, pero los esperamos para el fin de la semana, y todo está preparado para la llegada de los delegados.",
        "Atentamente,",
        "Ana Torres",
        ("Luis Vega", "1936-05-05", "Valencia"),
    ),
}


@pytest.mark.parametrize("code", LETTERS)
def test_a_letter_of_another_language_has_opener_closer_and_correspondents(code: str) -> None:
    *lines, (receiver, date, place) = LETTERS[code]
    found = encoded("\n\n".join(map(str, lines)))
    assert found.words("/t:TEI/@xml:lang") == [code]
    assert found.conversion.genre == "letter"
    assert found.shape == ["head", "opener(dateline salute)", "p", "closer(salute signed)"]
    assert found.words("//t:correspAction[@type='sent']/t:persName") == [lines[-1]]
    assert found.words("//t:correspAction[@type='received']/t:persName") == [receiver]
    assert found.words("//t:correspAction/t:date/@when") == [date]
    assert found.words("//t:correspAction/t:placeName") == [place]


MINUTES = {
    "de": (
        "Niederschrift über das Gespräch",
        "Teilnehmer:\nKarl Lindner, Minister für Handel\nOtto Weber, Botschafter",
        ("Genosse Lindner:", "Genosse Weber:", "Der Vorsitzende:"),
        "Wir haben die Frage des Hafens noch nicht geklärt, und das ist für uns alle ein Problem.",
        "Anmerkung: Der Rest der Seite fehlt.",
    ),
    "fr": (
        "Procès-verbal de la réunion",
        "Étaient présents :\nJean Morel, directeur du port\nPaul Girard, secrétaire",
        ("M. Morel :", "M. Girard :", "Le président :"),
        "Nous ne sommes pas d’accord avec le projet qui est sur la table, et il faut le dire.",
        "Note : le reste de la page manque.",
    ),
    "es": (
        "Acta de la reunión",
        "Presentes:\nAna Torres, ministra de Comercio\nLuis Vega, embajador",
        ("Compañera Torres:", "Compañero Vega:", "El presidente:"),
        "No estamos de acuerdo con el proyecto que está sobre la mesa, y hay que decirlo.",
        "Nota: falta el resto de la página.",
    ),
    "ru": (
        "Запись беседы",
        "Присутствовали:\nИван Петров, министр торговли\nПавел Сидоров, посол",
        ("Тов. Петров:", "Тов. Сидоров:", "Председатель:"),
        "Мы не согласны с этим проектом, и это надо сказать сейчас, потому что он был представлен поздно.",
        "Примечание: остальная часть страницы утрачена.",
    ),
}


@pytest.mark.parametrize("code", MINUTES)
def test_minutes_of_another_language_have_participants_and_turns(code: str) -> None:
    title, present, labels, words, remark = MINUTES[code]
    turns = [f"{label} {words}" for _ in range(2) for label in labels]
    found = encoded("\n\n".join((title, present, *turns, remark)))
    assert found.words("/t:TEI/@xml:lang") == [code]
    assert found.conversion.genre == "minutes"
    assert found.count("//t:listPerson[@type='participants']/t:person") == 3
    assert found.words("//t:speaker") == [*labels, *labels]
    assert len(set(found.words("//t:sp/@who"))) == 3


def test_an_office_with_a_name_in_brackets_is_that_person_later_too() -> None:
    words = "No hi ha cap pregunta més, i per això els diputats poden votar ara la proposta del Govern."
    labels = ("El president del Parlament (Jordi Puig Serra):", "La secretària general:", "El president del Parlament:")
    found = encoded("\n\n".join(("Acta de la sessió", *(f"{label} {words}" for label in labels * 2))))
    assert found.words("/t:TEI/@xml:lang") == ["ca"]
    assert found.words("//t:speaker") == [*labels, *labels]
    who = found.words("//t:sp/@who")
    assert who[0] == who[2] == who[3] == "#pers-jordi-puig-serra"
    assert who[1] != who[0]
    assert found.words("//t:sp[1]/t:speaker/t:persName") == ["Jordi Puig Serra"]


def test_a_language_without_words_is_undetermined_and_reported() -> None:
    text = (
        "Herra forseti! Ég vil byrja á því að þakka fyrir orðið og segja að þetta er mikilvægt mál sem við ræðum í dag. "
        "Það hefur þýðingu fyrir allt landið og fyrir alla sem hér búa, og þess vegna verðum við að taka það alvarlega."
    )
    found = encoded(f"Protokoll\n\nOlof Palm: {text}\n\nGreta Berg: {text}\n\nOlof Palm: {text}\n\nGreta Berg: {text}")
    assert found.words("/t:TEI/@xml:lang") == [UNKNOWN]
    assert found.count("//t:sp") == 4  # labels need no words
    assert "G102" in found.codes


def test_what_the_editor_states_about_the_language_is_not_questioned() -> None:
    *lines, _ = LETTERS["de"]
    found = encoded("\n\n".join(map(str, lines)), language="gsw")
    assert encoded("\n\n".join(map(str, lines)), language="French").words("/t:TEI/@xml:lang") == ["fr"]
    assert found.words("//t:langUsage/t:language/@ident") == found.words("/t:TEI/@xml:lang")


@pytest.mark.parametrize(
    ("close", "name"),
    [
        ("Dein alter Ola", "Ola"),
        ("Ihr Otto Weber", "Otto Weber"),
        ("Votre ami Jean", "Jean"),
        ("Your loving Helga", "Helga"),
    ],
)
def test_whose_somebody_is_under_a_letter_is_a_signature(close: str, name: str) -> None:
    found = encoded(f"Letter from {name} to Per Moe\n\nDear Per,\n\nAll of us are well.\n\n{close}")
    assert found.words("//t:closer/t:signed") == [name]
    assert found.words("//t:closer/t:salute") == [close.removesuffix(name).strip()]
    assert found.words("//t:signed/t:persName") == [name]


def test_a_form_of_address_is_no_signature() -> None:
    found = encoded("Letter from Ola Dahl to Per Moe\n\nDear Per,\n\nAll of us are well.\n\nYour Excellency")
    assert found.words("//t:signed") == []


def test_a_few_words_decide_nothing() -> None:
    assert recognise("Bericht folgt. Weber") is None


# --- the files ------------------------------------------------------------------------------------------------

SENTENCES = {
    "de": "Wir haben die Frage nicht geklärt und werden sie bei der nächsten Sitzung noch einmal auf den Tisch legen. ",
    "fr": "Nous ne sommes pas d’accord avec le projet qui est sur la table et il faut le dire dans la lettre. ",
    "es": "No estamos de acuerdo con el proyecto que está sobre la mesa y hay que decirlo en la carta de los delegados. ",
    "ru": "Мы не согласны с этим проектом и это надо сказать сейчас так как он был на столе у всех нас. ",
    "it": "Non siamo d’accordo con il progetto che è sul tavolo e questo deve essere detto nella lettera al governo. ",
    "pt": "Não estamos de acordo com o projeto que está sobre a mesa e isso tem de ser dito na carta ao governo. ",
    "en": "We do not agree with the project that is on the table and this should be said in our letter to them. ",
    "nl": "Wij zijn het niet eens met het plan dat op tafel ligt en dat moet ook in de brief aan de regering worden. ",
    "pl": "Nie zgadzamy się z tym projektem który jest na stole i trzeba to powiedzieć w liście do rządu jak i tu. ",
    "sv": "Vi är inte överens om det förslag som ligger på bordet och det måste också sägas i vårt brev till dem. ",
    "da": "Vi er ikke enige i det forslag som ligger på bordet, og det må også siges i vores brev til dem af os. ",
    "no": "Vi er ikke enige i det forslaget som ligger på bordet nå, og noe av dette må også sies etter møtet mellom oss. ",
    "fi": "Emme ole samaa mieltä siitä ehdotuksesta joka on pöydällä, ja se on myös sanottava kun me kirjoitamme. ",
    "sk": "Nesúhlasíme s tým návrhom ktorý je na stole a treba to povedať aj v liste pre vládu ako aj tu už len. ",
    "tr": "Bu öneri ile ilgili olarak biz aynı görüşte değil ve bunu hükümet için olan bu mektupta da çok daha önce. ",
    "lv": "Mēs neesam vienis prātis par to projektu kas ir uz galda un tas ir jau arī jāsaka ar vēstuli no mums. ",
    "lt": "Mes nesutinkame su tuo projektu kuris yra ant stalo ir tai reikia pasakyti taip pat laiške iš mūsų jau. ",
    "et": "Me ei ole nõus selle kavaga mis on laual ja seda peab ka siin ütlema kui me kirjutame oma kirja neile. ",
    "el": "Δεν συμφωνούμε με το σχέδιο που είναι στο τραπέζι και αυτό πρέπει να το πούμε στην επιστολή για τους. ",
    "sr": "Ми се не слажемо са тим предлогом који је на столу и то треба да се каже у писму за владу као и овде. ",
    "la": "Non sum ejus sententiae quam tu in epistola ad me misisti, sed hoc tibi nunc scribo ut quid sit, et cum. ",
    "sl": "Ne strinjamo se s tem predlogom ki je na mizi in to je treba povedati tudi v pismu za vlado in vse. ",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_language_is_recognised_by_its_little_words(code: str) -> None:
    assert recognise(SENTENCES[code] * 3) == code


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_the_file_of_a_language_has_each_word_once_and_its_months_are_months(language: Language) -> None:
    assert len(language.function_words) >= 30
    assert all(word == word.lower() for word in language.function_words)
    for words in language.words.values():
        assert len(set(words)) == len(words)
    for number, names in language.months.items():
        for name in names:
            value = read_date(f"5 {name} 1956")
            assert value is not None, name
            assert value.attributes == (("when", f"1956-{number:02}-05"),), name


@pytest.mark.parametrize(
    ("name", "code"), [("Bulgarian", "bg"), ("Norwegian", "no"), ("German", "de"), ("Korean", "ko")]
)
def test_the_language_of_the_original_has_its_code(name: str, code: str) -> None:
    page = f"Skip to content\n\nMay 3, 1951\n\nReport on Trade\n\n{SENTENCES['en'] * 3}\n\nDocument Information"
    found = encoded(f"{page}\n\nLanguage\n\n{name}\n")
    assert found.words("//t:langUsage/t:language/@ident") == ["en", code]
