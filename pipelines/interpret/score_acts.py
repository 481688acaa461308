"""Scores of the act interpreter against the labelled EU acts, and against the register for Federal Register metadata.

What belongs here: comparing and rendering `docs/methods/acts.md`. What does not: reading acts (`interpret/acts`).

A row of the gold matches a row read when action and measure are equal, one to one within an act; rows of action `other`
are left out on both sides, and a measure outside the closed list counts as `other`.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.errors import SanctionsError
from pipelines.interpret.acts import interpret_act, page, us_compare
from schemas.vocabulary import MEASURES

Row = dict[str, Any]


@dataclass
class ActScore:
    """One act: rows matched and missed, and what the matched rows got right."""

    celex: str
    matched: list[tuple[Row, Row]] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    false: list[Row] = field(default_factory=list)
    unread: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Counts of this act."""
        return {
            "celex": self.celex,
            "gold": len(self.matched) + len(self.missed),
            "read": len(self.matched) + len(self.false),
            "matched": len(self.matched),
            "effective": _right(self.matched, "effective_on"),
            "expires": _right(self.matched, "expires_on"),
            "unread": self.unread,
            "missed": [_short(r) for r in self.missed],
            "false": [_short(r) for r in self.false],
            "wrong": [w for gold, mine in self.matched for w in _wrong(gold, mine)],
        }


def score(folder: Path) -> dict[str, Any]:
    """Score every act of a folder that has `gold.jsonl` and one `<CELEX>.md` an act. Raises `SanctionsError` where it has none."""
    gold_file = folder / "gold.jsonl"
    if not gold_file.exists():
        raise SanctionsError(f"{folder} has no gold.jsonl: a folder of labelled acts holds it and one file a CELEX number")
    acts = []
    for line in gold_file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            gold = json.loads(line)
            acts.append(_act(folder / f"{gold['celex']}.md", gold))
    return _total(acts)


def _act(path: Path, gold: Row) -> ActScore:
    header, _, body = path.read_text(encoding="utf-8").partition("\n----\n")
    facts = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
    published = facts.get("Publication date (OJ)")
    reading = interpret_act(body, page_date=date.fromisoformat(published) if published else None, official_id=gold["celex"])
    return compare(gold["celex"], gold["actions"], [a.as_dict() for a in reading.actions], len(reading.unread))


def compare(celex: str, gold: list[Row], read: list[Row], unread: int = 0) -> ActScore:
    """Match rows one to one on (action, measure); among equals the one with the most equal days, count and names."""
    result = ActScore(celex, unread=unread)
    free = [r for r in read if r["action"] != "other"]
    for wanted in (g for g in gold if g["action"] != "other"):
        same = [r for r in free if _key(r) == _key(wanted)]
        if same:
            best = max(same, key=lambda r: sum(r[k] == wanted[k] for k in ("effective_on", "expires_on", "count")) + _named(wanted, r))
            free.remove(best)
            result.matched.append((wanted, best))
        else:
            result.missed.append(wanted)
    result.false = free
    return result


def _key(row: Row) -> tuple[str, str]:
    return row["action"], row["measure"] if row["measure"] in MEASURES else "other"


def _named(gold: Row, mine: Row) -> bool:
    return not gold["names"] or set(gold["names"]) <= set(mine.get("all_names") or mine["names"])


def _right(pairs: list[tuple[Row, Row]], key: str) -> int:
    return sum(gold[key] == mine[key] for gold, mine in pairs)


def _wrong(gold: Row, mine: Row) -> list[str]:
    told = f"{gold['action']} {gold['measure']} ({gold['article']})"
    wrong = [f"{told}: {k} {mine[k]} for {gold[k]}" for k in ("effective_on", "expires_on") if gold[k] != mine[k]]
    if gold["count"] is not None and gold["count"] != mine["count"]:
        wrong.append(f"{told}: count {mine['count']} for {gold['count']}")
    if not _named(gold, mine):
        wrong.append(f"{told}: names {', '.join(mine['names']) or 'none'} for {', '.join(gold['names'])}")
    return wrong


def _short(row: Row) -> str:
    return f"{row['action']} {row['measure']} ({row['article']})"


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def _total(acts: list[ActScore]) -> dict[str, Any]:
    pairs = [pair for act in acts for pair in act.matched]
    gold, read = len(pairs) + sum(len(a.missed) for a in acts), len(pairs) + sum(len(a.false) for a in acts)
    precision, recall = _ratio(len(pairs), read), _ratio(len(pairs), gold)
    counted = [(g, m) for g, m in pairs if g["count"] is not None]
    named = [(g, m) for g, m in pairs if g["names"]]
    return {
        "acts": len(acts),
        "gold": gold,
        "read": read,
        "matched": len(pairs),
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * len(pairs), gold + read),
        "effective": _ratio(_right(pairs, "effective_on"), len(pairs)),
        "expires": _ratio(_right(pairs, "expires_on"), len(pairs)),
        "count": _ratio(_right(counted, "count"), len(counted)),
        "counted": len(counted),
        "names": _ratio(sum(_named(g, m) for g, m in named), len(named)),
        "named": len(named),
        "renewals_read": sum(r["action"] == "extend" for a in acts for r in a.false),
        "by_action": _by_action(acts),
        "by_act": [a.as_dict() for a in acts],
    }


def _by_action(acts: list[ActScore]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for act in acts:
        for name, rows in (("matched", [g for g, _ in act.matched]), ("missed", act.missed), ("false", act.false)):
            for row in rows:
                counts.setdefault(row["action"], Counter())[name] += 1
    return {action: {n: c[n] for n in ("matched", "missed", "false")} for action, c in sorted(counts.items())}


def registers(recordings: Path, register: Path) -> dict[str, dict[str, Any]]:
    """Every recorded Federal Register search answer against the US register."""
    found = {}
    for path in sorted(recordings.glob("documents_search*.json")):
        found[path.name] = us_compare.compare(us_compare.records(path), register)
    return found


def write(folder: Path, recordings: Path, register: Path, target: Path) -> dict[str, Any]:
    """Score, write the page, and give the scores back."""
    scores = score(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.render(scores, registers(recordings, register)), encoding="utf-8")
    return scores
