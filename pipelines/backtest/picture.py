"""The Turkish case as a picture: `python -m pipelines.backtest.picture` writes `docs/images/easing-tr.svg` from the published file.

What belongs here: drawing. What does not: what is drawn (`sql/marts/easing_daily.sql`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import click

from pipelines.cli.published import ask, opened
from pipelines.settings import ROOT

TARGET = ROOT / "docs" / "images" / "easing-tr.svg"
FIRST, LAST = date(2015, 11, 1), date(2017, 12, 31)
#: Day, label, row of the label.
STEPS = (
    (date(2016, 6, 27), "27 Jun: letter from Ankara", 0),
    (date(2016, 6, 30), "30 Jun: tours", 1),
    (date(2016, 8, 28), "28 Aug: charter flights", 2),
    (date(2016, 10, 9), "9 Oct: citrus, stone fruit", 3),
    (date(2017, 3, 9), "9 Mar: onions, carnations", 0),
    (date(2017, 5, 31), "31 May: services", 1),
    (date(2017, 6, 2), "2 Jun: works list, goods", 2),
    (date(2017, 10, 26), "26 Oct: tomatoes", 3),
)
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 1000, 460, 50, 20, 110, 40
HIGHEST, LOWEST = 10.0, -32.0
INK, EASING, TIGHTENING, NET = "#333333", "#2a9d5c", "#c94f3d", "#1f3a5f"

Point = tuple[date, float]


def x_of(day: date) -> float:
    """Place of a day."""
    return LEFT + (WIDTH - LEFT - RIGHT) * (day - FIRST).days / (LAST - FIRST).days


def y_of(value: float) -> float:
    """Place of a value."""
    return TOP + (HEIGHT - TOP - BOTTOM) * (HIGHEST - value) / (HIGHEST - LOWEST)


def _path(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{x_of(day):.1f},{y_of(value):.1f}" for day, value in points)


def _area(points: Sequence[Point], colour: str) -> str:
    ends = f" L{x_of(points[-1][0]):.1f},{y_of(0):.1f} L{x_of(points[0][0]):.1f},{y_of(0):.1f} Z"
    return f'<path d="{_path(points)}{ends}" fill="{colour}" fill-opacity="0.35"/>'


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def draw(rows: Sequence[tuple[date, float, float, float]]) -> str:
    """The picture of rows `day, easing, tightening, net`."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        "<title>Easing index, Russia on Turkey, as known on each day</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for value in (-30, -20, -10, 0, 10):
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y_of(value):.1f}" y2="{y_of(value):.1f}" stroke="#dddddd"/>')
        parts.append(_text(LEFT - 6, y_of(value) + 4, str(value), "end"))
    for year, month in ((2016, 1), (2016, 4), (2016, 7), (2016, 10), (2017, 1), (2017, 4), (2017, 7), (2017, 10)):
        day = date(year, month, 1)
        parts.append(_text(x_of(day), HEIGHT - BOTTOM + 18, f"{day:%b %Y}", "middle"))
    for day, label, level in STEPS:
        y = 30 + 20 * level
        parts.append(
            f'<line x1="{x_of(day):.1f}" x2="{x_of(day):.1f}" y1="{y + 4}" y2="{HEIGHT - BOTTOM}" stroke="#888888" stroke-dasharray="3 3"/>'
        )
        parts.append(_text(x_of(day) + (4 if day < date(2017, 10, 1) else -4), y, label, "start" if day < date(2017, 10, 1) else "end"))
    parts.append(_area([(day, easing) for day, easing, _, _ in rows], EASING))
    parts.append(_area([(day, -tightening) for day, _, tightening, _ in rows], TIGHTENING))
    parts.append(f'<path d="{_path([(day, net) for day, _, _, net in rows])}" fill="none" stroke="{NET}" stroke-width="2"/>')
    for place, (words, colour) in enumerate((("easing", EASING), ("tightening and holding", TIGHTENING), ("net of both", NET))):
        parts.append(_text(LEFT + 10, 40 + 20 * place, words, "start", colour))
    return "\n".join([*parts, "</svg>", ""])


@click.command()
def main() -> None:
    """Write the picture."""
    sql = "select day, easing, tightening, net from easing_daily where sender = 'RU' and target = 'TR' and day between ? and ? order by day"
    with opened() as connection:
        rows = ask(connection, sql, [FIRST, LAST]).rows
    Path(TARGET).write_text(draw(rows), encoding="utf-8")
    click.echo(TARGET)


if __name__ == "__main__":
    main()
