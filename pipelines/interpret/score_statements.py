"""Score of the statement interpreter on labelled passages, and the page of `docs/methods` that shows it.

What belongs here: matching of items, counts, folds by document, the rendered page. What does not: reading text
(`statements/`). No passage is quoted: errors are told by id and labels.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pipelines.interpret.score_page import render
from pipelines.interpret.statements import interpret

#: The dyads of the project.
CORE = frozenset({("EU", "RU"), ("US", "RU"), ("RU", "TR")})
Row = dict[str, Any]
Interpreter = Callable[[str, str | None], Iterable[Any]]


def fold(doc_group: str) -> int:
    """The quarter of the documents a group belongs to: by a digest of its name, so it never moves."""
    return hashlib.sha256(doc_group.encode()).digest()[0] % 4


def held_out(doc_group: str) -> bool:
    """Whether a document belongs to the quarter whose errors were not looked at while rules were written."""
    return fold(doc_group) == 3


def rows(path: Path) -> list[Row]:
    """Labelled passages of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def predict(labelled: list[Row], read: Interpreter = interpret) -> dict[str, list[Row]]:
    """Items found in each passage, with the fields of the gold."""
    return {r["id"]: [i.gold() for i in read(r["text"], r.get("page_date"))] for r in labelled}


def score(path: Path | str, read: Interpreter = interpret) -> dict[str, Any]:
    """Every number the project reports, for all passages and for both halves, and how fast it was."""
    labelled = rows(Path(path))
    started = time.perf_counter()
    found = predict(labelled, read)
    seconds = time.perf_counter() - started
    parts = {
        "all": labelled,
        "train": [r for r in labelled if not held_out(r["doc_group"])],
        "held_out": [r for r in labelled if held_out(r["doc_group"])],
    }
    return {
        "parts": {name: measure(part, found) for name, part in parts.items()},
        "confusion": confusion(labelled, found),
        "worst": worst(labelled, found),
        "documents": len({r["doc_group"] for r in labelled}),
        "passages_per_second": round(len(labelled) / max(seconds, 1e-9)),
    }


def measure(labelled: list[Row], found: dict[str, list[Row]]) -> dict[str, Any]:
    """Numbers of one part."""
    empty = [r for r in labelled if not r["items"]]
    alarms = sum(bool(found[r["id"]]) for r in empty)
    pairs = [pair for r in labelled for pair in matched(r["items"], found[r["id"]])]
    out: dict[str, Any] = {
        "passages": len(labelled),
        "items": sum(len(r["items"]) for r in labelled),
        "without_item": len(empty),
        "false_alarms": alarms,
        "false_alarm_rate": _ratio(alarms, len(empty)),
        "modality_accuracy": _ratio(sum(g["modality"] == f["modality"] for g, f in pairs), len(pairs)),
        "speaker_side_accuracy": _ratio(sum(g["speaker_side"] == f["speaker_side"] for g, f in pairs), len(pairs)),
        "kind_accuracy": _ratio(sum(g["kind"] == f["kind"] for g, f in pairs), len(pairs)),
    }
    for name, dyads in (("core", CORE), ("all", None)):
        for last in ("direction", "stance"):
            out[f"{name}_{last}"] = f1(labelled, found, last, dyads)
    return out


def f1(labelled: list[Row], found: dict[str, list[Row]], last: str, dyads: frozenset[tuple[str, str]] | None) -> dict[str, float]:
    """Item F1 on (sender, target, `last`), as multisets within each passage."""
    hits = gold = given = 0
    for row in labelled:
        want, have = _keys(row["items"], last, dyads), _keys(found[row["id"]], last, dyads)
        hits += sum((want & have).values())
        gold += want.total()
        given += have.total()
    precision, recall = _ratio(hits, given), _ratio(hits, gold)
    return {"precision": precision, "recall": recall, "f1": round(2 * hits / (gold + given), 3) if gold + given else 1.0}


def _keys(items: list[Row], last: str, dyads: frozenset[tuple[str, str]] | None) -> Counter[tuple[Any, ...]]:
    return Counter((i["sender"], i["target"], i[last]) for i in items if dyads is None or (i["sender"], i["target"]) in dyads)


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 3) if whole else 1.0


def matched(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Pairs of gold and found items of one passage with the same sender, target and stance."""
    left, out = list(found), []
    for item in gold:
        hit = next((f for f in left if all(f[k] == item[k] for k in ("sender", "target", "stance"))), None)
        if hit is not None:
            left.remove(hit)
            out.append((item, hit))
    return out


def confusion(labelled: list[Row], found: dict[str, list[Row]]) -> dict[str, dict[str, int]]:
    """Stances: gold in rows, found in columns; `-` stands for nothing there. Paired within a dyad."""
    table: dict[str, Counter[str]] = {}
    for row in labelled:
        left = list(found[row["id"]])
        rest = []
        for item in row["items"]:
            hit = next((f for f in left if _key(f) == _key(item)), None)
            if hit is not None:
                left.remove(hit)
                table.setdefault(item["stance"], Counter())[item["stance"]] += 1
            else:
                rest.append(item)
        for item in rest:
            near = next((f for f in left if _key(f)[:2] == _key(item)[:2]), None)
            if near is not None:
                left.remove(near)
            table.setdefault(item["stance"], Counter())[near["stance"] if near else "-"] += 1
        for extra in left:
            table.setdefault("-", Counter())[extra["stance"]] += 1
    return {k: dict(v) for k, v in sorted(table.items())}


def _key(item: Row) -> tuple[str, str, str]:
    return item["sender"], item["target"], item["stance"]


def worst(labelled: list[Row], found: dict[str, list[Row]], count: int = 10) -> list[dict[str, Any]]:
    """The passages with most wrong items, core dyads and held-out documents first: id and labels, no text."""
    errors = []
    for row in labelled:
        want = Counter(_key(i) for i in row["items"])
        have = Counter(_key(i) for i in found[row["id"]])
        missed, extra = want - have, have - want
        if missed or extra:
            core = sum(n for k, n in (missed + extra).items() if k[:2] in CORE)
            errors.append((-core, -(missed + extra).total(), not held_out(row["doc_group"]), row["id"], missed, extra))
    errors.sort(key=lambda e: e[:4])
    return [{"id": e[3], "held_out": not e[2], "missed": _told(e[4]), "extra": _told(e[5])} for e in errors[:count]]


def _told(keys: Counter[tuple[str, str, str]]) -> list[str]:
    return [f"{s}>{t} {stance}" for s, t, stance in keys.elements()]


def write_page(corpus: Path, page: Path, measured_on: str) -> dict[str, Any]:
    """Score a corpus and write the page; gives the scores back."""
    result = score(corpus)
    page.write_text(render(result, measured_on), encoding="utf-8")
    return result
