"""EU acts. Every text here is made up in the drafting style of the Official Journal; none is a real act."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.interpret.acts import ActReading, interpret_act

DAY = date(2023, 3, 4)
NEXT_DAY = (
    "This Regulation shall enter into force on the day following that of its publication in the Official Journal of the European Union."
)


def act(
    body: str,
    *,
    recitals: str = "",
    annex: str = "",
    base: str = "Regulation (EU) No 833/2014",
    verb: str = "amending",
    force: str = NEXT_DAY,
    kind: str = "Council Regulation (EU)",
) -> ActReading:
    text = f"""{kind} 2023/9001 of 3 March 2023 {verb} {base} concerning restrictive measures

THE COUNCIL OF THE EUROPEAN UNION,

Whereas:

{recitals}

HAS ADOPTED THIS REGULATION:

Article 1

{body}

Article 2

{force}

Done at Brussels, 3 March 2023.

{annex}"""
    reading = interpret_act(text, page_date=DAY)
    for action in reading.actions:
        assert text[action.start : action.end] == action.quote, "a quote stands at its offsets"
        assert action.rule and 0 < action.confidence <= 1
    return reading


def told(reading: ActReading) -> list[tuple[str, str]]:
    return [(a.action, a.measure) for a in reading.actions if a.action != "other"]


def insert(article: str, *paragraphs: str) -> str:
    return (
        f"Regulation (EU) No 833/2014 is amended as follows:\n\n(1) in Article {article}, the following paragraphs are added:\n\n‘"
        + "\n\n".join(paragraphs)
        + "’."
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (NEXT_DAY, date(2023, 3, 5)),
        ("This Regulation shall enter into force on the date of its publication in the Official Journal.", DAY),
        ("This Regulation shall enter into force on the day of its publication in the Official Journal.", DAY),
        ("This Regulation shall enter into force on the twentieth day following that of its publication.", date(2023, 3, 24)),
        ("This Regulation shall enter into force on 1 April 2023.", date(2023, 4, 1)),
        ("This Regulation shall take effect on the date of its adoption.", date(2023, 3, 3)),
        (NEXT_DAY + " It shall apply from 9 March 2023.", date(2023, 3, 9)),
    ],
)
def test_entry_into_force(words: str, day: date) -> None:
    assert act("Regulation (EU) No 208/2014 is hereby repealed.", force=words).in_force_on == day


def test_prohibition_and_exemption_with_last_day() -> None:
    reading = act(
        insert(
            "3k",
            "9. It shall be prohibited to sell, supply, transfer or export, directly or indirectly, widgets to any person in Russia.",
            "10. The prohibition in paragraph 9 shall not apply to the execution until 4 June 2023 of old contracts of 5 March 2023.",
            "11. The Member State concerned shall inform the Commission of any authorisation granted under paragraph 10.",
        )
    )
    assert told(reading) == [("expand", "export_ban"), ("exempt", "export_ban")]
    ban, exemption = reading.actions
    assert (ban.effective_on, ban.expires_on) == (date(2023, 3, 5), None)
    assert exemption.expires_on == date(2023, 6, 4), "the day of the contracts is no term"


def test_a_prohibition_with_its_own_first_day() -> None:
    reading = act(insert("5j", "4. It shall be prohibited as of 1 May 2023 to provide made-up rating services to any Russian national."))
    assert [(a.measure, a.effective_on) for a in reading.actions] == [("services_ban", date(2023, 5, 1))]


def test_a_point_of_article_1_that_applies_later() -> None:
    later = NEXT_DAY + " Article 1, point (1), shall apply from 1 July 2023."
    reading = act(insert("3i", "9. It shall be prohibited to import, directly or indirectly, gadgets into the Union."), force=later)
    assert [a.effective_on for a in reading.actions] == [date(2023, 7, 1)]


def test_a_replaced_derogation_with_a_day_is_prolonged_and_no_renewal() -> None:
    body = """Regulation (EU) No 833/2014 is amended as follows:

(1) Article 12b is amended as follows:

