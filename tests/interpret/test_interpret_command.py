"""`sanctions interpret`: files, standard input, lines of JSON, what is shown and what is said when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.interpret import texts
from tests.interpret.contract import check_actions, check_items
from tests.support import SHARED, needs_shared

FIXTURES = Path(__file__).parent / "fixtures" / "statements.yaml"


def run(*arguments: str, given: bytes | None = None, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["interpret", *arguments], input=given, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def answers(path: Path | str, questions: list[dict[str, Any]], *, code: int = 0) -> list[dict[str, Any]]:
    Path(path).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in questions), encoding="utf-8")
    return [json.loads(line) for line in run("--jsonl", str(path), code=code).stdout.splitlines()]


def test_a_file_and_standard_input_give_the_same(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_bytes(texts.NEWS.encode())
    from_file = json.loads(run(str(file), "--format", "json").stdout)
    from_input = json.loads(run("-", "--format", "json", given=texts.NEWS.encode()).stdout)
    assert from_file["items"] == from_input["items"] and [one["stance"] for one in from_file["items"]] == ["extend", "call_for_easing"]


def test_offsets_count_the_characters_of_the_file_whatever_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    for content in (texts.NEWS.encode(), b"\xef\xbb\xbf" + texts.NEWS.encode(), texts.NEWS.replace("\r\n", "\n").encode()):
        file.write_bytes(content)
        [_, call] = json.loads(run(str(file), "--format", "json").stdout)["items"]
        [(start, end)] = call["spans"]
        assert content.decode()[start:end] == "lift sanctions"


def test_utf16_is_read_and_what_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_bytes(texts.NEWS.encode("utf-16"))
    assert len(json.loads(run(str(file), "--format", "json").stdout)["items"]) == 2
    file.write_bytes("ЕС продлил санкции против России.".encode("cp1251"))
    assert "signal: not_utf8" in run(str(file)).stderr


def test_acts_are_printed_with_what_was_not_read(tmp_path: Path) -> None:
    file = tmp_path / "act.txt"
    file.write_text(texts.EU_LISTING, encoding="utf-8")
    text = run(str(file), "--act", "--page-date", "2026-03-04", "--format", "csv").stdout
    assert text.splitlines()[1].startswith("list,eu-269-2014,asset_freeze,2,Ivan Primerov; Anna Obraztsova,2026-03-04,")
    file.write_text(texts.UNREADABLE, encoding="utf-8")
    done = run(str(file), "--act")
    assert "unread: УКАЗ" in done.stderr and "no rule found an effect" in done.stderr


def test_explain_prints_the_text_with_spans_and_rules(tmp_path: Path) -> None:
    said = run("-", "--explain", given=(texts.NEWS + "\x1b[31mred\x1b[0m").encode()).stdout
    assert "The EU [1|extended its sanctions|1] on Russia until 31 July 2027" in said
    assert "[7:29] EU -> RU: extend, asserted (rule en/extend/renewal, 0.90)" in said
    assert "RU -> TR: call_for_easing, asserted, Turkey’s president (rule en/" in said
    assert "Minister Ann Example of Norway watched." in said and "\x1b[31m" not in said
    act = run("-", "--act", "--explain", given=texts.EU_LISTING.encode()).stdout
    assert "[1|" in act and "|1]" in act and "list asset_freeze (eu-269-2014)" in act and "(rule eu" in act
    assert "unread: no rule found an effect" in run("-", "--act", "--explain", given=texts.UNREADABLE.encode()).stdout
    assert "Nothing about sanctions found." in run("-", "--explain", given=b"It rained.").stdout


def test_lines_answer_with_the_fields_of_the_guides(tmp_path: Path) -> None:
    questions = [
        {"id": f"p{number}", "text": row["text"], "page_date": day}
        for number, row in enumerate(yaml.safe_load(FIXTURES.read_text(encoding="utf-8")))
        for day in ("2025-06-01", "2025-06", "2025", None)
    ]
    found = answers(tmp_path / "q.jsonl", questions)
    assert sum(check_items(*pair) for pair in zip(questions, found, strict=True)) > 300
    acts = [
        {"id": name, "text": getattr(texts, name), "kind": "act", "celex": "32026R9001", "page_date": "2026-03-04"}
        for name in ("EU_LISTING", "EU_OTHER_TARGET", "RU_RESOLUTION", "RU_DECREE", "UNREADABLE", "NEWS")
    ]
    found = answers(tmp_path / "a.jsonl", acts)
    counts = [check_actions(*pair) for pair in zip(acts, found, strict=True)]
    assert counts[:4] == [1, 1, 1, 3] and counts[4:] == [0, 0]


def test_a_month_gives_no_day_and_a_day_does(tmp_path: Path) -> None:
    text = "The EU extended its sanctions on Russia."
    days = ("2016-07", "2016", "2016-07-01", "2016-07-01T12:00:00Z", None)
    found = answers(tmp_path / "q.jsonl", [{"id": day, "text": text, "page_date": day} for day in days])
    assert [one["items"][0]["date"] for one in found] == [None, None, "2016-07-01", "2016-07-01", None]


def test_the_official_id_names_an_act_whose_text_does_not(tmp_path: Path) -> None:
    untitled = "Council Implementing Regulation" + texts.EU_LISTING.split(" of 3 March 2026", 1)[1]
    common = {"id": 1, "text": untitled, "kind": "act", "page_date": "2026-03-04"}
    [without, known] = answers(tmp_path / "q.jsonl", [common, common | {"celex": "32026R9001"}])
    assert (without["number"], known["number"]) == ("", "2026/9001")


BAD = [
    (b"{not json", "Expecting"),
    (b'["a list"]', "not a JSON object"),
    (b'{"id": "x"}', "x: `text` is missing"),
    (b'{"id": "y", "text": 7}', "y: `text` is missing"),
    (b'{"id": "z", "text": "a", "page_date": "2016-13"}', "z: page_date is no day: '2016-13'"),
    (b'{"id": "w", "text": "a", "page_date": "soon"}', "w: page_date is no day"),
    (b'{"id": "\xff"}', "utf-8"),
    (b"[" * 100_000, "recursion"),
    (b'{"id": ' + b"9" * 5_000 + b', "text": "a"}', "4300"),
]


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = b'{"id": "good", "text": "The EU extended its sanctions on Russia."}'
    file = tmp_path / "q.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + b"\n".join([good, b"", *(bad for bad, _ in BAD), good]) + b"\n")
    done = run("--jsonl", str(file), code=1)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["good", "good"]
    told = done.stderr.splitlines()
    assert len(told) == len(BAD)
    for number, (line, (_, words)) in enumerate(zip(told, BAD, strict=True), 3):
        assert line.startswith(f"sanctions: {file}:{number}: ") and words in line


def test_lines_from_standard_input_and_half_a_surrogate_pair() -> None:
    given = b'{"id": "\\ud83d", "text": "The EU extended its sanctions on Russia \\ud83d."}\n'
    [line] = run("--jsonl", "-", given=given).stdout_bytes.splitlines()
    assert json.loads(line)["id"] == "\ud83d"


def test_answers_come_while_the_lines_still_go_in() -> None:
    program = [sys.executable, "-c", "from pipelines.cli import main; main()", "interpret", "--jsonl", "-"]
    line = json.dumps({"id": 1, "text": "The EU extended its sanctions on Russia."}).encode() + b"\n"
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "ascii"}
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as reader:
        assert reader.stdin is not None and reader.stdout is not None
        for _ in range(3):
            reader.stdin.write(line)
            reader.stdin.flush()
            assert json.loads(reader.stdout.readline())["items"][0]["stance"] == "extend"
        reader.stdin.close()
    assert reader.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nothing-there.txt"], 1, "sanctions: nothing-there.txt cannot be read: No such file"),
        (["--jsonl", "nothing-there.jsonl"], 1, "sanctions: nothing-there.jsonl cannot be read: No such file"),
        (["--add", "nothing-there.txt", "--source", "a", "--date", "2024-01-01"], 1, "nothing-there.txt cannot be added: No such file"),
        (["--add", "nothing-there.txt", "--source", "a"], 2, "--add needs a FILE, --source NAME and --date DAY"),
        (["--add", "-", "--source", "a", "--date", "2024-01-01"], 2, "--add needs a FILE"),
        ([], 2, "name a FILE"),
    ],
)
def test_errors_are_one_clear_line(arguments: list[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert words in run(*arguments, code=code).stderr


@needs_shared
def test_the_seed_article_gives_three_findings() -> None:
    [path] = (SHARED / "data" / "seed").glob("*.txt")
    shown = [line.split("] ", 1)[1].split(" (rule")[0] for line in run(str(path), "--explain").stdout.splitlines() if "(rule " in line]
    assert [said.split("] ")[-1] for said in shown] == [
        "RU -> TR: impose, asserted",
        "EU -> RU: refuse_to_ease, asserted, Hollande",
        "EU -> RU, US -> RU: ease, speculated, Maynes",
    ]


@needs_shared
def test_the_recorded_corpora_are_answered_as_the_guides_say(tmp_path: Path) -> None:
    corpus = SHARED / "eval" / "statements" / "dev.jsonl"
    questions = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    found = [json.loads(line) for line in run("--jsonl", str(corpus)).stdout.splitlines()]
    assert sum(check_items(*pair) for pair in zip(questions, found, strict=True)) > 80
    acts = [
        {"id": path.stem, "kind": "act", "celex": path.stem, "page_date": "2022-02-24", "text": path.read_text(encoding="utf-8")}
        for path in sorted((SHARED / "eval" / "eu_acts").glob("3*.md"))
    ]
    found = answers(tmp_path / "a.jsonl", acts)
    assert sum(check_actions(*pair) for pair in zip(acts, found, strict=True)) >= 37
