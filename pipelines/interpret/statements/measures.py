"""Which kind of measure a sentence names.

What belongs here: the step from concepts of the lexicon (`MEASURE_*`) to the closed list. What does not: words.
"""

from __future__ import annotations

from pipelines.interpret.statements.sentence import Sentence


def measure_of(sentence: Sentence) -> str | None:
    """The measure a sentence names, in the words of the closed list; `multiple` where it names several."""
    names = {c.removeprefix("MEASURE_").lower() for c in sentence.concepts if c.startswith("MEASURE_")}
    if len(names) > 1:
        return "multiple"
    return next(iter(names), None)
