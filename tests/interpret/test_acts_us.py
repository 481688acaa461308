"""US acts. Texts and records are made up in the style of OFAC and the Federal Register; none is real."""

from __future__ import annotations

from datetime import date

from pipelines.interpret.acts import interpret_act, read_fr_metadata

LICENCE = """OFFICE OF FOREIGN ASSETS CONTROL

GENERAL LICENSE NO. 99B

Authorizing Transactions Related to Widgets

(a) Except as provided in paragraph (b), all transactions prohibited by Executive Order (E.O.) 14024 that are related to widgets are
authorized through 12:01 a.m. eastern standard time, December 5, 2022.

(b) This general license does not authorize any transactions with gadgets.

(c) Effective June 14, 2022, General License No. 99A, dated February 28, 2022, is replaced and superseded in its entirety by this license.

Dated: June 14, 2022
"""
NOTICE = """Russia-related Designations and Removal
Release Date
04/20/2022

The following individuals have been added to OFAC's SDN List:

PRIMEROV, Ivan Ivanovich (Cyrillic: ПРИМЕРОВ), Moscow, Russia; DOB 01 Jan 1970; Gender Male [RUSSIA-EO14024].

OBRAZTSOVA, Anna, Moscow, Russia; DOB 02 Feb 1980; Gender Female [UKRAINE-EO13661] [RUSSIA-EO14024].

The following changes have been made to OFAC's SDN List:

OLD WORKS OOO, Moscow, Russia [UKRAINE-EO13662]. -to- OLD WORKS OOO (a.k.a. NEW WORKS), Moscow, Russia [UKRAINE-EO13662].

The following deletions have been made to OFAC's SDN List:

TRETY, Pyotr; DOB 1950 [UKRAINE-EO13660].

The following mysterious thing has happened:

Unrelated Administrative List Updates:

The following deletions have been made to OFAC's SDN List:

CHETVERTY, Pavel; DOB 1950 [UKRAINE-EO13660].
"""
ORDER = """Executive Order 14066 of March 8, 2022

Prohibiting Certain Made-Up Imports

I hereby order:

Section 1. (a) The following are prohibited:
(i) the importation into the United States of widgets of Russian Federation origin;
(ii) new investment in the widget sector in the Russian Federation.

Sec. 2. Executive Order 13661 of March 16, 2014, is hereby revoked.

THE WHITE HOUSE,

March 8, 2022.
"""


def test_licence_number_chain_last_day_and_scope() -> None:
    [row] = interpret_act(LICENCE, page_date=date(2022, 6, 20)).actions
    assert (row.action, row.regime, row.measure) == ("exempt_extend", "us-eo14024", "authorisation")
    assert (row.number, row.replaces, row.effective_on, row.expires_on) == ("99B", "99A", date(2022, 6, 14), date(2022, 12, 5))
    assert row.detail == "Authorizing Transactions Related to Widgets"


def test_ofac_blocks_tags_and_the_unrelated_block() -> None:
    reading = interpret_act(NOTICE)
    rows = [(a.action, a.regime, a.measure, a.count, a.names) for a in reading.actions]
    assert rows == [
        ("list", "us-eo14024", "asset_freeze", 2, ("PRIMEROV, Ivan Ivanovich", "OBRAZTSOVA, Anna")),
        ("list", "us-eo13661", "asset_freeze", 1, ("OBRAZTSOVA, Anna",)),
        ("other", "us-eo13662", "other", 1, ("OLD WORKS OOO",)),
        ("delist", "us-eo13660", "asset_freeze", 1, ("TRETY, Pyotr",)),
    ]
    assert reading.signed_on == date(2022, 4, 20)
    assert ["mysterious" in u.passage for u in reading.unread] == [True]


def test_order_prohibits_and_revokes() -> None:
    rows = {(a.action, a.regime, a.measure) for a in interpret_act(ORDER).actions}
    assert rows == {
        ("impose", "us-eo14066", "import_ban"),
        ("impose", "us-eo14066", "investment_ban"),
        ("lift", "us-eo13661", "asset_freeze"),
        ("lift", "us-eo13661", "travel_ban"),
    }


