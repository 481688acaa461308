"""Negative cases of the Russian sources: the run survives, the reason is named, nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.sources.facts import Facts, Retry
from tests.replay import bodies, publishers
from tests.replay.server import Reply
from tests.sources.world import World, survives
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


# --- pravo.gov.ru


def test_pravo_validation_error_object_as_recorded(here: World) -> None:
    body = bodies.recording("ru_pravo/law7_categories_sample.json")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(body, 200, publishers.JSON), "не должно быть пусто")


def test_pravo_html_shell_on_a_wrong_path_as_recorded(here: World) -> None:
    shell = bodies.recording("ru_pravo/law7_document_detail_wrongpath_html_shell.html")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(shell, 200, HTML), "HTML page")


def test_pravo_ignored_filter_as_recorded(here: World) -> None:
    everything = bodies.recording("ru_pravo/law7_documents_search_sample.json")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(everything, 200, publishers.JSON), "filter ignored: 1,593,675 acts")


def test_pravo_act_outside_the_days_asked_for(here: World) -> None:
    act = bodies.pravo_act("0001202601010001", "583", "2026-01-01", "2026-01-01", "Указ", publishers.UKAZ, publishers.PRESIDENT)
    here.answers("pravo", lambda _: Reply(bodies.pravo([act]), 200, publishers.JSON))
    assert "filter ignored: act 0001202601010001 has DocumentDate 2026-01-01" in here.visit("ru-pravo").words


def test_pravo_dates_are_sent_as_the_site_reads_them(here: World) -> None:
    here.visit("ru-pravo")
    asked = [value for ask in here.publishers["pravo"].asked for name, values in ask.query.items() if "Date" in name for value in values]
    assert asked
    assert all(value[2] == value[5] == "." for value in asked)


def test_pravo_late_publication_and_number_and_date_twice(here: World) -> None:
    acts = [
        bodies.pravo_act(eo, "583", "2015-11-28", "2017-03-01", "Указ\n о мерах", publishers.UKAZ, publishers.PRESIDENT)
        for eo in ("0001201703010001", "0001201703010002")
    ]
    here.answers("pravo", lambda ask: Reply(bodies.pravo(acts if ask.one("Number") == "583" else []), 200, publishers.JSON))
    here.fetch("ru-pravo")
    table = here.table("fetched_announcements")
    assert table["announced_on"].unique().to_list() == [date(2015, 11, 28)]
    assert table["published_on"].unique().to_list() == [date(2017, 3, 1)]
    assert here.table("source_signals").filter(what="number_and_date_twice").height == 1


def test_pravo_takes_no_connection(here: World) -> None:
    here.publishers["pravo"].close()
    visit = here.visit("ru-pravo")
    assert visit.outcome == "failed"
    assert "unreachable" in visit.words
    assert visit.requests == 1


def test_pravo_takes_the_connection_and_never_answers(here: World) -> None:
    here.answers("pravo", lambda _: Reply(silent=True, delay=1.5))
    visit = here.visit("ru-pravo", retry=Retry(attempts=1))
    assert "timeout" in visit.words or "broken" in visit.words
    assert visit.requests == 1  # then it is left alone


# --- kremlin.ru


def test_kremlin_without_a_user_agent_gets_no_answer(here: World) -> None:
    visit = here.visit("ru-kremlin-acts", headers={"User-Agent": ""}, retry=Retry(attempts=1))
    assert visit.outcome == "failed"
    with pytest.raises(ValueError, match="must set a User-Agent"):
        Facts.model_validate({**here.facts["ru-kremlin-acts"].model_dump(), "headers": {}})


def test_kremlin_search_without_hits_is_no_fault(here: World) -> None:
    here.answers("kremlin", lambda _: Reply(bodies.kremlin_hits(), 200, HTML))
    assert here.visit("ru-kremlin-acts").outcome == "ok"


def test_kremlin_search_that_changed_its_form(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>x</title></head><body>" + b"y" * 200 + b"</body></html>"
    here.answers("kremlin", lambda _: Reply(page, 200, HTML))
    assert "the form of the search has changed" in here.visit("ru-kremlin-acts").words
