"""Letters and telegrams: their openers and closers, who wrote to whom, what stands below the signature."""

from __future__ import annotations

import pytest

from encoded import Encoded, encoded

TITLE = "Letter from Enver Hoxha to Kim Il Sung"
BODY = "We thank you for the books, and all of us are well."


def letter(*lines: str, title: str = TITLE, genre: str | None = None) -> Encoded:
    return encoded("\n\n".join((title, *lines)), genre=genre)


# --- openers --------------------------------------------------------------------------------------------------


def test_an_address_has_a_line_for_the_name_and_one_for_the_office() -> None:
    found = letter(
        "To: Comrade Kim Il Sung\nGeneral Secretary of the Central Committee\nof the Workers’ Party of Korea",
        "Dear Comrade,",
        BODY,
    )
    assert found.words("//t:address/t:addrLine") == [
        "To: Comrade Kim Il Sung",
        "General Secretary of the Central Committee of the Workers’ Party of Korea",
    ]
    assert found.words("//t:addrLine[1]/t:persName/@ref") == ["#pers-kim-il-sung"]
    assert found.count("//t:addrLine[2]/t:roleName/t:lb") == 1
    assert found.words("//t:person[@role='addressee']/t:affiliation/@source") == ["#opener-1"]


def test_a_line_without_letters_below_the_addressee_is_no_office() -> None:
    found = encoded(
        "To Comrade Kim Il Sung\n13/13/13\n\nDear Comrade,\n\nThe boats have come, and we are well.\n\nHoxha"
    )
    assert found.words("//t:roleName") == []


def test_an_office_ends_where_the_head_of_the_letter_goes_on() -> None:
    found = letter(
        "To: Comrade Kim Il Sung\nGeneral Secretary of the Party", "TOP SECRET", "Tirana, 3 February 1966", BODY
    )
    assert found.shape == ["opener(address seg dateline)", "p"]


def test_the_sender_of_the_head_has_an_address_of_its_own() -> None:
    found = letter("From: The Embassy of Albania in Pyongyang", "To: Comrade Kim Il Sung", "Dear Comrade,", BODY)
    assert found.words("//t:opener/t:address") == [
        "From: The Embassy of Albania in Pyongyang",
        "To: Comrade Kim Il Sung",
    ]
    assert found.words("//t:address[1]//t:orgName") == ["Embassy of Albania in Pyongyang"]


def test_who_sends_a_telegram_is_read_from_its_head_where_no_title_and_no_signature_say_it() -> None:
    found = letter("FROM: Ministry of Foreign Affairs", "TO: Comrade Ri Jong-ok", BODY, title="Telegram on Trade")
    assert found.words("//t:correspAction[@type='sent']/*") == ["Ministry of Foreign Affairs"]
    assert found.words("//t:correspAction[@type='received']/*") == ["Ri Jong-ok"]


@pytest.mark.parametrize(
    ("line", "element"),
    [
        ("TOP SECRET", "seg[@type='classification']"),
        ("Classification: Secret", "seg[@type='classification']"),
        ("Copy no. 3", "seg[@type='copyNote']"),
        ("No. 123", "idno[@type='documentNumber']"),
        ("Subject: Trade with Korea", "seg[@type='subject']"),
        ("Distribution list - 11 copies: Stalin - 2, Molotov - 1", "seg[@type='distribution']"),
    ],
)
def test_the_lines_of_an_office_stand_in_the_opener(line: str, element: str) -> None:
    found = letter(line, "Dear Comrade,", BODY)
    assert found.words(f"//t:opener/t:{element}") == [line]


@pytest.mark.parametrize("line", ["top secret", "secret", "us urgent", "MOST IMMEDIATE SECRET", "personal and secret"])
def test_a_classification_may_be_in_small_letters(line: str) -> None:
    found = letter(line, "Yalta, February 6, 1945", "Dear Comrade,", BODY)
    assert found.words("//t:opener/t:seg[@type='classification']") == [line]
    assert found.words("//t:dateline") == ["Yalta, February 6, 1945"]


def test_number_and_receipt_of_a_despatch_stand_around_its_dateline() -> None:
    found = letter(
        "No. 425.]", "Legation of the United States, Paris, May 5, 1864.", "[Received May 16.]", "Sir:", BODY
    )
    assert found.shape == ["opener(idno dateline seg salute)", "p"]
    assert found.words("//t:dateline/t:placeName") == ["Paris"]


