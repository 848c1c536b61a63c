"""How documents end: offices around a name, by order, several signatories, lists below, valedictions, postscripts."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

TITLE = "Letter from Enver Hoxha to Kim Il Sung"
BODY = "We thank you for the books, and all of us are well."


def letter(*lines: str, title: str = TITLE, genre: str | None = None) -> Encoded:
    return encoded("\n\n".join((title, "Dear Comrade,", BODY, *lines)), genre=genre)


def telegram(*lines: str, title: str = "Telegram from the Ministry of War to the Governor of Fiume") -> Encoded:
    return encoded("\n\n".join((title, BODY, *lines)))


def report(*lines: str) -> Encoded:
    return encoded("\n\n".join(("Report on the Harbour", BODY, *lines)))


# --- offices around the name ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "name", "office"),
    [
        ("Chief of the Presidential Bureau\nAnton Szapary", "Anton Szapary", "Chief of the Presidential Bureau"),
        ("HEAD OF THE TRADE MISSION\nSergei Birulin", "Sergei Birulin", "HEAD OF THE TRADE MISSION"),
        ("Head of the Political Section\n(signed) A. Ignatev", "A. Ignatev", "Head of the Political Section"),
        ("Head of the Trade Mission: S. Birulin", "S. Birulin", "Head of the Trade Mission"),
        ("Head of the Trade Mission – S. Birulin", "S. Birulin", "Head of the Trade Mission"),
        ("P. Stevens, Consul.", "P. Stevens", "Consul."),
        ("M. Stevens, Consul.", "M. Stevens", "Consul."),
        ("Janos Varga, Deputy Minister of Trade", "Janos Varga", "Deputy Minister of Trade"),
        ("Janos Varga\nDeputy Minister of Trade", "Janos Varga", "Deputy Minister of Trade"),
        ("Sandor Etre\nambassador", "Sandor Etre", "ambassador"),
        ("Sandor Etre\nhead of the trade mission", "Sandor Etre", "head of the trade mission"),
        ("(V. IVASHIN)\nAmbassador", "V. IVASHIN", "Ambassador"),
    ],
)
def test_the_office_stands_above_beside_or_below_the_name(lines: str, name: str, office: str) -> None:
    found = report(lines)
    assert found.words("//t:closer/t:signed") == [" ".join(lines.split())]
    assert found.words("//t:signed/t:persName") == [name]
    assert found.words("//t:signed/t:roleName") == [office]
    assert found.words("//t:author/t:persName") == [name]


@pytest.mark.parametrize(
    "lines",
    [
        "By order of the Minister\nAnton Szapary",
        "By direction of the Minister of War:\nAnton Szapary",
        "For the Minister\nAnton Szapary",
        "On behalf of the Government of Illyria:\n(signed) Anton Szapary",
        "p.p.\nAnton Szapary",
        "Im Auftrag\nAnton Szapary",
        "P.o. de el Ministro\nAnton Szapary",
    ],
)
def test_who_signs_by_order_is_the_signer_and_the_order_is_no_office(lines: str) -> None:
    found = telegram(lines)
    assert found.words("//t:closer/t:signed") == [" ".join(lines.split())]
    assert found.words("//t:signed/t:persName") == ["Anton Szapary"]
    assert found.count("//t:signed/t:roleName") == 0
    assert found.words("//t:author") == ["Anton Szapary"]


def test_below_the_name_of_who_signs_by_order_stands_an_office() -> None:
    found = telegram("By order of the Minister", "Anton Szapary", "Chief of the Presidential Bureau")
    assert found.words("//t:signed/t:roleName") == ["Chief of the Presidential Bureau"]
    assert found.words("//t:person[@role='sender']/t:affiliation") == ["Chief of the Presidential Bureau"]


def test_a_sentence_of_an_office_above_a_name_is_a_paragraph() -> None:
    found = report("He was made Minister of Trade.", "Anton Szapary")
    assert found.words("//t:body//t:p")[-1] == "He was made Minister of Trade."
    assert found.words("//t:signed") == ["Anton Szapary"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("[signed] Anton Szapary", "Anton Szapary"),
        ("[signature] Anton Szapary", "Anton Szapary"),
        ("(signed) Anton Szapary", "Anton Szapary"),
        ("(Signed) ANTON SZAPARY.", "ANTON SZAPARY"),
        ("Signed: Anton Szapary", "Anton Szapary"),
        ("/s/ Anton Szapary", "Anton Szapary"),
        ("(V. IVASHIN)", "V. IVASHIN"),
        ("/A. PUZANOV/", "A. PUZANOV"),
    ],
)
def test_what_says_that_it_is_signed_is_no_part_of_the_name(line: str, name: str) -> None:
    found = report(line)
    assert found.words("//t:closer/t:signed/t:persName") == [name]
    assert found.shape == ["p", "closer(signed)"]


def test_each_party_of_an_agreement_has_its_signatory() -> None:
    found = encoded(
        "AGREEMENT ON NAVIGATION\n\nThe two Governments have agreed as follows:\n\nArticle 1\n\nNavigation is free.\n\n"
        "Article 2\n\nNo dues shall be levied.\n\nDone at Sabina on 7 June 1911.\n\n"
        "For the Government of the Kingdom of Illyria:\n(signed) Anton Rehling\n\n"
        "For the Government of the Republic of Sabina:\n(signed) Marco Ferri\n"
    )
    assert found.words("//t:closer/t:signed") == [
        "For the Government of the Kingdom of Illyria: (signed) Anton Rehling",
        "For the Government of the Republic of Sabina: (signed) Marco Ferri",
    ]
    assert found.words("//t:signed/t:persName") == ["Anton Rehling", "Marco Ferri"]
    assert found.words("//t:signed/t:orgName") == [
        "Government of the Kingdom of Illyria",
        "Government of the Republic of Sabina",
    ]
    assert found.words("//t:author") == ["Anton Rehling", "Marco Ferri"]


# --- what an office puts below --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "Enclosures:\n1. Map of the frontier.\n2. Note from the Foreign Ministry.",
        "Enclosures (2): a map and a note",
        "Encl. 2",
        "Encls.",
        "Attachments:\nThe list of books",
        "Anlagen: 2",
        "Annexes (3)",
    ],
)
def test_a_list_of_enclosures_is_a_segment_of_the_closer(lines: str) -> None:
    found = letter("Yours sincerely,", "Enver Hoxha", lines)
    assert found.shape[-1] == "closer(salute signed seg)"
    assert found.words("//t:closer/t:seg[@type='enclosures']") == [" ".join(lines.split())]
    assert found.count("//t:div[@type='enclosure']") == 0


@pytest.mark.parametrize(
    "lines",
    [
        "Copies: Ministry of Foreign Affairs (2)\nMinistry of Commerce (1)\nArchive (1)",
        "Copies to:\nThe Secretary to the Government of India\nH.M. Consul, Jalalabad",
        "Distribution:\n1x Minister\n1x Comrade Stibi\n2x Archive",
        "Distribution list - 3 copies: Stalin - 2, Molotov - 1",
    ],
)
def test_a_distribution_list_goes_on_below_its_label(lines: str) -> None:
    found = letter("Yours sincerely,", "Enver Hoxha", lines)
    assert found.shape[-1] == "closer(salute signed seg)"
    assert found.words("//t:closer/t:seg[@type='distribution']") == [" ".join(lines.split())]
    assert found.count("//t:seg/t:lb") == lines.count("\n")


def test_enclosures_and_copies_are_lists_of_their_own() -> None:
    found = letter("Enver Hoxha", "Enclosures:\n1. Map of the frontier.", "Copies to:\nH.M. Consul, Jalalabad")
    assert found.words("//t:closer/t:seg/@type") == ["enclosures", "distribution"]


def test_a_surname_with_date_and_number_below_it_is_a_signature() -> None:
    found = telegram("ZAKHARIN", "13.1.51", "No. 2395", title="Telegram from Zakharin to Filippov")
    assert found.shape == ["p", "closer(signed dateline idno)"]
    assert found.words("//t:signed/t:persName") == ["ZAKHARIN"]
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Zakharin"]


# --- valedictions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "I have the honour to be,\nMy Lord,\nyour Lordship’s most obedient,\nhumble servant,",
        "I have the honour to be,\nMy Lord,\nYour Lordship’s most obedient,\nhumble servant,",
        "I am, my dear Helga,\nyour old friend",
        "With comradely greetings\nand the best wishes for your people,",
        "Believe me, my dear Sir,\never yours",
        "Yours very truly\n& affectionately",
    ],
)
def test_a_valediction_may_take_several_lines(lines: str) -> None:
    found = letter(lines, "Enver Hoxha")
    assert found.words("//t:closer/t:salute") == [" ".join(lines.split())]
    assert found.words("//t:closer/t:signed/t:persName") == ["Enver Hoxha"]


@pytest.mark.parametrize(
    ("title", "line", "salute", "name"),
    [
        ("Letter from Ola Dahl to Theo Dahl", "Your loving brother, Ola", "Your loving brother,", "Ola"),
        ("To O. N. Prifti, 3 May 1859", "Ever yours | C. Dahl", "Ever yours |", "C. Dahl"),
        ("Lina Prifti an Ola Dahl, 3. 5. 1891", "Gott befohlen Deine Lina", "Gott befohlen", "Deine Lina"),
    ],
)
def test_a_valediction_and_a_name_may_share_a_line(title: str, line: str, salute: str, name: str) -> None:
    found = letter(line, title=title)
    assert (found.words("//t:closer/t:salute"), found.words("//t:closer/t:signed")) == ([salute], [name])


@pytest.mark.parametrize(
    ("title", "lines", "name"),
    [
        ("Lina Prifti an Ola Dahl, 3. 5. 1891", "Ihr ergebenster Schüler\n\nLina Prifti", "Lina Prifti"),
        ("Lina Prifti an Ola Dahl, 3. 5. 1891", "Mit vielen herzlichen Grüßen\n\nLina", "Lina"),
        ("Lettre de Lina Prifti à Ola Dahl", "Agréez, Monsieur, mes sentiments dévoués.\n\nL. Prifti", "L. Prifti"),
        ("Carta de Lina Prifti a Ola Dahl", "Soy de Vd. de corazón,\n\nPrifti", "Prifti"),
        ("Thomas Dahl to Ola Prifti, 3 May 1789", "Your most obedt. servt.\n\nTh: Dahl", "Th: Dahl"),
        ("Lina Prifti an Ola Dahl, 3. 5. 1891", "Ihr\n\nL. Prifti", "L. Prifti"),
        ("Carolina Prifti to Ola Dahl, 3 May 1891", "I must close.\n\nCarrie", "Carrie"),
        ("Lina Prifti to Ola Dahl, 3 May 1891", "I must close.\n\nLina Prifti", "Lina Prifti"),
    ],
)
def test_a_letter_is_signed_below_the_leave_that_its_language_takes(title: str, lines: str, name: str) -> None:
    assert letter(lines, title=title).words("//t:closer/t:signed") == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "I have the honour to acknowledge the receipt of your letter of 3 May.",
        "I have the honour to acknowledge, Sir, the receipt of your letter.",
        "With the best wishes for the new year we have sent to your committee all of the books that you asked us for.",
        "Your letter of 3 May has reached me.",
        "Your proposal is good, and we accept it.",
        "With great interest we have read your letter of 3 May, and we shall answer every point of it in our next.",
    ],
)
def test_a_sentence_about_a_letter_is_no_valediction(sentence: str) -> None:
    found = letter(sentence, "Enver Hoxha")
    assert found.words("//t:closer/t:salute") == []
    assert found.words("//t:body//t:p")[-1] == sentence


@pytest.mark.parametrize(
    "lines",
    ["P.S.—Pray do not send the books.", "P.S.–Pray do not send the books.\n\nThey are too heavy.", "PS:-Pray write."],
)
def test_a_postscript_whose_label_runs_into_the_words_keeps_it_in_the_paragraph(lines: str) -> None:
    found = letter("Yours sincerely,", "Enver Hoxha", lines)
    assert found.count("//t:postscript/t:label") == 0
    assert found.words("//t:postscript/t:p") == [part for part in lines.split("\n") if part]


def test_the_signature_above_such_a_postscript_of_a_report_is_one() -> None:
    found = report("Petro Dode", "P.S.—The ships have come.")
    assert found.shape == ["p", "closer(signed)", "postscript"]


def test_two_postscripts_are_one_with_both() -> None:
    found = letter("Yours sincerely,", "Enver Hoxha", "P.S. The list is long.", "P.P.S. Pray write.")
    assert found.count("//t:postscript") == 1
    assert " ".join(found.words("//t:postscript/*")) == "P.S. The list is long. P.P.S. Pray write."


# --- the last line --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", ["", ",", ";", "."])
def test_a_stop_between_date_and_signature_stays_with_the_date(stop: str) -> None:
    found = telegram(f"31 October 1970{stop} THE ALBANIAN LABOR PARTY")
    assert found.words("//t:closer/t:dateline") == [f"31 October 1970{stop}"]
    assert found.words("//t:closer/t:signed") == ["THE ALBANIAN LABOR PARTY"]
    assert "E103" not in found.codes


def test_what_is_glued_to_a_date_does_not_sign() -> None:
    found = telegram("31 October 1970THE ALBANIAN LABOR PARTY")
    assert found.shape[-1] == "p"
    assert "E103" not in found.codes


def test_asterisks_below_asterisks_and_nothing_else_end_no_document() -> None:
    found = encoded("Letter from Enver Hoxha to Kim Il Sung\n\nDear Comrade,\n\n***\n\n***")
    assert found.shape == ["opener(salute)", "milestone", "milestone"]


# --- an address below the signature ---------------------------------------------------------------------------


def test_the_addressee_below_the_signature_does_not_sign() -> None:
    found = encoded(
        "Letter from Ho Chi Minh to Mao Zedong\n\nDear Comrade,\n\nThe boats have arrived, and all of us are well.\n\n"
        "With communist greetings,\nHo Chi Minh\n\nComrade Mao Zedong\nPeking"
    )
    assert found.words("//t:closer/t:signed/t:persName") == ["Ho Chi Minh"]
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Ho Chi Minh"]


def test_a_place_at_the_end_of_an_address_does_not_sign() -> None:
    found = encoded(
        "Letter from John Mackenzie to Alexander Mackenzie\n\nMy dear Father,\n\nThe harbour was closed all winter, "
        "and nobody could leave.\n\nYour dutiful Son\nJno. Mackenzie\n\nMr Alexr Mackenzie\nStornoway\nIsle of Lewis\n"
        "N. Britain"
    )
    assert "N. Britain" not in found.words("//t:signed//t:persName")
    assert found.words("//t:closer/t:signed[1]/t:persName") == ["Jno. Mackenzie"]
