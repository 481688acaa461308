"""Tie-breaks of the annotation guide: one item per thing said, the most specific stance wins.

What belongs here: joining items of one text. What does not: finding them.
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.interpret.statements.item import Item
from pipelines.interpret.statements.speakers import WEST

#: The first stance yields to the second where both are said of the same pair with the same modality.
YIELDS = {
    "lift": ("delist", "suspend", "license", "conditional_ease"),
    "ease": ("lift", "suspend", "delist", "license", "conditional_ease"),
    "impose": ("tighten", "threaten"),
    "tighten": ("threaten",),
    "maintain": ("extend", "refuse_to_ease", "conditional_ease"),
    "call_for_easing": ("delist",),
    "intend_to_ease": ("lift", "suspend", "ease", "license", "delist", "conditional_ease"),
}


def merge(items: list[Item]) -> list[Item]:
    """Items without repetitions, in the order of the text."""
    out: dict[tuple[str, str, str], Item] = {}
    for item in items:
        key = (item.sender, item.target, item.stance)
        if key in out:
            out[key] = _join(out[key], item)
        else:
            out[key] = item
    left = [i for i in out.values() if not _yields(i, list(out.values()))]
    return [i for i in left if not _named(i, left)]


def _named(item: Item, others: list[Item]) -> bool:
    """Whether an item of "the West" is told again with its states by name ("The West hits A. The US, the EU and B freeze ...")."""
    same = (item.target, item.direction, item.modality)
    again = {o.sender for o in others if o.sender in WEST and o.stance == item.stance and (o.target, o.direction, o.modality) == same}
    return item.sender == "XX" and len(again) > 1


def _join(first: Item, second: Item) -> Item:
    ours = first.speaker_side is None and second.speaker is None
    side = second.speaker_side if ours else first.speaker_side
    conditional = first.stance == "threaten" and second.modality == "conditional"  # a threat told twice, once with its condition
    modality = "conditional" if conditional else first.modality
    spans = first.spans + second.spans
    return replace(first, spans=spans, measure=first.measure or second.measure, speaker_side=side, modality=modality)


def _yields(item: Item, others: list[Item]) -> bool:
    return any(
        o.stance in YIELDS.get(item.stance, ()) and (o.sender, o.target) == (item.sender, item.target) and _same(item, o) for o in others
    )


def _same(item: Item, other: Item) -> bool:
    if other.stance == "threaten":
        return item.modality == "speculated"
    if other.stance == "conditional_ease":
        return item.modality == "speculated" or item.stance == "intend_to_ease"
    return item.modality == other.modality or item.stance in ("intend_to_ease",)