@pytest.mark.parametrize("line", ["An Herrn Dr. Dahl", "Al señor General Dahl:", "A S. E. el Gran Mariscal Ola Dahl."])
def test_to_whom_a_letter_goes_stands_above_in_german_and_spanish_too(line: str) -> None:
    found = letter("Vlora, 3 de junio de 1826.", line, "Mi querido general:", BODY)
    assert found.words("//t:opener/t:address/t:addrLine") == [line]


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("Department of State, Washington, May 5, 1864.", "Washington", "1864-05-05"),
        ("Cablegram 91 TIRANA, 27 July 1945", "TIRANA", "1945-07-27"),
        ("Letter WASHINGTON, 3 January 1944", "WASHINGTON", "1944-01-03"),
        ("[Washington,] May 4, 1942.", "Washington", "1942-05-04"),
        ("[Vlora, September 24, 1949]", "Vlora", "1949-09-24"),
        ("Washington, May 4, 1942—7 p. m.", "Washington", "1942-05-04"),
        ("Moor Field, Dahlham, Surrey, April 25 [1857]", "Moor Field, Dahlham, Surrey", "1857-04-25"),
        ("Rost. Augt. 27th. 1793.", "Rost", "1793-08-27"),
        ("Weimar d. 3. Mai 1806", "Weimar", "1806-05-03"),
        ("Rostock, d: 7t August 1815. Abends 7 Uhr.", "Rostock", "1815-08-07"),
        ("Vlora, Albania,\nJuly 29, 1939", "Vlora, Albania", "1939-07-29"),
        ("Berlin, 2. Mai 1848 abends", "Berlin", "1848-05-02"),
        ("Wien, 11. März 1892, 6 Uhr abends", "Wien", "1892-03-11"),
        ("Bern, Freitag, 17. Mai 1878", "Bern", "1878-05-17"),
        ("A Paris, ce 3 mars 1790", "Paris", "1790-03-03"),
        ("Cuartel General de Vlora a 7 de abril de 1818.", "Cuartel General de Vlora", "1818-04-07"),
    ],
)
def test_a_dateline_names_its_place_and_day_in_many_ways(line: str, place: str, day: str) -> None:
    found = letter(line, "Dear Comrade,", BODY)
    assert found.shape == ["opener(dateline salute)", "p"]
    assert found.words("//t:correspAction[@type='sent']/t:placeName") == [place]
    assert found.words("//t:correspAction[@type='sent']/t:date/@when") == [day]


def test_how_a_telegram_was_sent_stands_in_the_opener() -> None:
    line = "Sent by wire on 24 March 1950. Received in Moscow on 25 March 1950."
    found = letter("FROM: PYONGYANG", line, "To Cde. Filippov.", BODY, title="Telegram from Shtykov to Stalin")
    assert found.words("//t:opener/t:seg") == [line]
    assert found.shape == ["opener(address seg address)", "p"]


@pytest.mark.parametrize(
    "line",
    [
        "Dear Comrade,", "Dear Comrade Liebermann!", "Dear Comrade Nikita Sergeevich!", "Honorable Comrade Kim,",
        "My dear Mrs. Hall —", "Esteemed Comrades:", "Excellency,", "Gentlemen:", "Dear Mr. President:",
        "Respected Comrade Kim Il Sung!",
    ],
)  # fmt: skip
def test_a_salutation_on_its_line_is_a_salute(line: str) -> None:
    assert letter(line, BODY).words("//t:opener/t:salute") == [line]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Dear Comrade Kim, I thank you for the books that you sent us in spring and for the letter with them.",
        "Comrades, the plan is fulfilled. We thank you.",
        "Friends of ours have come from Korea to Tirana, and they have brought us the books.",
    ],
)
def test_a_salutation_run_into_the_first_paragraph_stays_in_it(paragraph: str) -> None:
    found = letter(paragraph, BODY)
    assert found.words("//t:salute") == []
    assert found.words("//t:text//t:p")[0] == paragraph


