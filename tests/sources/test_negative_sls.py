"""Negative cases of the Sanctions List Service: User-Agent, signed redirects, bad downloads, unknown verbs."""

from __future__ import annotations

import pytest

from pipelines.sources.facts import Facts
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Reply
from tests.sources.world import World
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


# --- OFAC Sanctions List Service


def test_sls_403_by_user_agent(here: World) -> None:
    visit = here.visit("us-ofac-sls", headers={"User-Agent": "python-httpx/0.28"})
    assert "blocked: HTTP 403: 403 Forbidden (the firewall refuses the User-Agent" in visit.words
    assert visit.outcome == "failed"


def test_sls_facts_with_a_user_agent_that_does_not_qualify_are_refused(here: World) -> None:
    with pytest.raises(ValueError, match="the host wants a User-Agent like"):
        Facts.model_validate({**here.facts["us-ofac-sls"].model_dump(), "headers": {"User-Agent": "curl/8"}})


def test_sls_redirect_to_the_signed_host_leaves_no_signature_behind(here: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    here.visit("us-ofac-sls")
    kept = "".join(path.read_text() for path in (here.archive.root / "observations").glob("*.jsonl"))
    assert "X-Amz" not in kept
    assert "0123456789abcdef" not in kept + caplog.text
    assert '"answered-by"' in kept


def test_sls_redirect_to_a_foreign_host_is_not_followed(here: World) -> None:
    visit = here.visit("us-ofac-sls", redirect_hosts=())
    assert "which is not among the source's hosts" in visit.words
    assert here.publishers["storage"].asked == []


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/x", "ftp://127.0.0.1/x", "https://evil.example/x"])
def test_sls_redirects_elsewhere_fail_by_name(here: World, target: str) -> None:
    here.answers("sls", lambda _: Reply(b"", 302, {"Location": target}))
    assert "redirect: the address leads to" in here.visit("us-ofac-sls").words


def test_sls_redirects_in_a_circle(here: World) -> None:
    here.answers("sls", lambda ask: Reply(b"", 302, {"Location": ask.path}))
    assert "more than 5 redirects" in here.visit("us-ofac-sls").words


def test_sls_link_that_ran_out(here: World) -> None:
    error = bodies.shared("bad_downloads/s3_NoSuchKey_saved_as_sdn.xml")
    here.answers("storage", lambda _: Reply(error, 200, {"Content-Type": "application/xml"}))
    visit = here.visit("us-ofac-sls")
    assert "storage error NoSuchKey in place of the list" in visit.words


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("lfs_pointer_saved_as_SDN.csv", "Git LFS pointer"),
        ("eu_fsf_20220827T003021Z_empty.xml", "bytes, at least"),
        ("eu_fsf_20210209T202532Z_http500_html.html", "HTML page"),
    ],
)
def test_sls_real_bad_downloads_are_refused_and_kept(here: World, file: str, words: str) -> None:
    here.answers("storage", lambda _: Reply(bodies.shared(f"bad_downloads/{file}"), 200, {"Content-Type": "text/csv"}))
    visit = here.visit("us-ofac-sls")
    assert any(words in reason or "empty body" in reason for reason in visit.reasons), visit.reasons
    refused = [seen for seen in here.observations("us-ofac-sdn") if seen.outcome == "refused"]
    assert refused
    assert all(here.archive.holds(seen.sha256) for seen in refused if seen.sha256)


def test_sls_list_much_smaller_than_the_last(here: World) -> None:
    here.visit("us-ofac-sls")
    small = bodies.shared("us_ofac/sets/2021-01-14_invaa/sdn_cut_to_3_rows.csv")
    here.answers("storage", lambda ask: Reply(small, 200, {"Content-Type": "text/csv"}))
    options = {**here.facts["us-ofac-sls"].options, "refresh_days": -1}
    visit = here.visit("us-ofac-sls", options=options)
    assert any("implausibly small" in reason for reason in visit.reasons), visit.reasons


def test_sls_unknown_action_verb(here: World) -> None:
    def renamed(ask: Ask) -> Reply:
        reply = publishers.sls_storage(ask)
        return Reply(reply.body.replace(b'action="remove"', b'action="vanish"'), reply.status, reply.headers)

    here.answers("storage", renamed)
    here.fetch("us-ofac-sls")
    signal = here.table("source_signals").filter(what="unknown_action_verb")
    assert signal["place"][0] == "delta 2001: vanish"
    assert signal["severity"][0] == "error"


def test_sls_two_publications_on_one_day_without_a_russian_entry(here: World) -> None:
    good = here.publishers["sls"].route

    def one_day(ask: Ask) -> Reply:
        if ask.path == "/changes/history/2025":
            both = [{"publicationID": number, "datePublished": "2025-02-13T00:00:00"} for number in (2001, 2002)]
            return publishers.json_reply(both)
        return good(ask)

    here.answers("sls", one_day)
    here.fetch("us-ofac-sls")
    deltas = here.table("fetched_announcements").filter(source="us-ofac-sls").sort("number")
    assert deltas.select("number", "is_relevant").rows() == [("2001", False), ("2002", False)]


def test_sls_unreadable_delta_is_refused_and_asked_for_again(here: World) -> None:
    def cut(ask: Ask) -> Reply:
        reply = publishers.sls_storage(ask)
        return Reply(reply.body[: len(reply.body) // 2], 200, reply.headers) if ask.path.endswith("2001") else reply

    here.answers("storage", cut)
    assert "no complete XML" in here.visit("us-ofac-sls").words
    here.answers("storage", publishers.sls_storage)
    here.fetch("us-ofac-sls")
    assert here.table("fetched_announcements").filter(source="us-ofac-sls").height == 2
