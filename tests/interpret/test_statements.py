"""The statement interpreter on made-up passages, on its own rules, and on the recorded corpus where it is present."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.interpret import score_statements
from pipelines.interpret.statements import Item, interpret, read
from pipelines.interpret.statements.lexicon import LEXICONS
from schemas import vocabulary
from tests.support import SHARED, needs_shared

PASSAGES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "fixtures" / "statements.yaml").read_text(encoding="utf-8"))
WORDS = LEXICONS / "en" / "words.yaml"
DEV = SHARED / "eval" / "statements" / "dev.jsonl"


def _fits(wanted: str, item: Item) -> bool:
    """Whether an item is `SENDER>TARGET stance [modality]`, with alternatives behind |."""
    dyad, rest = wanted.rstrip("?").split(" ", 1)
    sender, targets = dyad.split(">")
    if item.sender != sender or item.target not in targets.split("|"):
        return False
    return any(item.stance == a.split()[0] and a.split()[1:] in ([], [item.modality]) for a in rest.split("|"))


def _matches(wanted: list[str], items: list[Item]) -> bool:
    left = list(items)
    for want in wanted:
        hit = next((i for i in left if _fits(want, i)), None)
        if hit is not None:
            left.remove(hit)
        elif not want.endswith("?"):
            return False
    return not left


@pytest.mark.parametrize("passage", [p for p in PASSAGES if not p.get("open")], ids=lambda p: p["text"][:60])
def test_made_up_passages(passage: dict[str, Any]) -> None:
    items = interpret(passage["text"], "2025-06-01")
    assert _matches(passage["find"], items), [(i.sender, i.target, i.stance, i.modality, i.rule) for i in items]


def test_known_misses_are_few() -> None:
    assert sum(bool(p.get("open")) for p in PASSAGES) <= len(PASSAGES) // 20


def test_two_dyads_and_two_polarities_in_one_text() -> None:
    text = "Russia announced sanctions on Turkey. Meanwhile, the European Union extended its sanctions on Russia until July."
    assert [(i.sender, i.target, i.stance, i.direction) for i in interpret(text)] == [("RU", "TR", "impose", -1), ("EU", "RU", "extend", 0)]


def test_spans_point_into_the_given_text() -> None:
    text = "<p>The <b>EU</b> has ex\u200btended its\x07 sanctions on Russia.</p>"
    reading = read(text, "2025-06-01")
    [item] = reading.items
    [(start, end)] = item.spans
    assert text[start:end].startswith("ex\u200btended") and text[start:end].endswith("sanctions")
    assert set(reading.signals) >= {"markup", "invisible_characters", "control_characters"}
    assert item.rule.startswith("en/") and 0 < item.confidence <= 1


def test_fields_are_those_of_the_guide() -> None:
    [item] = interpret("The EU extended its sanctions on Russia.", "2016-07-01")
    assert set(item.gold()) == {
        "kind", "sender", "target", "stance", "direction", "modality", "speaker", "speaker_side", "date", "measure", "note"
    }  # fmt: skip
    assert item.gold()["date"] == "2016-07-01" and item.kind == "announcement"


def test_date_is_null_when_the_page_gives_only_a_month() -> None:
    assert interpret("The EU extended its sanctions on Russia.", "2016-07")[0].date is None


def test_stated_day_beats_the_day_of_the_page() -> None:
    [item] = interpret("The Treasury issued General License 25 for Syria on May 23, 2025, easing sanctions.", "2025-06-30")
    assert item.date == "2025-05-23"


def test_year_of_the_page_decides_what_is_history() -> None:
    text = "In 2018 the United States imposed sanctions on Russia."
    assert interpret(text, "2021-10-19") == []
    assert [i.stance for i in interpret(text, "2018-04-06")] == ["impose"]


def test_members_speak_for_the_union_while_they_belong_to_it() -> None:
    text = "British Prime Minister Theresa May said there would be no easing of sanctions on Russia."
    assert interpret(text, "2017-03-01")[0].sender == "EU"
    assert interpret(text, "2022-03-01")[0].sender == "GB"


def test_every_item_keeps_to_the_closed_lists() -> None:
    for passage in PASSAGES:
        for item in interpret(passage["text"], "2025-06-01"):
            assert item.direction in (-1, 0, 1) and item.modality in ("asserted", "speculated", "conditional", "denied")
            assert item.direction == 0 or item.modality != "denied"


@needs_shared
def test_seed_article_gives_exactly_three_findings() -> None:
    [path] = (SHARED / "data" / "seed").glob("*.txt")
    items = interpret(path.read_text(encoding="utf-8"), "2015-11-26")
    assert [(i.sender, i.target, i.stance, i.modality) for i in items] == [
        ("RU", "TR", "impose", "asserted"),
        ("EU", "RU", "refuse_to_ease", "asserted"),
        ("EU", "RU", "ease", "speculated"),
        ("US", "RU", "ease", "speculated"),
    ]


@needs_shared
def test_corpus_scores_reach_their_floors() -> None:
    part = score_statements.score(DEV)["parts"]["all"]
    assert part["core_direction"]["f1"] >= 0.85 and part["core_stance"]["f1"] >= 0.80
    assert part["all_direction"]["f1"] >= 0.75 and part["all_stance"]["f1"] >= 0.65
    assert part["false_alarm_rate"] <= 0.10


@needs_shared
def test_no_passage_of_the_corpus_is_in_the_repository() -> None:
    known = [" ".join(r["text"].split())[:80] for r in score_statements.rows(DEV)]
    root = Path(__file__).parents[2]
    files = [
        *(root / "tests" / "interpret").rglob("*.*"),
        *(root / "pipelines" / "interpret").rglob("*.yaml"),
        *(root / "docs").rglob("*.md"),
    ]
    texts = " ".join(" ".join(f.read_text(encoding="utf-8").split()) for f in files if f.suffix in (".py", ".yaml", ".md"))
    assert [k for k in known if k in texts] == []


def test_measures_come_from_the_closed_list() -> None:
    assert interpret("Russia banned charter flights to Turkey as part of sanctions.")[0].measure == "flight_ban"
    assert interpret("The EU imposed asset freezes and travel bans on Belarusian judges.")[0].measure == "multiple"
    named = {c.removeprefix("MEASURE_").lower() for c in yaml.load(WORDS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)}
    assert {n for n in named if n in vocabulary.MEASURES} >= {"asset_freeze", "travel_ban", "visa_free_suspension"}


def test_a_word_about_sport_does_not_silence_a_long_article() -> None:
    filler = "The talks went on for hours. " * 12
    text = f"The Olympic Games open in July. {filler}The EU extended its sanctions on Russia."
    assert [i.stance for i in interpret(text)] == ["extend"]


def test_history_ends_after_a_few_sentences() -> None:
    filler = "The talks went on for hours. " * 6
    text = f"In 2018 the United States imposed sanctions on Russia. {filler}The EU extended its sanctions on Russia."
    assert [(i.sender, i.stance) for i in interpret(text, "2021-01-01")] == [("EU", "extend")]