@pytest.mark.parametrize(
    ("line", "place", "when"),
    [
        ("Tirana, 3 February 1966", "Tirana", "1966-02-03"),
        ("Tirana, on August [illegible], 1973", "Tirana", "1973-08"),
        ("Pyongyang, February 3, 1966", "Pyongyang", "1966-02-03"),
        ("3 February 1966", None, "1966-02-03"),
        ("Date: February 3, 1966", None, "1966-02-03"),
        ("3 February 1966, Pyongyang", "Pyongyang", "1966-02-03"),
        ("[Page 26] Seoul, June 3, 1964, 10:30 p.m.", "Seoul", "1964-06-03"),
        ("Seoul, June 3, 1964, 2155Z.", "Seoul", "1964-06-03"),
        ("June 1961", None, "1961-06"),
        ("Évian, 3 juillet 1961", "Évian", "1961-07-03"),
        ("Москва, 14 мая 1958", "Москва", "1958-05-14"),
        ("14 мая 1958 года", None, "1958-05-14"),
        ("Москва, 14 мая 1958 г.", "Москва", "1958-05-14"),
    ],
)
@pytest.mark.parametrize("where", ["opener", "closer"])
def test_a_dateline_says_where_and_when_above_and_below(line: str, place: str | None, when: str, where: str) -> None:
    if where == "opener":
        found = encoded(
            f"To: Comrade Kim Il Sung\n\nSubject: Books\n\n{line}\n\nDear Comrade,\n\n{BODY}\n", genre="letter"
        )
    else:
        found = encoded(f"Dear Comrade,\n\n{BODY}\n\n{line}\n\nEnver Hoxha\n", genre="letter")
    assert found.words(f"//t:{where}/t:dateline") == [line]
    assert found.words(f"//t:{where}/t:dateline/t:placeName") == ([place] if place else [])
    assert found.words("//t:creation/t:date/@when") == [when]


# --- closers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "With communist greetings,",
        "With comradely greetings\nand the best wishes for your people,",
        "Please accept, Excellency,\nthe assurances of my highest consideration,",
        "Sincerely yours,",
        "I am, my dear Sir,\nyour obliged servant",
        "Respectfully,",
    ],
)
def test_a_complimentary_close_is_one_salute_over_several_lines(lines: str) -> None:
    found = letter("Dear Comrade,", BODY, lines, "Enver Hoxha")
    assert found.words("//t:closer/t:salute") == [" ".join(lines.split())]
    assert found.words("//t:closer/t:signed") == ["Enver Hoxha"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("Enver Hoxha", "Enver Hoxha"),
        ("(signed) Enver Hoxha", "Enver Hoxha"),
        ("/s/ Enver Hoxha", "Enver Hoxha"),
        ("Comrade Enver Hoxha", "Enver Hoxha"),
        ("[signature] /E. HOXHA/", "E. HOXHA"),
        ("[signature] E. Hoxha", "E. Hoxha"),
        ("ENVER HOXHA", "ENVER HOXHA"),
        ("S. Hoxha", "S. Hoxha"),
        ("M. Hoxha", "M. Hoxha"),
        ("Hoxha", "Hoxha"),
        ("H O X H A", "H O X H A"),
        ("HOXHA [Enver]", "HOXHA"),
    ],
)
def test_a_signature_is_a_name_without_what_surrounds_it(lines: str, name: str) -> None:
    found = letter("Dear Comrade,", BODY, lines)
    assert found.shape[-1] == "closer(signed)"
    assert found.words("//t:closer/t:signed/t:persName") == [name]


def test_the_office_under_a_signature_may_go_on_in_the_next_line() -> None:
    office = "First Secretary of the Central Committee\nof the Albanian Party of Labor"
    found = letter("Dear Comrade,", BODY, "Enver Hoxha\n" + office)
    assert found.words("//t:signed/t:roleName") == [" ".join(office.split())]
    assert found.count("//t:signed//t:lb") == 2
    assert found.words("//t:person[@role='sender']/t:affiliation/@source") == ["#closer-1"]


def test_each_signatory_has_a_signature() -> None:
    found = letter(
        "Dear Comrade,",
        BODY,
        "Mehmet Shehu\nChairman of the Council of Ministers",
        "Enver Hoxha\nFirst Secretary of the Central Committee",
        title="Letter from Mehmet Shehu and Enver Hoxha to Kim Il Sung",
    )
    assert found.words("//t:signed/t:persName") == ["Mehmet Shehu", "Enver Hoxha"]
    assert found.words("//t:author") == ["Mehmet Shehu", "Enver Hoxha"]
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Mehmet Shehu", "Enver Hoxha"]


def test_capitals_after_a_date_are_a_signature() -> None:
    found = letter("Dear Comrade,", BODY, "Date October 31, 1970 THE ALBANIAN PARTY OF LABOR")
    assert found.shape[-1] == "closer(dateline signed)"
    assert found.words("//t:signed/t:orgName") == ["THE ALBANIAN PARTY OF LABOR"]


@pytest.mark.parametrize("line", ["24.3.50 Shtykov", "13.1.51 SHTYKOV", "24.III.50 Shtykov"])
def test_a_surname_after_figures_is_a_signature(line: str) -> None:
    found = letter(BODY, line, title="Telegram from Shtykov to Stalin")
    assert found.shape[-1] == "closer(dateline signed)"
    assert found.words("//t:signed/t:persName/@ref") == ["#pers-shtykov"]


