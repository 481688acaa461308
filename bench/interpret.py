"""What reading statements costs: documents per second beside plain sentence splitting, and memory over a long stream.

What belongs here: the made-up documents, the two measurements, what they print. What does not: bounds (`tests/interpret`).
Every document is made up from a seed; those of the stream go through `sanctions interpret --jsonl` as a user's would.

    python -m bench.interpret [--documents 100000] [--json]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from sentencex import get_sentence_boundaries

from pipelines.interpret.answer import answer
from pipelines.interpret.statements.lexicon import load
from pipelines.interpret.statements.tokens import sentences

SEED = 20140317
PARTIES = ["the EU", "Brussels", "the United States", "Washington", "the Treasury", "Russia", "Moscow", "Ankara", "Britain", "Canada"]
TARGETS = ["Russia", "Turkey", "Iran", "Belarus", "Syria", "Venezuela", "North Korea", "two firms in Eastland"]
PEOPLE = ["Minister Ann Example", "spokesman Bob Sample", "Senator Carla Muster", "analyst Dan Primerov", "an official"]
SPOKEN = [
    "{who} said {party} would not ease sanctions on {target} until the agreement is carried out in full.",
    "On Monday {party} extended its sanctions against {target} until {day} January 2017.",
    "{party} may lift some of the sanctions on {target} if talks go well, {who} said.",
    "{party} imposed new sanctions on {target}, adding {number} people and {day} firms to its list.",
    "{who} called on {party} to lift the sanctions, which had cost exporters {number} million euros.",
    "The sanctions on {target}, imposed in 2014, were not discussed, {who} told reporters.",
    "{party} issued a general licence that allows payments to {target} until {day} March 2018.",
]
OTHER = [
    "The talks in the capital went on for {day} hours and ended without a paper.",
    "{who} visited a school near the river and spoke with {number} parents about the new timetable.",
    "Shares rose by {day} per cent after the company, which employs {number} people, named a new head.",
    "Rain is expected in the north, the weather service said; roads may close after {day} o'clock.",
    "“We have time,” said {who}. “Nobody should hurry, and nobody will.”",
    "The ministry, according to {who}, will answer the letter of {day} May in due course.",
]
RUSSIAN = [
    "Россия продлила санкции против Турции до {day} января 2017 года, сообщил представитель ведомства.",
    "Переговоры продолжались {day} часов и завершились без подписания документов.",
]


def documents(count: int, share: float, seed: int = SEED) -> Iterator[dict[str, str]]:
    """Made-up documents of two to eight sentences, one in twenty in Russian; `share` of them speak of sanctions."""
    chance = Random(seed)
    for number in range(count):
        spoken = chance.random() < share
        if chance.random() < 0.05:
            chosen = RUSSIAN if spoken else RUSSIAN[1:]
        else:
            chosen = [*chance.sample(OTHER, chance.randint(1, 5)), *(chance.sample(SPOKEN, chance.randint(1, 3)) if spoken else ())]
            chance.shuffle(chosen)
        text = " ".join(_fill(pattern, chance) for pattern in chosen)
        yield {"id": f"made-up-{number}", "text": text, "page_date": f"201{number % 10}-0{number % 9 + 1}-15"}


def _fill(pattern: str, chance: Random) -> str:
    filled = pattern.format(
        who=chance.choice(PEOPLE),
        party=chance.choice(PARTIES),
        target=chance.choice(TARGETS),
        day=chance.randint(2, 28),
        number=chance.randint(30, 990),
    )
    return filled[0].upper() + filled[1:]


def speed(count: int, share: float) -> dict[str, Any]:
    """CPU seconds for the same documents: the reader, its splitter into words and sentences, and plain sentence splitting (sentencex)."""
    held = list(documents(count, share))
    abbreviations = load("en").abbreviations
    for warm in held[:50]:
        answer(warm)
    seconds = {
        "read": _cpu(answer(one) for one in held),
        "split": _cpu(sum(1 for _ in sentences(one["text"], abbreviations, "en")) for one in held),
        "plain": _cpu(get_sentence_boundaries("en", one["text"]) for one in held),
    }
    return {
        "share_about_sanctions": share,
        "documents": count,
        "characters_a_document": sum(len(one["text"]) for one in held) // count,
        "items": sum(len(answer(one)["items"]) for one in held),
        "documents_per_second": round(count / seconds["read"]),
        "split_documents_per_second": round(count / seconds["split"]),
        "plain_documents_per_second": round(count / seconds["plain"]),
        "times_splitting": round(seconds["read"] / seconds["split"], 1),
        "times_plain_splitting": round(seconds["read"] / seconds["plain"]),
    }


def _cpu(work: Iterable[Any]) -> float:
    started = time.process_time()
    for _ in work:
        pass
    return time.process_time() - started


def stream(count: int, share: float) -> dict[str, Any]:
    """Resident memory of `sanctions interpret --jsonl` at ten points of a stream, in megabytes, and what came out."""
    program = [sys.executable, "-c", "from pipelines.cli import main; main()", "interpret", "--jsonl"]
    marks: list[int] = []
    answers = items = 0
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "made-up.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in documents(count, share))
        started = time.perf_counter()
        with subprocess.Popen([*program, str(path)], stdout=subprocess.PIPE) as reader:
            assert reader.stdout is not None
            for line in reader.stdout:
                answers += 1
                items += len(json.loads(line)["items"])
                if answers % (count // 10) == 0 and answers < count:
                    marks.append(_resident(reader.pid))
        seconds = time.perf_counter() - started
        size = path.stat().st_size
    return {
        "share_about_sanctions": share,
        "documents": answers,
        "file_megabytes": size // 1_000_000,
        "items": items,
        "exit_code": reader.returncode,
        "seconds": round(seconds),
        "megabytes_at_each_tenth": marks,
        "growth_megabytes": marks[-1] - marks[0],
    }


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


def main() -> None:
    """Print both measurements."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000, help="length of the stream")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    found: dict[str, Any] = {"speed": [speed(4_000, 1.0), speed(10_000, 0.2)], "stream": stream(given.documents, 0.2)}
    if given.json:
        print(json.dumps(found, indent=1))
        return
    print("statement reader, MADE-UP documents; CPU time of one process, beside splitting the same documents into sentences")
    for one in found["speed"]:
        print(f"  {one['share_about_sanctions']:4.0%} about sanctions, {one['characters_a_document']} characters on average")
        print(f"    reader                       {one['documents_per_second']:8} documents/s, {one['items']} items")
        print(f"    words and sentences          {one['split_documents_per_second']:8} documents/s, reader {one['times_splitting']} x")
        print(
            f"    plain sentence splitting     {one['plain_documents_per_second']:8} documents/s, reader {one['times_plain_splitting']} x"
        )
    one = found["stream"]
    print(f"stream of {one['documents']} documents ({one['file_megabytes']} MB) through --jsonl: {one['seconds']} s, {one['items']} items")
    print(f"  resident MB at each tenth: {', '.join(map(str, one['megabytes_at_each_tenth']))}; growth {one['growth_megabytes']} MB")


if __name__ == "__main__":
    main()
