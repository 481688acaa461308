"""Negative cases of feeds, and of GDELT as of any JSON source: the run survives, the reason is named, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial

from pipelines.sources.facts import Retry
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Reply
from tests.sources.world import World, survives
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


# --- feeds


def test_state_403_by_user_agent(here: World) -> None:
    visit = here.visit("us-state-press", headers={"User-Agent": "sanctions-pipeline"})
    assert "blocked: HTTP 403" in visit.words
    assert "plain User-Agents" in visit.words


def test_state_error_page_with_200(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>Technical difficulties</title></head><body></body></html>"
    survives(here, "press", "us-state-press", lambda _: Reply(page, 200, publishers.RSS), "Technical difficulties")


def test_white_house_changed_etag_without_new_items_is_no_news(here: World) -> None:
    here.visit("us-white-house")

    def rebuilt(ask: Ask) -> Reply:
        reply = publishers.press(Ask(ask.method, ask.path, ask.query, {**ask.headers, "if-none-match": ""}))
        return Reply(reply.body.replace(b"20 Nov 2026", b"21 Nov 2026"), 200, {**publishers.RSS, "ETag": '"feed-2"'})

    here.answers("press", rebuilt)
    visit = here.visit("us-white-house")
    assert (visit.outcome, visit.same) == ("unchanged", 1)


def test_feed_with_repeated_and_changed_items(here: World) -> None:
    def feed(title: str) -> Callable[[Ask], Reply]:
        items = [("g1", title, "Thu, 30 Jan 2025 10:00:00 GMT", "x"), ("g1", title, "Thu, 30 Jan 2025 10:00:00 GMT", "x")]
        return lambda _: Reply(bodies.rss(items), 200, publishers.RSS)

    here.answers("press", feed("First"))
    here.fetch("eu-council-press")
    here.answers("press", feed("Second"))
    here.fetch("eu-council-press")
    assert here.table("fetched_announcements")["title"].to_list() == ["Second"]
    assert {"repeated_item", "document_changed"} <= set(here.table("source_signals")["what"])


def test_council_403(here: World) -> None:
    page = b"<html><head><title>Forbidden</title></head></html>"
    survives(here, "press", "eu-council-press", lambda _: Reply(page, 403, HTML), "blocked: HTTP 403: Forbidden")


def test_feed_whose_text_changes_behind_the_same_title(here: World) -> None:
    def feed(text: str) -> Callable[[Ask], Reply]:
        item = "<item><guid>g1</guid><title>T</title><description>Short.</description><content:encoded>{}</content:encoded></item>"
        frame = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>F</title>{}</channel></rss>"
        return lambda _: Reply(frame.format(item.format(text)).encode(), 200, publishers.RSS)

    here.answers("press", feed("The sanctions on Russia are prolonged."))
    here.fetch("eu-council-press")
    here.answers("press", feed("The sanctions on Russia are not prolonged at all."))
    here.fetch("eu-council-press")
    assert here.table("fetched_announcements")["text"].to_list() == ["The sanctions on Russia are not prolonged at all."]


def paged(pages: int, broken: set[int], *, size: int = 2) -> Callable[[Ask], Reply]:
    """A feed of so many pages, linked by rel=next; those of `broken` fail. Newest first."""

    def route(ask: Ask) -> Reply:
        number = int(ask.path.rsplit("/", 1)[-1]) if "/page/" in ask.path else 1
        if number > pages:
            return Reply(b"", 404)
        if number in broken:
            return Reply(b"", 500)
        ids = [1000 - number * size + item for item in range(size)]
        entries = [(f"http://kremlin.ru/events/{i}", f"T{i}", f"20{10 + (20 - number) // 2}-01-01T10:00:00+03:00", "x") for i in ids]
        return Reply(bodies.atom(entries, onward=f"http://kremlin.ru/events/all/feed/page/{number + 1}"), 200, publishers.ATOM)

    return route


def test_a_feed_goes_on_where_the_last_run_stopped(here: World) -> None:
    def numbers(visit_from: int) -> list[str]:
        return [path.rsplit("/", 1)[-1] for path in here.publishers["kremlin"].paths()[visit_from:]]

    source = "ru-kremlin-events"
    here.answers("kremlin", paged(9, {4}))
    here.visit(source, max_pages=6, retry=Retry(attempts=1))
    assert numbers(0) == ["feed", "2", "3", "4"]
    here.answers("kremlin", paged(9, set()))
    here.visit(source)
    assert numbers(4) == ["feed", "4", "5", "6"]
    here.visit(source)
    assert numbers(8) == ["feed"]
    here.visit(source, max_pages=20)
    assert numbers(9) == ["feed", "7", "8", "9", "10"]
    here.visit(source)
    assert numbers(14) == ["feed"]  # that there is no page 10 is known


def test_since_goes_back_as_far_as_asked(here: World) -> None:
    here.answers("kremlin", paged(20, set()))
    report = here.fetch("ru-kremlin-events", since=date(2016, 6, 1))
    assert report.visits["ru-kremlin-events"].outcome == "ok"
    days = here.table("fetched_announcements")["announced_on"]
    assert days.min() == date(2016, 1, 1)  # the page that reaches the day is the last
    asked = len(here.publishers["kremlin"].asked)
    here.fetch("ru-kremlin-events", since=date(2016, 6, 1))
    assert len(here.publishers["kremlin"].asked) == asked + 1


# --- GDELT: not a source of the project, but its cases hold for any JSON source


def test_gdelt_429_waits_as_told_and_tries_again(here: World) -> None:
    left = [2]

    def sheds(ask: Ask) -> Reply:
        if left[0]:
            left[0] -= 1
            return Reply(b"Please limit requests to one every 5 seconds", 429, {"Content-Type": "text/plain", "Retry-After": "7"})
        return publishers.sanctions_map(ask)

    here.answers("sanctions_map", sheds)
    assert here.visit("eu-sanctions-map").outcome == "ok"
    assert here.waits == [7.0, 7.0]


def test_gdelt_200_text_html_is_a_query_error(here: World) -> None:
    survives(here, "sanctions_map", "eu-sanctions-map", lambda _: Reply(b"Your query was too short", 200, HTML), "content type text/html")


def test_gdelt_control_characters_in_json_are_tolerated(here: World) -> None:
    body = json.dumps({"data": [bodies.regime(n) for n in (26, 36, 52, 61, 63)]}).replace("Restrictive", "Re\x07strictive").encode()
    good = partial(publishers.sanctions_map)
    here.answers("sanctions_map", lambda ask: Reply(body, 200, publishers.JSON) if ask.path.endswith("/regime") else good(ask))
    assert here.visit("eu-sanctions-map").outcome == "ok"