@pytest.mark.parametrize("line", ["S H T Y K O V", "Shtykov", "SHTYKOV", "T. Shtykov"])
def test_a_signature_is_the_sender_of_the_title_however_it_is_set(line: str) -> None:
    found = letter(BODY, line, title="Telegram from Shtykov to Stalin")
    assert found.words("//t:signed/t:persName") == [line]
    assert len(found.words("//t:correspAction[@type='sent']/t:persName")) == 1
    assert found.codes == []


def test_a_signature_nobody_could_read_is_a_gap_in_signed() -> None:
    found = letter("Dear Comrade,", BODY, "[illegible signature]")
    assert found.words("//t:closer/t:signed/t:gap/@reason") == ["illegible"]
    assert found.words("//t:closer//t:persName") == []


def test_what_the_office_puts_below_a_signature_stays_in_the_closer() -> None:
    found = letter(
        BODY,
        "A. PUZANOV",
        "Nº 2395",
        "Two copies printed. Nº 2 to file.",
        "Typed by Kola Marku on 5 May 1970",
        "###",
        title="Telegram from A. Puzanov to Andrei Gromyko",
    )
    assert found.shape == ["p", "closer(signed idno seg seg)", "trailer"]
    assert found.words("//t:closer/t:seg/@type") == ["copyNote", "recording"]


@pytest.mark.parametrize(
    "lines", ["cc: Mehmet Shehu, Ramiz Alia", "Copies to: Stalin", "cc:\nMehmet Shehu\nRamiz Alia"]
)
def test_a_distribution_list_is_a_segment_of_the_closer(lines: str) -> None:
    found = letter("Dear Comrade,", BODY, "Enver Hoxha", lines)
    assert found.words("//t:closer/t:seg[@type='distribution']") == [" ".join(lines.split())]
    assert found.count("//t:seg/t:lb") == lines.count("\n")


@pytest.mark.parametrize(
    ("lines", "label"),
    [("P.S. The list is long.", "P.S."), ("PS: The list is long.", "PS:"), ("P.S.\n\nThe list is long.", "P.S.")],
)  # fmt: skip
def test_a_postscript_keeps_its_label(lines: str, label: str) -> None:
    found = letter("Dear Comrade,", BODY, "With greetings,", "Enver Hoxha", lines)
    assert found.words("//t:postscript/t:label") == [label]
    assert found.words("//t:postscript/t:p") == ["The list is long."]


def test_what_follows_the_signature_of_a_letter_is_a_postscript_without_label() -> None:
    found = letter(
        "Dear Comrade,", BODY, "With comradely greetings,", "Enver Hoxha", "The list which I send with this is long."
    )
    assert found.words("//t:postscript/*") == ["The list which I send with this is long."]


def test_an_enclosure_is_a_part_beside_the_letter() -> None:
    found = letter(
        "Dear Comrade,", BODY, "Enver Hoxha", "Enclosure 1", "The list of books", title=TITLE + ", with Enclosure"
    )
    assert found.shape[-1] == "closer(signed)"
    assert found.words("//t:div[@type='enclosure']/*") == ["Enclosure 1", "The list of books"]
    assert found.words("//t:correspAction[@type='received']/t:persName") == ["Kim Il Sung"]


def test_the_word_enclosure_in_a_sentence_parts_nothing() -> None:
    found = letter("Dear Comrade,", "Enclosure 1 is the list of books that I promised you.", "Enver Hoxha")
    assert found.words("//t:div/@type") == ["letter"]


# --- who wrote to whom ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "sent", "received"),
    [
        ("Letter from Enver Hoxha to Kim Il Sung", ["Enver Hoxha"], ["Kim Il Sung"]),
        ("Letter to Kim Il Sung from Enver Hoxha", ["Enver Hoxha"], ["Kim Il Sung"]),
        ("Letter to Kim Il Sung from Petro Dode and An Yong", ["Petro Dode", "An Yong"], ["Kim Il Sung"]),
        ("Telegram From the Embassy in Korea to the Ministry of Trade", ["Embassy in Korea"], ["Ministry of Trade"]),
        ("Letter from Enver Hoxha to Kim Il Sung, February 3, 1966", ["Enver Hoxha"], ["Kim Il Sung"]),
        ("Letter from Comrade Enver Hoxha to Comrade Kim Il Sung regarding Trade", ["Enver Hoxha"], ["Kim Il Sung"]),
    ],
)  # fmt: skip
def test_the_title_says_who_wrote_to_whom(title: str, sent: list[str], received: list[str]) -> None:
    found = letter(BODY, BODY, title=title)
    assert found.words("//t:correspAction[@type='sent']/*[not(self::t:date)]") == sent
    assert found.words("//t:correspAction[@type='received']/*") == received


