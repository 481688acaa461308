"""Text made to hurt, ten megabytes of each kind, through the same door as a user's: bounded time, a named signal, no item out of bounds."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.interpret import documents, stream
from pipelines.cli import main
from pipelines.interpret.answer import answer
from pipelines.interpret.text import MAX_CHARS

SIZE = 10_000_000
#: Seconds of CPU for one text; the slowest kind takes about one and a half on the machine this was written on.
BOUND = 10.0
#: Name -> (what is repeated, what stands before, what stands after, a signal beside `text_truncated`).
BAIT: dict[str, tuple[str, str, str, str | None]] = {
    "one line": ("The EU extended sanctions on Russia and ", "", "", None),
    "nested markup": ("<div><p class='a'>", "", "</p></div>" * 100_000 + "sanctions", "markup"),
    "nested brackets": ("<", "", "sanctions", None),
    "open attribute": ('<a href="', "", "sanctions", None),
    "comments": ("<!--", "sanctions ", "-->", None),
    "character data": ("<![CDATA[", "sanctions ", "]]>", None),
    "entities of entities": ('<!ENTITY b "&a;&a;&a;">', "<!DOCTYPE a [", "]>sanctions &b;", "markup"),
    "character references": ("&#x41;", "sanctions ", "", None),
    "control characters": ("sanc\x00tions \x1b[31m on Russia \x07", "", "", "control_characters"),
    "mixed scripts": ("sаnctiоns on Russiа санкции ", "", "", "mixed_scripts"),
    "zero width": ("s\u200ba\u200bn\u200bc\u200bt\u200bions on Russia. ", "", "", "invisible_characters"),
    "direction marks": ("\u202esanctions\u202c ", "", "", "invisible_characters"),
    "combining marks": ("\u0301", "sanctions", "", None),
    "half pairs": ("\ud800 sanctions ", "", "", None),
    "gap bait": ("x " * 79 + "sanctions ", "", "", None),
    "all verbs": ("sanctions not lifted if extended may impose against Russia, EU said and US says ", "", "", None),
    "all states": ("Russia Turkey EU US Ukraine sanctions ", "", "", None),
    "all speakers": ("Putin Trump Lavrov Merkel says that he said sanctions ", "", "", None),
    "russian": ("ввести санкции против России не снять если может продлить ЕС заявил ", "", "", None),
    "german": ("Die EU verlängert die Sanktionen gegen Russland nicht und ", "", "", None),
    "days": ("sanctions until 31 July 2026 from May 2, 2025 and 3 мая 2024 года ", "", "", None),
}


@pytest.mark.parametrize("name", BAIT)
def test_hostile_text_is_read_in_bounded_time_and_named(name: str) -> None:
    repeated, before, after, signal = BAIT[name]
    text = before + repeated * (SIZE // len(repeated)) + after
    started = time.process_time()
    found = answer({"id": name, "text": text, "page_date": "2026-11-22"})
    assert time.process_time() - started < BOUND
    assert "text_truncated" in found["signals"] and (signal is None or signal in found["signals"])
    for item in found["items"]:
        assert all(0 <= start < end <= MAX_CHARS for start, end in item["spans"])


def test_what_is_cut_off_changes_nothing_before_it() -> None:
    text = "The EU extended its sanctions on Russia. " + "Nothing happened. " * (MAX_CHARS // 18)
    short, long = answer({"text": text[:MAX_CHARS]}), answer({"text": text + "The US lifted its sanctions on Russia. " * 10_000})
    assert long["items"] == short["items"] != [] and short["signals"] == [] and long["signals"] == ["text_truncated"]


def test_one_hostile_line_among_others_costs_only_itself(tmp_path: Path) -> None:
    good = {"id": "good", "text": "The EU extended its sanctions on Russia."}
    file = tmp_path / "q.jsonl"
    lines = [good, {"id": "bad", "text": "sanctions<" * (SIZE // 10)}, good]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    started = time.process_time()
    done = CliRunner().invoke(main, ["interpret", "--jsonl", str(file)], catch_exceptions=False)
    assert time.process_time() - started < BOUND
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["good", "bad", "good"] and found[0] == found[2]


def test_memory_stays_flat_over_a_stream_of_documents() -> None:
    found = stream(2_000, 0.5)
    assert (found["documents"], found["exit_code"]) == (2_000, 0) and found["items"] > 500
    assert found["growth_megabytes"] <= 8, found


def test_documents_of_the_benchmark_follow_from_their_seed() -> None:
    assert list(documents(50, 0.5)) == list(documents(50, 0.5)) != list(documents(50, 0.5, seed=1))