(a) in paragraph 1, the introductory wording is replaced by the following:

‘1. By way of derogation from Articles 3g and 3i, the competent authorities may authorise the import of goods until 31 December 2024.’;

(2) in Article 5aa(3), point (d), the date ‘31 December 2023’ is replaced by ‘30 June 2024’."""
    reading = act(body)
    assert told(reading) == [("exempt_extend", "import_ban"), ("exempt_extend", "financial_restriction")]
    assert [a.expires_on for a in reading.actions] == [date(2024, 12, 31), date(2024, 6, 30)]


def test_listing_counts_persons_and_entities_apart_and_names_them() -> None:
    annex = """ANNEX

The following persons and entities are added to the list set out in Annex I to Regulation (EU) No 269/2014:

A. Persons

|  | Name | Identifying information | Reasons | Date of listing |
| --- | --- | --- | --- | --- |
| ‘901. | Ivan PRIMEROV (Иван ПРИМЕРОВ) | Gender: male | Made up. | 4.3.2023 |
| 902. | Anna OBRAZTSOVA | Gender: female | Made up. | 4.3.2023 |

B. Entities

|  | Name | Identifying information | Reasons | Date of listing |
| --- | --- | --- | --- | --- |
| ‘301. | Invented Works JSC | Moscow | Made up. | 4.3.2023’ |
"""
    reading = act(
        "Annex I to Regulation (EU) No 269/2014 is amended as set out in the Annex to this Regulation.",
        base="Regulation (EU) No 269/2014",
        verb="implementing",
        recitals="(1) The Council considers that two persons and one entity should be added to the list.",
        annex=annex,
    )
    rows = [(a.action, a.measure, a.subject_kind, a.count, a.names) for a in reading.actions]
    assert rows == [
        ("list", "asset_freeze", "person", 2, ("Ivan PRIMEROV", "Anna OBRAZTSOVA")),
        ("list", "asset_freeze", "entity", 1, ("Invented Works JSC",)),
    ]


def test_deletions_deaths_duplicates_and_updates_are_apart() -> None:
    annex = """ANNEX

Annex I to Regulation (EU) No 269/2014 is amended as follows:

(1) under the heading ‘persons’, the entries concerning the following deceased persons are deleted:

11. Ivan PRIMEROV (Иван ПРИМЕРОВ);

(2) under the heading ‘persons’, the entry concerning the following person is deleted:

12. Anna OBRAZTSOVA;

(3) under the heading ‘entities’, the following duplicate entry is deleted:

13. Invented Works JSC;

(4) the entries concerning the persons listed below are replaced by the following entries:

| 14. | Pyotr TRETY | - | - | 4.3.2022 |
"""
    reading = act(
        "Annex I to Regulation (EU) No 269/2014 is amended in accordance with the Annex to this Regulation.",
        base="Regulation (EU) No 269/2014",
        verb="implementing",
        recitals="(1) The information concerning 30 individuals and four entities should be updated.",
        annex=annex,
    )
    rows = [(a.action, a.measure, a.count, a.detail) for a in reading.actions]
    assert rows == [
        ("delist", "asset_freeze", 1, ""),
        ("delist", "asset_freeze", 1, ""),
        ("correct", "asset_freeze", 1, ""),
        ("other", "other", 34, "entry_update"),
    ]
    assert all(a.expires_on is None for a in reading.actions), "no renewal is read into a review"


def test_a_new_annex_fills_the_row_of_the_article_that_refers_to_it() -> None:
    body = """Regulation (EU) No 833/2014 is amended as follows:

(1) the following Article is inserted:

‘Article 5zz

It shall be prohibited to directly or indirectly engage in any transaction with a legal person listed in Annex LX.’;