def test_a_place_in_the_title_sends_and_receives_nothing() -> None:
    found = letter("To: Comrade Gromyko", BODY, "A. PUZANOV", title="Telegram from A. Puzanov to Moscow")
    assert found.words("//t:correspAction[@type='received']/*") == ["Gromyko"]


def test_who_signs_for_an_institution_is_named_beside_it() -> None:
    found = letter(BODY, "Berger", title="Telegram From the Embassy in Korea to the Department of State")
    assert found.words("//t:correspAction[@type='sent']/*") == ["Embassy in Korea", "Berger"]
    assert found.words("//t:author") == ["Berger"]


@pytest.mark.parametrize("line", ["E. Hoxha", "E. HOXHA", "M. Hoxha"])
def test_an_initial_under_a_letter_is_that_of_the_sender_in_the_title(line: str) -> None:
    found = letter("Dear Comrade,", BODY, "With greetings,", line)
    same = line.startswith("E")
    assert found.words("//t:signed/t:persName/@ref") == ["#pers-enver-hoxha" if same else "#pers-m-hoxha"]
    assert ("S09" in found.codes) is not same


def test_where_title_and_text_name_two_persons_the_text_wins_and_it_is_reported() -> None:
    found = letter("Dear Comrade Kim,", BODY, "With greetings,", "Mehmet Shehu")
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Mehmet Shehu"]
    assert found.words("//t:correspAction[@type='sent']/t:persName/@cert") == ["medium"]
    assert found.codes == ["H201"]


def test_a_party_that_signs_for_its_secretary_does_not_contradict_the_title() -> None:
    found = letter("Dear Comrade,", BODY, "Date October 31, 1970 THE ALBANIAN PARTY OF LABOR")
    assert "H201" not in found.codes
    assert found.words("//t:correspAction[@type='sent']/t:persName/@cert") == []


def test_the_letter_that_is_answered_is_the_context() -> None:
    found = letter("Dear Comrade,", "I have your letter of 31 December 1965, and thank you.", "Enver Hoxha")
    assert found.words("//t:correspContext/t:ref/@cert") == ["medium"]
    assert found.words("//t:correspContext/t:ref/@source") == ["#p-1"]
    assert found.words("//t:correspContext//t:date/@when") == ["1965-12-31"]
    assert found.words("//t:correspContext//t:persName") == ["Kim Il Sung"]


def test_a_day_of_this_month_is_one_of_the_month_of_the_page() -> None:
    page = "Skip to content\n\nMarch 3, 1898\n\nTelegram from the Ministry of War to Per Moe"
    found = encoded(f"{page}\n\nThe steamer, expected on the 5th inst., is late.\n\nDocument Information\n\nX")
    assert found.words("//t:body//t:date/@when") == ["1898-03-05"]
    assert found.words("//t:body//t:date/@cert") == ["medium"]


# --- letters without a title ----------------------------------------------------------------------------------


def test_a_letter_without_title_is_known_by_salutation_close_and_signature() -> None:
    found = encoded(f"Dear Mr. Moe,\n\n{BODY}\n\nYours sincerely,\n\nOla Dahl\n")
    assert found.conversion.genre == "letter"
    assert found.shape == ["opener(salute)", "p", "closer(salute signed)"]
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Ola Dahl"]


def test_a_close_and_a_signature_show_a_letter() -> None:
    found = encoded(f"{BODY}\n\n{BODY}\n\nYours sincerely,\n\nOla Dahl\n")
    assert found.conversion.genre == "letter"
    assert found.shape == ["p", "p", "closer(salute signed)"]


def test_a_salutation_that_runs_into_the_first_paragraph_shows_a_letter() -> None:
    found = encoded(f"My dear Charlotte,—Your box has come. {BODY}\n\n{BODY}\n")
    assert found.conversion.genre == "letter"


def test_a_salutation_that_runs_into_the_first_paragraph_and_a_close_show_a_letter() -> None:
    found = encoded(f"My dear Charlotte,—Your box has come. {BODY}\n\nEver your affectionate\n\nLina Prifti\n")
    assert found.conversion.genre == "letter"
    assert found.words("//t:salute") == ["Ever your affectionate"]
    assert found.words("//t:signed") == ["Lina Prifti"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n{BODY}\n\nOla Dahl\n",  # a signature alone
        f"{BODY}\n\nYours sincerely was all that he wrote below it.\n",
        f"The dear fellow, as we call him, has come. {BODY}\n\n{BODY}\n",
    ],
)
def test_less_than_that_is_no_letter(text: str) -> None:
    assert encoded(text).conversion.genre == "other"