def test_continuation_directive_and_determination() -> None:
    notice = (
        "Notice of March 2, 2018\n\nContinuation of the National Emergency With Respect to Ukraine\n\n"
        "By Executive Order 13660 the President declared a national emergency. Therefore, I am continuing for 1 year the emergency.\n"
    )
    [row] = interpret_act(notice).actions
    assert (row.action, row.regime, row.measure, row.effective_on) == ("extend", "us-eo13660", "national_emergency", date(2018, 3, 2))
    directive = (
        "OFFICE OF FOREIGN ASSETS CONTROL\nDIRECTIVE 9 UNDER EXECUTIVE ORDER 14024\n\n"
        "The following activities are prohibited: dealings in new debt of longer than 14 days or new equity.\n\nIssued: February 24, 2022\n"
    )
    [row] = interpret_act(directive).actions
    assert (row.action, row.measure, row.number) == ("impose", "debt_equity_restriction", "Directive 9")
    determination = (
        "DETERMINATION PURSUANT TO SECTION 1(a)(ii) OF EXECUTIVE ORDER 14071\n\n"
        "I hereby determine that the prohibitions in section 1(a)(ii) shall apply to widget consulting services.\n\n"
        "This determination shall take effect beginning at 12:01 a.m. eastern daylight time on October 15, 2022.\n\n"
        "September 15, 2022\nDate\n"
    )
    [row] = interpret_act(determination).actions
    assert (row.action, row.regime, row.measure, row.effective_on) == ("impose", "us-eo14071", "services_ban", date(2022, 10, 15))


def record(title: str, **more: object) -> dict[str, object]:
    return {"title": title, "document_number": "2099-1", "signing_date": "2018-03-02", "publication_date": "2018-03-05", **more}


def test_metadata_of_presidential_documents() -> None:
    found = read_fr_metadata(record("Continuation of the National Emergency With Respect to Ukraine", subtype="Notice"))
    assert [(a.action, a.regime, a.effective_on) for a in found.actions] == [("extend", "us-eo13660", date(2018, 3, 2))]
    assert not read_fr_metadata(record("Continuation of the National Emergency With Respect to Zimbabwe")).concerns_russia
    assert not read_fr_metadata(record("National Cybersecurity Awareness Month, 2018")).concerns_russia
    revoked = read_fr_metadata(
        record("Blocking Property", executive_order_number=13661, disposition_notes="Revoked by: EO 19999, May 4, 2030")
    )
    assert ("lift", "asset_freeze", date(2030, 5, 4)) in [(a.action, a.measure, a.effective_on) for a in revoked.actions]
    amending = read_fr_metadata(
        record("Taking Further Steps", executive_order_number="19998", disposition_notes="Amends: EO 14024, April 15, 2021")
    )
    assert [(a.action, a.regime) for a in amending.actions] == [("expand", "us-eo14024")]
    assert not read_fr_metadata({}).concerns_russia


def test_an_order_on_a_region_bans_trade_and_entry() -> None:
    text = """Executive Order 14999 of March 8, 2023

By the authority vested in me as President, and the National Emergencies Act, I hereby order:

Section 1. (a) The following are prohibited:

(i) new investment in the so-called Example region of Ukraine (the "Covered Regions") by a United States person;

(ii) the importation into the United States, directly or indirectly, of any goods from the Covered Regions; and

(iii) the exportation, reexportation, sale, or supply, directly or indirectly, from the United States, or by a United States person,
wherever located, of luxury goods to any person.

Sec. 2. The entry of such persons into the United States, as immigrants or nonimmigrants, is hereby suspended, and their unrestricted
immigrant and nonimmigrant entry into the United States would be detrimental.
"""
    measures = {(a.action, a.measure) for a in interpret_act(text).actions}
    wanted = {"territory_embargo", "investment_ban", "import_ban", "export_ban", "travel_ban"}
    assert measures == {("impose", m) for m in wanted}


def test_the_end_of_an_emergency_the_table_does_not_know_is_read() -> None:
    text = """Executive Order 14998 of October 7, 2026

By the authority vested in me as President, I hereby terminate the national emergency declared in Executive Order 19001 of May 20, 1997,
and revoke that order, and further order:

Section 1. This order shall be published.
"""
    assert [(a.action, a.measure, a.regime) for a in interpret_act(text).actions] == [("lift", "national_emergency", "us-eo19001")]
