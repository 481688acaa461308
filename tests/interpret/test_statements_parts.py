"""Parts of the statement interpreter: cleaning, sentences, lexicons, patterns, scoring, and text made to hurt."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from pipelines.interpret import score_statements as scoring
from pipelines.interpret.statements import interpret, read
from pipelines.interpret.statements.lexicon import LEXICONS, Phrases, is_member, lets_in, load
from pipelines.interpret.statements.patterns import Budget, Pattern
from pipelines.interpret.statements.tokens import sentences, tokenize
from pipelines.interpret.text import clean
from schemas import vocabulary

LANGUAGES = ("en", "ru", "de", "sv")
ABBREVIATIONS = frozenset({"mr", "г"})

HOSTILE = {
    "one line": "sanctions on Russia " * 500_000,
    "no space": "a" * 10_000_000,
    "concepts": "impose lift extend not if may call sanctions " * 200_000,
    "unclosed tags": "<div><" * 1_000_000 + " sanctions",
    "nested tags": "<a " * 100_000 + ">" * 100_000 + " sanctions",
    "control": "\x00\x01 sanctions" * 500_000,
    "zero width": "s\u200ba\u200bn\u200bctions on Russia " * 200_000,
    "quotes": "'" * 1_000_000 + "sanctions",
    "acronyms": "U.S." * 1_000_000 + " sanctions",
    "ampersands": "&" * 3_000_000 + " sanctions",
    "mixed scripts": "s\u0430ncti\u043ens " * 200_000,
    "russian": "санкции против России снять " * 200_000,
    "capitals": "Aaaa " * 500_000 + "says sanctions",
    "brackets": "(" * 1_000_000 + "sanctions",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_bounded_time_with_a_named_signal(name: str) -> None:
    started = time.process_time()
    reading = read(HOSTILE[name])
    assert time.process_time() - started < 10
    assert "text_truncated" in reading.signals
    assert len(reading.items) <= 8


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "sanctions", "<", "\u200b", "санкции", "Sanctions?", "💥 sanctions 💥"])
def test_small_and_odd_texts(text: str) -> None:
    assert interpret(text, "not a date") == []


def test_look_alike_letters_and_zero_width_characters_do_not_hide_an_item() -> None:
    reading = read("The EU ext\u200bended its s\u0430nctions on Russia, \u0441казал он.", "2025-06-01")
    assert [i.stance for i in reading.items] == ["extend"]
    assert {"mixed_scripts", "invisible_characters"} <= set(reading.signals)


def test_offsets_survive_cleaning() -> None:
    text = "a\u200bb<i>c</i>&amp;d"
    cleaned = clean(text)
    assert cleaned.text == "ab c &d"
    assert text[cleaned.origin(cleaned.text.index("c"))] == "c" and text[cleaned.origin(cleaned.text.index("d"))] == "d"


def test_sentences_keep_acronyms_and_initials() -> None:
    text = "U.S. President Donald J. Trump met Mr. Putin. They spoke. Sanctions stay in the U.S. The end."
    assert [" ".join(t.text for t in s)[-7:] for s in sentences(text, ABBREVIATIONS, "en")] == ["Putin .", "spoke .", "he U.S.", "e end ."]


def test_contractions_and_possessives_come_apart() -> None:
    assert [t.low for t in tokenize("Russia's leaders won't say they're done")] == [
        "russia", "'s", "leaders", "wo", "n't", "say", "they", "'re", "done"
    ]  # fmt: skip


def test_a_star_is_a_beginning_and_a_capital_is_exact() -> None:
    phrases = Phrases()
    phrases.add("санкци*", "SANCTION")
    phrases.add("US", "US")
    found = [phrases.at(list(tokenize(t)), 0) for t in ("санкциями", "санки", "US", "us")]
    assert [bool(f) for f in found] == [True, False, True, False]


def test_pattern_gaps_are_bounded() -> None:
    pattern = Pattern.read({"name": "x", "act": "lift", "when": "lift^ ~2 sanctions"})
    for text, hit in (("lift all the sanctions", True), ("lift all of the old sanctions", False)):
        tokens = list(tokenize(text))
        found = pattern.find(tokens, [{} for _ in tokens], [False] * len(tokens), {"lift": [0]}, Budget())
        assert bool(found) == hit


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicons_are_whole(language: str) -> None:
    lexicon = load(language)
    words = yaml.load((LEXICONS / language / "words.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert all(isinstance(entry, str) for entries in words.values() for entry in entries)
    names = [pattern.name for pattern in lexicon.patterns]
    assert len(set(names)) == len(names), "a reading names its rule"
    families = {
        "relief",
        "background",
        "lapse",
        "veto-impose",
        "veto-extend",
        "veto-tighten",
        "veto-lift",
        "veto-suspend",
        "veto-delist",
        *vocabulary.STANCES,
    }
    for pattern in lexicon.patterns:
        assert pattern.act in families
        forms = {
            "nominal",
            "weak",
            "noun",
            "deed",
            "modal",
            "participle",
            "whole",
            "only",
            "loose",
            "refused",
            "flat",
            "told",
            "same",
            "opening",
            "wanted",
        }
        assert set(pattern.form.split()) <= forms
        assert pattern.target in {"", "object", "subject", "from", "trade", "abroad", "entry", "goods"}
        for _, options in pattern.elements:
            assert all(o in words or o == "SANCTIONV" or not o.isupper() for o in options), pattern.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name(language: str) -> None:
    def states(of: str) -> set[str]:
        places = yaml.load((LEXICONS / of / "places.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        assert all(kinds["names"] for kinds in places.values())
        return {code for code in places if len(code) == 2}

    assert len(states("en")) >= 197 + 4, "the members of the UN with XK, TW, PS and VA; EU, UN, XX and E3 are no states"
    assert states(language) >= states("en")


def test_names_of_another_language_are_borrowed() -> None:
    people = yaml.load((LEXICONS / "de" / "people.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert people["borrow"] == "en"
    assert interpret("Witkoff kündigt die Aufhebung der Sanktionen gegen den Iran an.")[0].sender == "US"
    assert "kurz" in people["not"], "an Austrian chancellor, and an adverb"


@pytest.mark.parametrize("path", sorted(LEXICONS.rglob("*.yaml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_lexicon_files_say_what_they_are(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize(
    "text",
    [
        "Trump threatens secondary tariffs on Russia.",
        "Минфин США применит CAATSA к Турции.",
        "Die EU verhängt ein Einreiseverbot.",
        "GRACE PERIOD",
    ],
)
def test_every_word_for_measures_lets_a_text_in(text: str) -> None:
    assert lets_in(text)


def test_a_text_about_something_else_stays_out() -> None:
    assert not lets_in("The mayor opened a library on Monday and spoke of the history of the town.")


def test_a_rule_says_where_its_target_stands() -> None:
    banned = "Britain banned imports of Iranian pistachios, part of sanctions over the crackdown."
    barred = "Iranian generals were hit with new British sanctions on Monday."
    licence = "The United States lets India buy Iranian oil under a sanctions waiver."
    for text in (banned, barred, licence):
        assert {i.target for i in interpret(text, "2025-06-01")} == {"IR"}, text


def test_a_decimal_point_ends_no_sentence() -> None:
    assert len(list(sentences("The cap falls to $47.6 a barrel. It was 60.", ABBREVIATIONS, "en"))) == 2


def test_membership_has_dates() -> None:
    from datetime import date

    assert is_member("GB", "EU", date(2016, 1, 1)) and not is_member("GB", "EU", date(2021, 1, 1)) and not is_member("GB", "EU", None)


def _item(sender: str, target: str, stance: str, direction: int = 0) -> dict[str, object]:
    return {
        "sender": sender, "target": target, "stance": stance, "direction": direction,
        "modality": "asserted", "speaker_side": None, "kind": "statement",
    }  # fmt: skip


def test_scores_match_as_multisets() -> None:
    labelled = [
        {"id": "a", "doc_group": "g", "items": [_item("EU", "RU", "extend"), _item("US", "RU", "extend")]},
        {"id": "b", "doc_group": "h", "items": []},
    ]
    found = {"a": [_item("EU", "RU", "extend"), _item("EU", "RU", "extend")], "b": [_item("RU", "TR", "lift", 1)]}
    numbers = scoring.measure(labelled, found)
    assert numbers["core_stance"] == {"precision": 0.333, "recall": 0.5, "f1": 0.4}
    assert numbers["false_alarm_rate"] == 1.0
    assert scoring.confusion(labelled, found) == {"-": {"extend": 1, "lift": 1}, "extend": {"-": 1, "extend": 1}}
    assert [w["id"] for w in scoring.worst(labelled, found)] == ["a", "b"]
    page = scoring.render(
        {"parts": {"all": numbers}, "confusion": scoring.confusion(labelled, found), "worst": scoring.worst(labelled, found)}, "2026-11-22"
    )
    assert "2026-11-22" in page and "| extend |" in page


def test_documents_do_not_change_sides() -> None:
    assert scoring.fold("ce:2014-03-20") == scoring.fold("ce:2014-03-20") and {scoring.fold(str(i)) for i in range(50)} == {0, 1, 2, 3}