@pytest.mark.parametrize(
    ("salutation", "name"),
    [
        ("My dear Mrs. Hall,", "Hall"),
        ("Dear Comrade Liebermann!", "Liebermann"),
        ("Dear Mr. Per Moe,", "Per Moe"),
        ("Sehr geehrter Herr Lindner,", "Lindner"),
        ("Dear Charlotte,", "Charlotte"),
    ],
)
def test_an_addressee_whom_only_the_salutation_names_is_a_guess(salutation: str, name: str) -> None:
    found = encoded(f"{salutation}\n\n{BODY}\n\nYours sincerely,\n\nOla Dahl\n", genre="letter")
    assert found.words("//t:correspAction[@type='received']/t:persName") == [name]
    assert found.words("//t:correspAction[@type='received']/t:persName/@cert") == ["low"]
    assert found.words("//t:person[@role='addressee']/t:persName") == [name]


def test_a_title_says_better_than_the_salutation_who_got_the_letter() -> None:
    found = letter("Dear Mr. Per Moe,", BODY, "Enver Hoxha")
    assert found.codes == []
    assert found.words("//t:correspAction[@type='received']/t:persName") == ["Kim Il Sung"]
    assert found.words("//t:correspAction[@type='received']/t:persName/@cert") == []


@pytest.mark.parametrize("salutation", ["Dear Mother,", "Dear Sir,", "Gentlemen:", "My dear Friend,", "Dear Comrade,"])
def test_an_addressee_whom_nothing_names_is_unknown_and_refers_to_nobody(salutation: str) -> None:
    found = encoded(f"{salutation}\n\n{BODY}\n\nYours sincerely,\n\nOla Dahl\n", genre="letter")
    assert found.words("//t:correspAction[@type='received']/t:persName") == ["Unknown"]
    assert found.words("//t:correspAction[@type='received']/t:persName/@ref") == []
    assert found.words("//t:person/t:persName") == ["Ola Dahl"]


def test_a_sender_whom_nothing_names_is_unknown() -> None:
    found = letter(BODY, BODY, title="Letter to Kim Il Sung")
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Unknown"]
    assert found.words("//t:correspAction[@type='received']/t:persName") == ["Kim Il Sung"]
    assert found.words("//t:author") == []


@pytest.mark.parametrize(
    ("title", "sent", "received"),
    [
        ("Letter from Enver Hoxha", ["Enver Hoxha"], ["Unknown"]),
        ("Telegram by A. Puzanov", ["A. Puzanov"], ["Unknown"]),
        ("Telegram from Enver Hoxha, 5 May 1950", ["Enver Hoxha"], ["Unknown"]),
        ("Telegram from Shtykov to Stalin conveying a Message of Kim", ["Shtykov"], ["Stalin"]),
        ("Letter from Enver Hoxha to Kim Il Sung, transmitting the List of Books", ["Enver Hoxha"], ["Kim Il Sung"]),
        ("Letter from Enver Hoxha to Kim Il Sung requesting Help", ["Enver Hoxha"], ["Kim Il Sung"]),
        ("Letter from Enver Hoxha to Kim Il Sung with an Attachment", ["Enver Hoxha"], ["Kim Il Sung"]),
    ],
)  # fmt: skip
def test_a_title_names_those_who_wrote_and_no_more(title: str, sent: list[str], received: list[str]) -> None:
    found = letter(BODY, BODY, title=title)
    assert found.words("//t:correspAction[@type='sent']/*[not(self::t:date)]") == sent
    assert found.words("//t:correspAction[@type='received']/*") == received


