"""Wordings of EU acts on regimes whose base act the table may not know. Every text is made up; none is a real act."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.interpret.acts import ActReading, eu_names, interpret_act
from tests.interpret.test_acts_eu import act, insert, told

UNKNOWN = "Regulation (EU) 2017/9002"


def row(reading: ActReading, action: str, measure: str) -> tuple[str, int | None, tuple[str, ...]]:
    found = next(a for a in reading.actions if (a.action, a.measure) == (action, measure))
    return found.subject_kind, found.count, found.all_names


def amended(*instructions: str, base: str = "Regulation (EU) No 833/2014", recitals: str = "") -> ActReading:
    return act(f"{base} is amended as follows:\n\n" + "\n\n".join(instructions), base=base, recitals=recitals)


def test_names_added_to_the_list_of_an_unknown_act_are_frozen_and_counted_by_sort() -> None:
    annex = (
        f"ANNEX\n\nAnnex I to {UNKNOWN} is amended as follows:\n\n"
        "(1) the following entries are added under the heading ‘Natural persons’:\n\n"
        "| | Name | Identifying information |\n| --- | --- | --- |\n| 1. | Aung KHIN (a.k.a. Ko Khin) | Date of birth: 1.1.1960 |\n"
        "| 2. | Thein MAUNG | Date of birth: 2.2.1961 |\n\n"
        "(2) the following entry is added under the heading ‘Legal persons, entities and bodies’:\n\n"
        "| | Name | Identifying information |\n| --- | --- | --- |\n| 1. | Golden Teak Company Ltd (GTC) | Address: Yangon |\n"
    )
    reading = act(f"Annex I to {UNKNOWN} is amended in accordance with the Annex to this Regulation.", base=UNKNOWN, annex=annex)
    rows = [(a.action, a.measure, a.subject_kind, a.count) for a in reading.actions]
    assert rows == [("list", "asset_freeze", "person", 2), ("list", "asset_freeze", "entity", 1)]
    assert reading.actions[0].all_names[1] == "Thein MAUNG"


def test_a_decision_in_one_run_of_words_is_read_part_by_part() -> None:
    text = (
        "Council Decision (CFSP) 2021/9003 of 10 May 2021 amending Decision 2014/512/CFSP concerning restrictive measures "
        "THE COUNCIL OF THE EUROPEAN UNION, Having regard to the Treaty, Whereas: (1) The Council adopted Decision 2014/512/CFSP. "
        "(2) It should be renewed. HAS ADOPTED THIS DECISION: Article 1 In Article 9 of Decision 2014/512/CFSP, paragraph 1 is "
        "replaced by the following: ‘1. This Decision shall apply until 31 January 2022.’ Article 2 This Decision shall enter into "
        "force on the day following that of its publication. Done at Brussels, 10 May 2021."
    )
    reading = interpret_act(text, page_date=date(2021, 5, 11))
    assert reading.in_force_on == date(2021, 5, 12)
    assert {a.action for a in reading.actions} == {"extend"}
    assert {a.expires_on for a in reading.actions} == {date(2022, 1, 31)}
    assert all(text[a.start : a.end] == a.quote for a in reading.actions)


def test_the_repeal_of_an_unknown_act_lifts_what_the_recitals_name() -> None:
    said = "(1) The arms embargo against Ruritania laid down in Regulation (EU) 2017/9002 should end: the sale of arms is free again."
    assert told(act(f"{UNKNOWN} is hereby repealed.", base=UNKNOWN, verb="repealing", recitals=said)) == [("lift", "arms_embargo")]


def test_a_repeal_by_the_act_that_takes_its_place_lifts_nothing() -> None:
    base = f"measures in view of the situation in Ruritania and repealing {UNKNOWN}"
    assert ("lift", "multiple") not in told(act(f"{UNKNOWN} is hereby repealed.", base=base, verb="concerning restrictive"))


def test_each_point_of_a_prohibition_is_a_ban_of_its_own() -> None:
    reading = amended(
        "(1) the following Article is inserted:\n\n‘Article 3zz\n\n1. It shall be prohibited:\n\n"
        "(a) to purchase, import or transfer crude oil from Ruritania;\n\n"
        "(b) to sell, supply or export jet fuel to Ruritania.’;",
    )
    assert told(reading) == [("expand", "import_ban"), ("expand", "export_ban")]


def test_a_prohibition_that_stops_applying_for_a_time_is_a_suspension() -> None:
    reading = amended(
        "(1) in Article 3m, the following paragraph is added:\n\n"
        "‘20. The prohibitions laid down in Article 3m shall be suspended until 1 June 2024.’;"
    )
    assert [(a.action, a.expires_on) for a in reading.actions] == [("suspend", date(2024, 6, 1))]


def test_deleted_paragraphs_that_spared_end_an_exemption() -> None:
    deleted = "(1) in Article 5aa, paragraph 3 is deleted;"
    assert [a for a, _ in told(amended(deleted))] == ["exempt_end"]


def test_deleted_paragraphs_of_a_period_that_ran_out_move_nothing() -> None:
    expired = "(1) It is appropriate to delete certain transition periods that have expired."
    reading = amended("(1) in Article 5aa, paragraph 3 is deleted;", recitals=expired)
    assert told(reading) == [] and [a.detail for a in reading.actions] == ["expired_transition"]


def test_words_on_who_may_be_listed_widen_the_freeze() -> None:
    reading = act(
        "In Article 3(1) of Regulation (EU) No 269/2014, the following point is added:\n\n"
        "‘(j) Annex I shall include natural or legal persons, entities or bodies that support the evasion of the measures.’",
        base="Regulation (EU) No 269/2014",
    )
    assert told(reading) == [("expand", "asset_freeze")]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("4. The prohibition in paragraph 1 shall not apply between 1 May 2023 and 1 August 2023 to contracts.", date(2023, 8, 1)),
        ("4. The prohibition in paragraph 1 shall not apply until 24 June 2023 to contracts.", date(2023, 6, 24)),
        (
            "4. The prohibition in paragraph 1 shall not apply to contracts, provided that the authority is informed "
            "by no later than 1 April 2023.",
            None,
        ),
    ],
)
def test_the_last_day_of_an_exemption_is_no_day_of_notice(words: str, last: date | None) -> None:
    reading = act(insert("3k", words))
    assert [(a.action, a.expires_on) for a in reading.actions] == [("exempt", last)]


def test_help_with_goods_of_another_paragraph_goes_with_its_ban() -> None:
    first = "(1) in Article 3k, paragraph 1 is replaced by the following:"
    ban = f"{first}\n\n‘1. It shall be prohibited to sell or export goods in Annex XXIII.’;"
    helps = (
        "(2) in Article 3k, paragraph 2 is replaced by the following:\n\n‘2. It shall be prohibited to provide technical assistance "
        "or financial assistance related to the goods referred to in paragraph 1.’;"
    )
    assert told(amended(ban, helps)) == [("expand", "export_ban")]
    assert [m for _, m in told(amended(helps))] == ["export_ban"]


def test_goods_that_are_only_worded_anew_move_nothing() -> None:
    reading = amended("(1) in Annex XXIII, the heading is replaced by the following:\n\n‘List of goods’;")
    assert told(reading) == [] and reading.actions and reading.actions[0].detail in ("annex_heading", "goods_update")


def test_marks_of_a_page_that_quotes_only_some_words_do_not_lose_the_others() -> None:
    reading = amended(
        "(1) in Article 3k, the following paragraph is added:\n\n> ‘9. It shall be prohibited to sell goods in Annex XXIII.\n\n"
        "9a. The prohibition in paragraph 9 shall not apply until 1 May 2023 to contracts.’;"
    )
    assert told(reading) == [("expand", "export_ban"), ("exempt", "export_ban")]


def test_a_definition_of_the_areas_worded_anew_widens_the_regime() -> None:
    reading = act(
        "Regulation (EU) 2022/263 is amended as follows:\n\n(1) Article 1 is replaced by the following:\n\n‘Article 1\n\n"
        "For the purposes of this Regulation, ‘specified territories’ means the non-government controlled areas of the Donetsk, "
        "Kherson, Luhansk and Zaporizhzhia oblasts of Ukraine;’;",
        base="Regulation (EU) 2022/263",
    )
    assert told(reading) == [("expand", "multiple")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Entry No 8 — Ivan Ivanovych Primer (Іван Іванович Пример) (son of a former minister)", "Ivan Ivanovych Primer"),
        ("PJSC Primermost ПАО Примермост", "PJSC Primermost"),
        ("Primergaz Corporation (PGM Group) ООО Примергаз", "Primergaz Corporation (PGM Group)"),
        ("AO “Institute Primer — North” АО Институт Пример", "AO “Institute Primer — North”"),
        ("‘Made-up Register of Shipping’.", "Made-up Register of Shipping"),
        ("7. Dimitriy (Dimitry, Dmitri) Ivanovich PRIMEROV (Дмитрий ПРИМЕРОВ);", "Dimitriy (Dimitry, Dmitri) Ivanovich PRIMEROV"),
        ("Development Bank (VEB)", "Development Bank (VEB)"),
        ("Anna PRIMEROVA, born 1 May 1970", "Anna PRIMEROVA"),
    ],
)
def test_names_are_taken_as_the_latin_text_spells_them_first(written: str, name: str) -> None:
    assert eu_names.clean(written) == name
