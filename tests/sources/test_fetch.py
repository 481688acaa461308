"""The fetcher: bounds, retries, conditions, politeness, and what it writes down."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zstandard

from pipelines.archive import Archive
from pipelines.sources.exchange import Memory, Request, clean
from pipelines.sources.facts import Facts, Retry, Timeouts, load_all
from pipelines.sources.failures import Failed, may_ask, retry_after
from pipelines.sources.fetch import Fetcher
from tests.replay.server import Ask, Publisher, Reply, serving

TEXT = {"Content-Type": "text/plain"}
NOW = datetime(2026, 11, 22, 12)


class Setting:
    """One publisher, one source, one fetcher."""

    def __init__(self, home: Path, publisher: Publisher, **changes: Any) -> None:
        self.publisher = publisher
        self.archive = Archive(home)
        self.waits: list[float] = []
        self.facts = Facts.model_validate(
            {
                "name": "s", "module": "feeds", "title": "t", "publisher": "p", "licence": "l", "sender": "US", "regime": "us-unknown",
                "base_url": publisher.url, "http_hosts": [publisher.host], "headers": {"User-Agent": "test"}, "pace_seconds": 0,
                "timeouts": {"connect": 1, "read": 1, "total": 2}, "content_types": ["text/plain"], "version_key": "x",
                "rhythm": "* * * * *", "freshness_hours": 1, "probe": {"path": "/"},
                "retry": {"attempts": 3, "first_wait": 1, "max_wait": 30}, **changes,
            }
        )  # fmt: skip
        self.fetcher = Fetcher(self.archive, sleep=self.waits.append, now=lambda: NOW)
        self.memory = Memory(self.archive, "s")

    def get(self, path: str = "/x", **more: Any) -> Any:
        return self.fetcher.fetch(self.facts, Request(self.facts.url(path), **more), self.memory)


@contextmanager
def setting(home: Path, route: Callable[[Ask], Reply], **changes: Any) -> Iterator[Setting]:
    with serving(route) as (publisher,):
        yield Setting(home, publisher, **changes)


def test_a_good_answer_is_kept_as_it_came(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"\x00\xff body\r\n", 200, {**TEXT, "Set-Cookie": "secret=1", "ETag": '"a"'})) as s:
        got = s.get()
        assert (got.ok, got.content, got.observation.outcome, got.observation.status) == (True, b"\x00\xff body\r\n", "new", 200)
        assert got.observation.headers["etag"] == '"a"'
        assert "set-cookie" not in got.observation.headers
        assert s.get().observation.outcome == "unchanged"


def test_compressed_bodies_are_kept_plain(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"plain " * 100, 200, {**TEXT, "Content-Encoding": "gzip"})) as s:
        assert s.get().content == b"plain " * 100


def test_304_is_seen_not_modified(tmp_path: Path) -> None:
    stamp = "Sat, 21 Nov 2026 10:00:00 GMT"

    def route(ask: Ask) -> Reply:
        if ask.headers.get("if-none-match") == '"v1"' and ask.headers.get("if-modified-since") == stamp:
            return Reply(b"", 304)
        return Reply(b"body", 200, {**TEXT, "ETag": '"v1"', "Last-Modified": stamp})

    with setting(tmp_path, route) as s:
        assert s.get().observation.outcome == "new"
        again = s.get()
        assert (again.observation.outcome, again.observation.status, again.content) == ("not_modified", 304, b"body")


def test_a_bare_304_leaves_the_validators_as_they_were(tmp_path: Path) -> None:
    def route(ask: Ask) -> Reply:
        return Reply(b"", 304) if ask.headers.get("if-none-match") == '"v1"' else Reply(b"body", 200, {**TEXT, "ETag": '"v1"'})

    with setting(tmp_path, route) as s:
        assert [s.get().observation.status for _ in range(4)] == [200, 304, 304, 304]
        again = Memory(s.archive, "s")  # what another process reads from the archive
        assert s.fetcher.fetch(s.facts, Request(s.facts.url("/x")), again).observation.status == 304


def test_conditions_are_asked_only_where_the_bytes_are_held(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"body", 200, {**TEXT, "ETag": '"v1"'})) as s:
        s.get()
        for path in tmp_path.rglob("*.zst"):
            path.unlink()
        s.get()
        assert "if-none-match" not in s.publisher.asked[1].headers


def test_body_larger_than_the_ceiling(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"x" * 5000, 200, TEXT), max_bytes=1000) as s:
        got = s.get()
        assert got.observation.reason == "size: 5000 bytes announced, at most 1000 allowed"
    with setting(tmp_path, lambda _: Reply(b"x" * 50_000, 200, {**TEXT, "Content-Encoding": "gzip"}), max_bytes=1000) as s:
        assert s.get().observation.reason == "size: more than 1000 bytes: stopped reading"  # small on the wire, large inside


@pytest.mark.parametrize("packed", ["zstd", "br", "gzip, gzip", "gzip, zstd"])
def test_packings_that_nobody_asked_for_are_not_unpacked(tmp_path: Path, packed: str) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000)) if packed == "gzip, gzip" else zstandard.compress(b"\0" * 50_000_000)
    assert len(bomb) < 5000
    with setting(tmp_path, lambda _: Reply(bomb, 200, {**TEXT, "Content-Encoding": packed}), max_bytes=1000) as s:
        assert f"broken: the body is packed as {packed}, which was not asked for" in s.get().observation.reason
        assert s.publisher.asked[0].headers["accept-encoding"] == "gzip, deflate"
    with setting(tmp_path, lambda _: Reply(bomb, 403, {**TEXT, "Content-Encoding": packed}), max_bytes=1000) as s:
        assert s.get().observation.reason == "blocked: HTTP 403"


def test_body_that_trickles_ends_at_the_total_time_out(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"x" * 10_000, 200, TEXT, trickle=0.1), retry={"attempts": 1}) as s:
        started = time.monotonic()
        got = s.get()
        assert "timeout: not complete after 2 s" in got.observation.reason
        assert time.monotonic() - started < 4


def test_body_that_breaks_off_is_no_answer(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"x" * 100, 200, TEXT, truncate=True)) as s:
        got = s.get()
        assert got.observation.outcome == "failed"
        assert "broken" in got.observation.reason
        assert len(s.publisher.asked) == 3


def test_every_failed_attempt_is_on_record(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"down", 503, TEXT)) as s:
        s.get()
        reasons = [seen.reason for seen in s.archive.observations("s")]
        assert reasons == ["status: HTTP 503 (attempt 1, tried again)", "status: HTTP 503 (attempt 2, tried again)", "status: HTTP 503"]
        assert 0.75 <= s.waits[0] <= 1.25
        assert 1.5 <= s.waits[1] <= 2.5


def test_retry_after_in_seconds_and_as_a_date(tmp_path: Path) -> None:
    later = (NOW + timedelta(seconds=20)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    for value, seconds in (("7", 7.0), (later, 20.0)):
        with setting(tmp_path, lambda _, v=value: Reply(b"", 429, {"Retry-After": v})) as s:
            s.get()
            assert s.waits == [seconds, seconds]
    assert retry_after({"retry-after": "soon"}, NOW) is None
    assert retry_after({"retry-after": "Sat, 21 Nov 2020 10:00:00 GMT"}, NOW) == 0


def test_a_longer_retry_after_is_left_to_the_next_run(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"", 429, {"Retry-After": "9999"})) as s:
        assert s.get().observation.reason == "blocked: HTTP 429; the host asks to wait 9999 s, which is left to the next run"
        assert s.get("/y").observation.reason.endswith("(not asked again in this run)")
        assert (s.waits, len(s.publisher.asked)) == ([], 1)


def test_statuses_that_do_not_pass_by_waiting_are_not_tried_again(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"gone", 410, TEXT)) as s:
        got = s.get()
        assert got.observation.reason == "status: HTTP 410"
        assert s.archive.read(got.observation.sha256) == b"gone"  # the body of an error is kept
        assert s.waits == []


def test_wrong_content_type_is_refused_and_kept(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"{}", 200, {"Content-Type": "application/json"})) as s:
        got = s.get()
        assert (got.ok, got.observation.outcome) == (False, "refused")
        assert got.observation.reason == "content type application/json instead of text/plain"
        assert s.archive.read(got.observation.sha256) == b"{}"


def test_a_refused_body_is_never_what_the_next_condition_refers_to(tmp_path: Path) -> None:
    bodies = iter(
        [Reply(b"good", 200, {**TEXT, "ETag": '"1"'}), Reply(b"<html><title>no</title>", 200, {**TEXT, "ETag": '"2"'}), Reply(b"", 304)]
    )
    with setting(tmp_path, lambda _: next(bodies)) as s:
        assert s.get().observation.outcome == "new"
        refusing = Request(s.facts.url("/x"), guard=lambda content: _refuse())
        assert s.fetcher.fetch(s.facts, refusing, s.memory).observation.outcome == "refused"
        last = s.get()
        assert s.publisher.asked[2].headers["if-none-match"] == '"1"'
        assert last.content == b"good"


def _refuse() -> None:
    from pipelines.sources.guards import Refused

    raise Refused("not this")


def test_secrets_are_not_written_down() -> None:
    assert clean("https://u:p@h/x?token=abc&a=1") == "https://h/x?token=***&a=1"
    assert clean("https://h/x?X-Amz-Signature=abc&b=%20c") == "https://h/x?X-Amz-Signature=***&b=%20c"
    assert clean("https://h/x?q=a+b") == "https://h/x?q=a+b"


def test_https_only_unless_the_facts_say_otherwise(tmp_path: Path) -> None:
    with serving(lambda _: Reply(b"x", 200, TEXT)) as (publisher,), pytest.raises(ValueError, match="has no TLS"):
        Setting(tmp_path, publisher, http_hosts=[])


def test_one_request_at_a_time_for_a_host_with_a_pause(tmp_path: Path) -> None:
    busy, most = [0], [0]

    def route(_: Ask) -> Reply:
        busy[0] += 1
        most[0] = max(most[0], busy[0])
        time.sleep(0.05)
        busy[0] -= 1
        return Reply(b"x", 200, TEXT)

    with setting(tmp_path, route, pace_seconds=5) as s:
        threads = [threading.Thread(target=s.get, args=(f"/{number}",)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert most[0] == 1
        assert len(s.waits) == 3
        assert all(4.5 < wait <= 5 for wait in s.waits)


def test_a_host_that_takes_no_connection_is_asked_once_in_a_run(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(b"x", 200, TEXT)) as s:
        s.publisher.close()
        first, second = s.get(), s.get("/y")
        assert first.observation.reason.startswith(f"unreachable: {s.publisher.host} cannot be reached")
        assert second.observation.reason.endswith("(not asked again in this run)")


def test_a_host_that_never_answers_is_left_alone(tmp_path: Path) -> None:
    with setting(tmp_path, lambda _: Reply(silent=True, delay=1.5)) as s:
        started = time.monotonic()
        reasons = [s.get(path).observation.reason for path in ("/x", "/y", "/z")]
        assert reasons[0] == f"timeout: {s.publisher.host} did not answer in time"
        assert all(reason.endswith("(not asked again in this run)") for reason in reasons[1:])
        assert len(s.publisher.asked) == 2
        assert time.monotonic() - started < 5


def test_a_host_that_answered_before_is_asked_again_after_a_time_out(tmp_path: Path) -> None:
    with setting(tmp_path, lambda ask: Reply(b"x", 200, TEXT) if ask.path == "/x" else Reply(silent=True, delay=1.2)) as s:
        assert s.get("/x").ok
        assert not s.get("/slow").ok
        assert s.get("/x").ok


def test_only_hosts_of_the_facts_are_asked_and_http_only_where_they_say_so() -> None:
    known = load_all(environment={})
    may_ask(known["eu-cellar"], "http://publications.europa.eu/resource/cellar/x")  # where the 303 leads
    may_ask(known["us-ofac-sls"], "https://wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com/x?X-Amz-Signature=1")
    for name, url in (
        ("us-ofac-sls", "http://wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com/x"),
        ("us-federal-register", "http://www.federalregister.gov/x"),
        ("us-federal-register", "https://unblock.federalregister.gov/"),
        ("eu-cellar", "https://eur-lex.europa.eu/x"),
        ("eu-cellar", "https://publications.europa.eu@evil.example/x"),
        ("eu-cellar", "file:///etc/passwd"),
    ):
        with pytest.raises(Failed, match="the address leads to"):
            may_ask(known[name], url)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    with setting(tmp_path, lambda _: Reply(b"x" * 100_000, 200, TEXT)) as s:
        s.fetcher = Fetcher(s.archive, progress=lambda source, note, done, total: told.append((source, done, total)))
        s.get()
    assert told[-1] == ("s", 100_000, 100_000)


def test_defaults_of_time_outs_and_retries_are_bounded() -> None:
    assert Timeouts().total <= 120
    assert Retry().max_wait <= 60