# --- offices in titles ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "sent", "received"),
    [
        (
            "Letter From the Secretary of Defense (Wilson) to the President’s Special Assistant (Stassen)",
            ("#pers-wilson", "Secretary of Defense (Wilson)"),
            ("#pers-stassen", "President’s Special Assistant (Stassen)"),
        ),
        (
            "Letter From the Ambassador to Korea (Brown) to the Assistant Secretary of State (Bundy)",
            ("#pers-brown", "Ambassador to Korea (Brown)"),
            ("#pers-bundy", "Assistant Secretary of State (Bundy)"),
        ),
        (
            "Letter From the Ambassador to the Department of State",
            ("#pers-ambassador", "Ambassador"),
            ("#org-department-of-state", "Department of State"),
        ),
        (
            "Letter From President Johnson to Chairman Kosygin",
            ("#pers-johnson", "President Johnson"),
            ("#pers-kosygin", "Chairman Kosygin"),
        ),
        (
            "Letter From Mr. Hall to the Representative on the Disarmament Commission (Lodge), March 3, 1955",
            ("#pers-hall", "Mr. Hall"),
            ("#pers-lodge", "Representative on the Disarmament Commission (Lodge)"),
        ),
    ],
)
def test_a_title_names_people_with_their_offices(title: str, sent: tuple[str, str], received: tuple[str, str]) -> None:
    found = letter("Dear Sir:", BODY, title=title)
    for action, (ref, words) in (("sent", sent), ("received", received)):
        assert found.words(f"//t:correspAction[@type='{action}']/*[1]/@ref") == [ref]
        assert found.words(f"//t:correspAction[@type='{action}']/*[1]") == [words.removeprefix("Mr. ")]


def test_several_senders_in_a_title_are_people_of_their_own() -> None:
    title = "Letter from Ann Grey, Bob Grey, and Carl Hall to Henry Cabot Lodge, Jr."
    found = letter("Dear Sir:", BODY, title=title)
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Ann Grey", "Bob Grey", "Carl Hall"]
    assert found.count("//t:correspAction[@type='received']/*") == 1


def test_the_signature_tells_whom_the_office_in_the_title_means() -> None:
    title = "Letter From the Commissioner of the Atomic Energy Commission (Murray) to the President"
    found = letter("Dear Mr. President:", BODY, "Sincerely yours,", "Thomas E. Murray", title=title)
    assert found.words("//t:correspAction[@type='sent']/t:persName") == [
        "Commissioner of the Atomic Energy Commission (Murray)"
    ]
    assert found.words("//t:correspAction[@type='sent']/t:persName/@ref") == ["#pers-thomas-e-murray"]
    assert found.words("//t:author/t:persName") == ["Thomas E. Murray"]
    assert found.words("//t:signed/t:persName/@ref") == ["#pers-thomas-e-murray"]


def test_a_first_name_below_the_letter_of_one_person_is_that_persons() -> None:
    title = "Letter From the Ambassador to Korea (Brown) to the Assistant Secretary of State (Bundy)"
    found = letter("Dear Bill:", BODY, "Sincerely,", "Win", title=title)
    assert found.words("//t:correspAction[@type='sent']/t:persName/@ref") == ["#pers-brown"]
    assert found.words("//t:signed/t:persName[.='Win']/@ref") == ["#pers-brown"]
    assert found.words("//t:signed/t:persName[.='Win']/@cert") == ["medium"]


@pytest.mark.parametrize(
    ("title", "sent", "received"),
    [
        ("Letter, Marta Lindqvist to Henry Caldwell", "Marta Lindqvist", "Henry Caldwell"),
        ("John Roe to Jane Dow, 28 May 1946", "John Roe", "Jane Dow"),
        ("Letter from P. Novotny to M. Lindqvist", "P. Novotny", "M. Lindqvist"),
        ("Letter from J. R. Roe, Secretary of State, to Ann Grey", "J. R. Roe, Secretary of State", "Ann Grey"),
        ("Letter from Ann Grey to the Swedish Red Cross", "Ann Grey", "Swedish Red Cross"),
    ],
)
def test_a_title_says_who_wrote_to_whom(title: str, sent: str, received: str) -> None:
    found = letter("Dear Sir:", BODY, title=title)
    assert found.words("//t:correspAction[@type='sent']/*[1]") == [sent]
    assert found.words("//t:correspAction[@type='received']/*[1]") == [received]
    assert found.words("//t:correspAction[@type='received']/t:orgName") == [received] * ("Cross" in received)


def test_initials_in_a_title_mean_who_signs_in_full() -> None:
    found = letter("Dear Marta,", BODY, "Yours,", "Pavel Novotny", title="Letter from P. Novotny to M. Lindqvist")
    assert found.words("//t:correspAction[@type='sent']/t:persName") == ["Pavel Novotny"]
    assert found.words("//t:person[@role='sender']/@xml:id") == ["pers-pavel-novotny"]
    assert found.words("//t:person[@role='addressee']/t:persName") == ["M. Lindqvist"]
    assert "S09" not in found.codes


def test_letters_from_a_place_are_no_letter() -> None:
    assert letter("It was a long time ago.", BODY, title="Letters from a Vanished World").conversion.genre != "letter"


