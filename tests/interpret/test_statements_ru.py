"""The statement interpreter on made-up Russian passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.interpret.statements import interpret
from tests.interpret.test_statements import _matches

PASSAGES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "fixtures" / "statements_ru.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("passage", [p for p in PASSAGES if not p.get("open")], ids=lambda p: p["text"][:60])
def test_made_up_passages(passage: dict[str, Any]) -> None:
    items = interpret(passage["text"], passage.get("day", "2025-06-01"))
    assert _matches(passage["find"], items), [(i.sender, i.target, i.stance, i.modality, i.rule) for i in items]


def test_known_misses_are_few() -> None:
    assert sum(bool(p.get("open")) for p in PASSAGES) <= len(PASSAGES) // 20


def test_a_quotation_of_several_sentences_has_the_speaker_named_behind_it() -> None:
    text = "«Санкции должны быть сняты. Они вредят всем», — сказал премьер-министр Словакии Роберт Фицо о мерах против России."
    assert [(i.sender, i.target, i.stance, i.speaker) for i in interpret(text)] == [("EU", "RU", "call_for_easing", "Роберт Фицо")]


def test_bans_on_trade_with_turkey_need_no_word_for_sanctions() -> None:
    [item] = interpret("Россия приостановила действие безвизового режима с Турцией.", "2015-12-01")
    assert (item.sender, item.target, item.stance, item.measure) == ("RU", "TR", "impose", "visa_free_suspension")


def test_measures_of_the_own_state_hit_others_and_those_it_suffers_are_of_others() -> None:
    assert [(i.sender, i.target) for i in interpret("Путин продлил контрсанкции ещё на год.")] == [("RU", "XX")]
    assert [(i.sender, i.target) for i in interpret("Лавров заявил, что санкции должны быть отменены.")] == [("XX", "RU")]
