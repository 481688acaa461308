"""Named: whether sanctions are those on persons, firms or ships, or on a state itself.

What belongs here: reading that off the words around the noun. What does not: who they are (`targets.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence


def state_itself(sentence: Sentence, act: Act) -> bool:
    """`A is taken off the list of state sponsors`, `A is no longer subject to sanctions`: no list of names."""
    states = [a for a in sentence.actors if a.kind == "state"]
    passive = ("is", "are", "was", "were", "been")
    taken = any(t.low in passive for t in sentence.tokens[max(act.head - 2, 0) : act.head])
    place = sentence.lexicon.grammar.get("place", ())
    near = [a for a in states if act.head - 3 <= a.end < act.head and not sentence.comma(a.end, act.head)]
    return (taken and any(not a.start or sentence.tokens[a.start - 1].low not in place for a in near)) or any(
        a.start == act.head + 1 and sentence.text(a.end, a.end + 1).lower() in ("off", "from") for a in states
    )


_TRADE_BANS = ("ban", "quota", "limit", "prohib", "embargo", "barrier", "control")


_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})


def on_named(sentence: Sentence, act: Act) -> bool:
    """Whether the sanctions are those on named persons, firms or ships."""
    place, lifted = sentence.lexicon.grammar.get("place", ()), sentence.lexicon.grammar.get("target_after_lifting", ())
    states = (a.start for a in sentence.actors if a.start >= act.noun_end and a.kind == "state")
    state = next((i for i in states if sentence.tokens[i - 1].low not in place), 10_000)
    goods = act.noun_end == act.noun + 1 or sentence.text(act.noun + 1, act.noun_end).lower().startswith(("on arms", "to arms", "on oil"))
    if goods and sentence.tokens[act.noun].low.startswith(_TRADE_BANS):
        return False  # a ban on trade, whoever trades
    if act.target == "abroad" and not sentence.has("SANCTION", act.noun - 1, act.noun + 1):
        return sentence.text(act.noun_end, act.noun_end + 1) in lifted and sentence.has("NAMED", act.noun_end + 1, act.noun_end + 4)
    counted = (a for a in sentence.actors if a.kind == "adjective" and act.noun_end < a.start < act.noun_end + 5)
    if any(sentence.tokens[a.start - 1].text.isdigit() or sentence.tokens[a.start - 1].low in _NUMBERS for a in counted):
        return True  # `sanctions on 170 Belarusians`
    projects = sentence.lexicon.grammar.get("projects", ())
    things = [a for a in sentence.actors if a.kind == "thing" and a.start - act.noun_end in (1, 2)]  # `sanctions on A's bank`
    persons = (a for a in sentence.actors if a.kind == "official" and a.start - act.noun_end in (1, 2))
    if act.head < act.noun and any(a.end - a.start > 2 and sentence.tokens[a.end - 1].capital for a in persons):
        return True  # `sanctions on A's acting president B`
    thing = any(all(t.low not in projects for t in sentence.tokens[a.start : a.end + 1]) for a in things)
    verbs = (i for i in range(act.noun_end, act.noun_end + 7) if sentence.text(i - 1, i) == "and" and sentence.has("EASE", i, i + 1))
    near = range(act.noun_end, min(act.noun_end + 7, len(sentence.tokens) - 1))
    saying = (i for i in near if sentence.tokens[i].text == "," and "REPORT" in sentence.tags[i + 1])  # `снят, сообщил министр`
    named = sentence.has("NAMED", act.noun_end, min(act.noun_end + 7, state, *verbs, *saying))
    return thing or named or _from_name(sentence, act) or _on_name(sentence, act)


def _on_name(sentence: Sentence, act: Act) -> bool:
    """`sanctions on Viktor Petrov`: two capital words behind the noun that name no state, in a text that does not write each word so."""
    tokens, at = sentence.tokens, act.noun_end + 1
    if act.head > act.noun or sentence.text(act.noun_end, at).lower() not in (*sentence.lexicon.grammar.get("strong_target", ()), "from"):
        return False
    names = tokens[at : at + 2]
    if any(m.role == "person" and m.start == at and tokens[m.end - 1].capital for m in sentence.mentions):
        return True
    known = any(a.start < at + 2 and a.end > at for a in sentence.actors)
    plain = any(t.text.islower() and len(t.text) > 4 for t in tokens)
    return len(names) == 2 and not known and plain and all(t.capital and t.text.isalpha() and not t.text.isupper() for t in names)


def _from_name(sentence: Sentence, act: Act) -> bool:
    """`сняли санкции с «Белавиа»`, `с Милорада Додика`: lifted from a firm or a person."""
    tokens = sentence.tokens
    for i in range(max(act.start - 5, 0), min(act.end + 4, len(tokens) - 1)):
        if tokens[i].low not in sentence.lexicon.grammar.get("target_after_lifting", ()) or sentence.comma(min(i, act.end), i):
            continue
        behind = next((a for a in sentence.actors if a.start == i + 1), None)
        if behind and behind.kind == "state" and behind.start >= act.noun_end and sentence.lexicon.language == "en":
            continue  # `imports from A`
        if tokens[i + 1].text == "«" or sentence.has("NAMED", i + 1, i + 3) or (tokens[i + 1].text.isascii() and tokens[i + 1].capital):
            return True
        if behind and (behind.kind == "thing" or (behind.kind == "official" and tokens[behind.end - 1].capital)):
            return True
    return False