# --- earlier letters ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("I thank you for your letter of 31 December 1965.", ["1965-12-31"]),
        ("YOUR LETTER OF DECEMBER 31 RECEIVED.", ["1965-12-31"]),
        ("I have yours of 10 January.", ["1966-01-10"]),
        ("Your letters of 8 January 1966 and 12 January 1966 are here.", ["1966-01-08", "1966-01-12"]),
        ("J’ai reçu votre lettre du 3 janvier 1966.", ["1966-01-03"]),
        ("Ihren Brief vom 3. Januar 1966 habe ich erhalten.", ["1966-01-03"]),
        ("I have seen your letter of 3 January 1966 to Minister Caldwell.", []),
        ("My letter of 3 January 1966 is lost.", []),
    ],
)
def test_the_letter_that_is_answered_is_known_by_its_day(words: str, dates: list[str]) -> None:
    found = letter("Tirana, 3 February 1966", "Dear Comrade,", words)
    assert found.words("//t:correspContext/t:ref/t:date/@when") == dates
    assert all(code not in found.codes for code in ("S10", "D301"))


@pytest.mark.parametrize("nobody", ["---", "]]>", "***", "[]"])
def test_signs_are_nobody_to_write_to(nobody: str) -> None:
    found = letter("Dear Friend,", "We met.", "Ada Ash", title=f"Letter from {nobody} to {nobody}")
    assert "" not in found.words("//t:persName")
    assert not {"S14", "E103"} & set(found.codes)


def test_a_signature_behind_a_control_character_is_compared_with_initials() -> None:
    head = "TELEGRAM\n\nFROM: W. Arden\nTo: Cde. Filippov\nDate: 13.1.51\nSubject: ships"
    found = encoded(f"{head}\n\nI report that the ships came.\n\n[signature]\x01 Shtykov\n\n13.1.51 ROSHCHIN")
    assert found.conversion.tei is not None


# --- what shows the kind, and what takes leave -----------------------------------------------------------------


@pytest.mark.parametrize("line", ["[Telegram]", "(Telegram)", "Telegram.", "[Telegram—Translation.]"])
def test_a_line_that_says_telegram_makes_one_of_it_and_stands_in_the_opener(line: str) -> None:
    found = encoded(
        f"The Minister of Ships to the Consul at Vlora (Dahl)\n\n{line}\n\nVlora, May 4, 1917.\n\n{BODY}\n\n{BODY}\n"
    )
    assert found.conversion.genre == "telegram"
    assert found.shape[:2] == ["head", "opener(seg dateline)"]


def test_a_name_called_below_the_dateline_is_a_salutation() -> None:
    found = encoded(f"15 April 1862\n\nMr Dahl,\n\n{BODY}\n\n{BODY}\n")
    assert found.conversion.genre == "letter"
    assert found.words("//t:opener/t:salute") == ["Mr Dahl,"]


@pytest.mark.parametrize(
    ("line", "salute", "name"),
    [
        ("Dein Ola Dahl", "Dein", "Ola Dahl"),
        ("Vostro O. DAHL", "Vostro", "O. DAHL"),
        ("Votre Lina", "Votre", "Lina"),
        ("Your affectionate Lina Prifti", "Your affectionate", "Lina Prifti"),
        ("Ihr alter Ola", "Ihr alter", "Ola"),
    ],
)
def test_what_stands_before_the_name_below_a_letter_takes_leave_and_is_not_signed(
    line: str, salute: str, name: str
) -> None:
    found = encoded(f"Tirana, 13 June 1864.\n\n{BODY}\n\n{BODY}\n\n{line}\n")
    assert found.conversion.genre == "letter"
    assert found.words("//t:closer/t:salute") == [salute]
    assert found.words("//t:signed") == [name]


def test_who_begs_to_remain_takes_leave() -> None:
    found = letter(BODY, "I beg to remain, my dear Archbishop,\nYours very sincerely with great respect.", "Ola Dahl")
    assert found.count("//t:closer//t:signed") == 1
    assert found.words("//t:closer/t:salute")[0].startswith("I beg to remain")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Vlora, 10 March, 1844—", "Vlora"),
        ("Royal Gardens, Kew, Jan. 4. 1856", "Kew"),
        ("Dahl Lodge, Vlora, 4 Sept 1856", "Vlora"),
    ],
)
def test_a_house_or_garden_is_no_place_and_a_dash_may_end_a_dateline(line: str, place: str) -> None:
    found = encoded(f"{line}\n\nMy dear Mother,\n\n{BODY}\n\n{BODY}\n\nEver yours,\n\nOla Dahl\n")
    assert found.shape[0] == "opener(dateline salute)"
    assert found.words("//t:dateline/t:placeName") == [place]