(2) the Annex to this Regulation is added as Annex LX to Regulation (EU) No 833/2014."""
    annex = "ANNEX\n\n‘ANNEX LX\n\nList of entities referred to in Article 5zz\n\nFirst Invented Bank\n\nSecond Invented Bank’."
    reading = act(body, annex=annex)
    assert [(a.action, a.measure, a.count) for a in reading.actions] == [("expand", "financial_restriction", 2)]
    assert reading.actions[0].names == ("First Invented Bank", "Second Invented Bank")


def test_an_annex_replaced_as_a_whole_is_read_by_its_recital() -> None:
    body = "Regulation (EU) No 833/2014 is amended as follows:\n\n(1) Annex XLII is replaced by the text in Annex I to this Regulation."
    reading = act(body, recitals="(1) It also adds 12 vessels to the list of vessels set out in Annex XVI to Decision 2014/512/CFSP.")
    assert [(a.action, a.measure, a.subject_kind, a.count) for a in reading.actions] == [("list", "transport_ban", "vessel", 12)]


def test_renewal_of_a_decision() -> None:
    body = "In Article 9 of Decision 2014/512/CFSP, paragraph 1 is replaced by:\n\n‘1. This Decision shall apply until 31 July 2023.’."
    reading = act(body, base="Decision 2014/512/CFSP", kind="Council Decision (CFSP)")
    assert [(a.action, a.regime, a.measure, a.expires_on) for a in reading.actions] == [
        ("extend", "eu-833-2014", "all_sectoral", date(2023, 7, 31))
    ]


def test_repeal_deletion_and_recital_correction() -> None:
    body = """Regulation (EU) No 833/2014 is amended as follows:

(1) Article 3j is deleted;

(2) in Article 5aa(3), point (e) is deleted;

(3) in Article 3i, paragraph 2 is deleted."""
    reading = act(body)
    assert told(reading) == [("lift", "import_ban"), ("exempt_end", "financial_restriction")]
    assert len(reading.unread) == 1 and "paragraph 2 is deleted" in reading.unread[0].passage, "whether it was a ban the act does not say"
    assert told(act("Regulation (EU) No 208/2014 is hereby repealed.", base="Regulation (EU) No 208/2014", verb="repealing")) == [
        ("lift", "asset_freeze")
    ]
    assert told(act("Recital 6 of Regulation (EU) No 960/2014 is replaced by the following:\n\n‘(6) New words.’")) == [("correct", "other")]


def test_corrigendum() -> None:
    text = """Corrigendum to Council Regulation (EU) 2023/9001 of 3 March 2023 amending Regulation (EU) No 833/2014

(Official Journal of the European Union L 1 of 4 March 2023)

On page 5, Article 1, point (1), new Article 3k(9):

for: ‘until 4 June 2023’, read: ‘until 4 July 2023’."""
    reading = interpret_act(text, page_date=date(2023, 3, 20))
    assert [(a.action, a.measure, a.effective_on) for a in reading.actions] == [("correct", "export_ban", date(2023, 3, 20))]


def test_a_new_act_imposes_and_names_only_the_territories_it_names() -> None:
    text = """Council Regulation (EU) 2022/263 of 23 February 2022 concerning restrictive measures in response to made-up events in Donetsk

THE COUNCIL OF THE EUROPEAN UNION,

HAS ADOPTED THIS REGULATION:

Article 1

For the purposes of this Regulation, the following definitions apply:

(a) ‘claim’ means any claim.

Article 2

1. It shall be prohibited to import into the European Union goods originating in the specified territories.

2. The prohibition in paragraph 1 shall not apply to the execution until 24 May 2022 of trade contracts.

Article 3

It shall be prohibited to participate in activities the object or effect of which is to circumvent the prohibitions.

Article 4

This Regulation shall enter into force on the date of its publication in the Official Journal.

Done at Brussels, 23 February 2022."""
    reading = interpret_act(text, page_date=date(2022, 2, 23))
    assert told(reading) == [("impose", "import_ban"), ("exempt", "import_ban")]
    assert reading.actions[1].names == ("Donetsk",)


def test_what_no_rule_reads_is_unread() -> None:
    reading = act(insert("2", "99. Widgets are to be regarded with suspicion at all times of the day."))
    assert not told(reading)
    assert "regarded with suspicion" in reading.unread[0].passage and reading.unread[0].reason
