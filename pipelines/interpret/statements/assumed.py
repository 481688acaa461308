"""Assumed: whose sanctions, and on whom, a passage means that does not say.

What belongs here: guesses from the rest of the sentence and of the passage. What does not: parties that are named
(`targets.py`, `senders.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import NO_TARGET, VICTIMS, WEST, Memory, oblique, union_of
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.speakers import Speaker


def assume_target(sentence: Sentence, act: Act, senders: list[str], memory: Memory) -> str | None:
    """Where an act names no target: a thing or state of the sentence, then of the passage.

    Where the reader's own state speaks of sanctions without a name, those it imposes or calls its own answer are on others;
    those that are eased, kept or renewed are the ones it suffers.
    """
    western = bool(senders) and all(s in WEST | {"UN"} or is_member(s, "EU", None) for s in senders)

    def fits(code: str) -> bool:
        if western and (code in WEST or is_member(code, "EU", None)):
            return False
        return (
            bool(code)
            and code not in NO_TARGET
            and code not in senders
            and code not in memory.senders
            and (code != "US" or (senders == [home] and "OWN" in sentence.concepts))
            and code not in ("ICC", "ECOWAS", "AFU", *VICTIMS)
            and not ((not senders or "EU" in senders) and is_member(code, "EU", None))
        )

    if body := _body_hit(sentence, act, senders):
        return body
    grammar = sentence.lexicon.grammar
    home, places = str(grammar.get("home", "")), grammar.get("place", ())
    if home in senders and len(senders) == 2:  # A and B agree to lift what stands between them
        return next(s for s in senders if s != home)
    actors = [a for a in sentence.actors if a.kind != "state" or not a.start or sentence.tokens[a.start - 1].low not in places]
    firm = [a.code for a in actors if a.kind in ("state", "adjective", "thing") and not bought(sentence, a)]
    here = [a.code for a in actors if a.kind != "outsider"]
    if set(senders) == {home} and not any(fits(c) for c in (*here, *memory.targets)):
        return _home_target(sentence, act, home, memory)
    there = [a.code for a in sentence.actors if a not in actors]
    if western:  # of several states the one that is under pressure
        firm.sort(key=lambda code: code not in grammar.get("under_pressure", ()))
    for code in (*firm, *here, *reversed(memory.targets), *there, *reversed(memory.states), *memory.later):
        if fits(code):
            return code
    if packaged := _packaged(sentence, senders):
        return packaged
    named = any(code in VICTIMS for code in (*here, *there, *memory.states, *memory.later))
    return "RU" if named and (not senders or set(senders) & WEST) else _at_home(act, senders, home, western)


def _at_home(act: Act, senders: list[str], home: str, western: bool) -> str | None:
    """The state of the press itself, where the West or a victim acts without saying on whom."""
    victim = bool(senders) and set(senders) <= VICTIMS and act.family in ("impose", "tighten")
    return home if home and ((western and act.family != "threaten") or victim) else None


def _body_hit(sentence: Sentence, act: Act, senders: list[str]) -> str | None:
    """`sanctions that targeted judges of the ICC`: a body behind the noun."""
    bodies = (a for a in sentence.actors if a.code in ("ICC", "ECOWAS", "AFU") and act.noun_end < a.start and a.code not in senders)
    hit = (a.code for a in bodies if any(t.low in _HITTING for t in sentence.tokens[act.noun_end : min(a.start, act.noun_end + 4)]))
    return next(hit, None)


_HITTING = frozenset({"targeted", "targeting", "target", "hit", "hitting", "covered", "covering", "named", "naming"})


def bought(sentence: Sentence, actor: Actor) -> bool:
    """`A's purchase of B's missiles`: who sold them is not punished."""
    paid = any(t.low.startswith(("purchas", "buy", "bought", "acqui")) for t in sentence.tokens[max(actor.start - 4, 0) : actor.start])
    return paid and any(t.low in _ARMS for t in sentence.tokens[actor.end : actor.end + 3])


_ARMS = frozenset({"missile", "missiles", "system", "systems", "air", "arms", "weapons", "jets", "fighters", "s", "defence", "defense"})


def _home_target(sentence: Sentence, act: Act, home: str, memory: Memory) -> str:
    """On whom sanctions are of which the reader's own state speaks without a name."""
    grammar = sentence.lexicon.grammar
    answer = sentence.has("COUNTER", act.start, max(act.end, act.noun_end))
    if answer and memory.senders and memory.senders[-1] != home:
        return memory.senders[-1]
    own = answer or act.family in ("impose", "tighten", "threaten")
    near = [c for c in memory.states if grammar.get("silent_sender", {}).get(c) == home and c not in VICTIMS]
    if near and (not own or ("weak" in act.form and not sentence.has("OWN", act.start, max(act.end, act.noun_end)))):
        return near[-1]
    return str(grammar["home_targets"]) if own else home


def _packaged(sentence: Sentence, senders: list[str]) -> str | None:
    """On whom a numbered package of the EU is, where the text does not say."""
    numbered = any(t.low.startswith(("packag", "пакет", "paket", "sanktionspaket")) for t in sentence.tokens) and "NTH" in sentence.concepts
    adopted = sentence.lexicon.language == "en" and any(a.code == "EU" and sentence.has("NTH", a.end, a.end + 3) for a in sentence.actors)
    theirs = adopted and set(senders) <= _FOLLOWING  # `A adopts the EU's 16th package`
    return str(sentence.lexicon.grammar.get("package_target", "")) or None if numbered and (set(senders) <= {"EU"} or theirs) else None


#: States that take over what the EU decides.
_FOLLOWING = frozenset({"CH", "NO", "IS", "LI", "MD", "AL", "ME", "MK", "UA", "MC", "GB"})


def _renewer(sentence: Sentence, target: str, speaker: Speaker | None) -> str | None:
    """Who rolls over the sanctions on a state, as far as the language knows (`renews` of patterns.yaml)."""
    known = sentence.lexicon.grammar.get("renews", {}).get(target)
    acting = {a.code for a in sentence.actors if a.kind == "official" and a.code in WEST}
    if acting and known not in acting and not any(is_member(code, str(known), None) for code in acting):
        return None
    known_voice = speaker and speaker.code and (speaker.code, speaker.kind) != (target, "state")  # not `A sanctions extended`
    return None if "EMERGENCY" in sentence.concepts or known_voice else known


def assume_sender(sentence: Sentence, target: str, stance: str, speaker: Speaker | None, memory: Memory, day: date | None) -> str | None:
    """Where an act names no sender: the speaker's state, then the passage, then the West."""
    if stance == "extend" and (renewer := _renewer(sentence, target, speaker)):
        return renewer
    home = str(sentence.lexicon.grammar.get("we", ""))
    if speaker and speaker.kind == "voice" and not speaker.code and stance != "call_for_easing" and not memory.senders and home != target:
        named = [a.code for a in sentence.actors if a.kind in ("official", "adjective")]
        heard = [code for code in (*named, *reversed(memory.states)) if code in WEST - {"XX"} and code != target]
        heard = heard or _of_whose(sentence, target)
        return heard[0] if heard else None if _elsewhere(sentence, speaker) else home or None
    if (
        speaker
        and speaker.kind != "outsider"
        and speaker.code
        and speaker.code not in (target, *VICTIMS)
        and stance not in ("call_for_easing",)
    ):
        return union_of(speaker.code, speaker.kind, False, target, day)
    grammar = sentence.lexicon.grammar
    beside = [
        a.code
        for a in sentence.actors
        if a.code in WEST | {"UN"} and (sentence.has("SANCTION", a.end, a.end + 2) or sentence.has("WEAK", a.end, a.end + 2))
    ]
    named = [code for code in (*beside, *reversed(memory.senders)) if code != target]
    if named:
        return named[0]
    numbered = "NTH" in sentence.concepts and "PACKAGE" in sentence.concepts
    if numbered and any(t.low.startswith(("packag", "paket", "sanktionspaket")) or not t.text.isascii() for t in sentence.tokens):
        return str(grammar.get("package_we", "EU"))
    elsewhere = "home" in sentence.lexicon.grammar and target != home and speaker is not None and speaker.code == target
    ours = "WE" in sentence.concepts and not elsewhere  # `наша страна` in the press of another state
    if ours or "EMERGENCY" in sentence.concepts:
        return str(grammar.get("we", "")) or None
    silent = grammar.get("silent_sender", {})
    asks_own = not grammar.get("home") or (speaker.code == target if speaker else silent.get(target) == grammar.get("home"))
    if stance == "call_for_easing" and target in silent and asks_own:
        return str(silent[target])
    if stance == "call_for_easing" or (speaker and speaker.code in VICTIMS):
        own = stance == "call_for_easing" and speaker and speaker.code == target != home
        union = "EU" if speaker and is_member(speaker.code, "EU", day) else None
        return (_listener(sentence, target) if own else None) or union or _asked_of(sentence, target)
    before = sentence.previous
    if before and "WE" in before.concepts and not any(t.text in '"“”' for t in before.tokens) and home not in ("", target):
        return home
    return _heard_of(sentence, target, stance, memory, day) or _unnamed(sentence, target, stance)


def _heard_of(sentence: Sentence, target: str, stance: str, memory: Memory, day: date | None) -> str | None:
    """A power that the passage named before, here or after; of what is not imposed, the union of the member that acted just before."""
    kinds = ("official", "state") if sentence.lexicon.grammar.get("we") else ("official",)
    officials = [a.code for a in sentence.actors if a.kind in kinds and not sentence.text(a.end, a.end + 1).lower().startswith(_DEEM)]
    near = (*reversed(memory.states), *officials, *memory.later)
    western = next((code for code in near if code in WEST | {"ECOWAS"} and code != target), None)
    before = sentence.previous
    union = "EU" if stance not in HARDENING and before and _member_acts(before, day) else None  # `Spain condemned the vote. They stay`
    return western or union


#: What a state does to persons that another state punishes: `firms that B considers complicit`.
_DEEM = ("consider", "deem", "regard", "believ")


def _of_whose(sentence: Sentence, target: str) -> list[str]:
    """`The assembly of A lets the government ...`: the state whose body stands before the office."""
    at = next((a.start for a in sentence.actors if a.kind == "voice"), 0)
    return [
        a.code
        for a in sentence.actors
        if a.kind == "state" and a.end <= at and a.code not in (target, *VICTIMS) and sentence.text(a.start - 1, a.start).lower() == "of"
    ]


def _elsewhere(sentence: Sentence, speaker: Speaker) -> bool:
    """`Prime Minister N.`: an office that the state of the language's press does not have."""
    offices = sentence.lexicon.grammar.get("foreign_labels", ())
    return any(word in offices for word in (speaker.name or "").lower().split())


def _member_acts(before: Sentence, day: date | None) -> bool:
    """Whether the subject of the sentence before is a member of the EU or one of its officials."""
    return any(
        a.kind in ("state", "official") and a.start <= 4 and is_member(a.code, "EU", day) and not oblique(before, a) for a in before.actors
    )


def _listener(sentence: Sentence, target: str) -> str | None:
    """`A wants the penalties gone, its minister tells B`: the only power or rival of A that the sentence names."""
    rivals = sentence.lexicon.grammar.get("opponents", {})
    there = [a for a in sentence.actors if "by" not in (t.low for t in sentence.tokens[max(a.start - 2, 0) : a.start])]
    heard = {a.code for a in there if a.code in WEST or target in rivals.get(a.code, ())} - {target, "XX"}
    return heard.pop() if len(heard) == 1 else None


def _asked_of(sentence: Sentence, target: str) -> str:
    """Who is asked without being named: the one sender that is a subject here or in the sentence before, else the West."""
    near = [(s, a) for s in (sentence, sentence.previous) if s for a in s.actors if a.kind in ("state", "adjective")]
    single = {a.code for s, a in near if not oblique(s, a)} & {"US", "EU", "GB"} - {target}
    if len(single) == 1 and not sentence.lexicon.grammar.get("home"):
        return single.pop()
    return "UN" if "arms embargo" in " ".join(t.low for t in sentence.tokens) else "XX"


def _unnamed(sentence: Sentence, target: str, stance: str) -> str | None:
    """Whose sanctions a passage means that names no sender at all: by habit of the language, by its words, the West."""
    grammar = sentence.lexicon.grammar
    if target in grammar.get("silent_sender", {}):
        return str(grammar["silent_sender"][target])
    union = grammar.get("speaks_for_union")
    held = stance in grammar.get("silent_union", ()) and (union or target in grammar.get("renews", {}))
    if held or (union and any(a.code == union and a.kind == "official" for a in sentence.actors)):
        return str(grammar["we"])  # what nobody is said to keep up, or what is wanted in a member's parliament, is the union's
    if stance == "license" and any(t.low == "general" for t in sentence.tokens):
        return str(grammar.get("we", "")) or None
    if stance not in ("call_for_easing", "threaten") and _ministers(sentence):
        return str(grammar.get("package_we", "")) or None
    return "XX" if stance in ("tighten", "threaten", "maintain", "ease", "lift", "conditional_ease") and target == "RU" else None


def _ministers(sentence: Sentence) -> bool:
    """`Ministers decided ...`, `the leaders agreed ...`: several of them without a state are those of the union."""
    bodies = sentence.lexicon.grammar.get("joint_bodies", ())
    return any(
        t.low in bodies
        and t.low not in ("countries", "governments")
        and sentence.text(i + 1, i + 2).lower() != "of"
        and sentence.text(i - 1, i).lower() not in ("coup", "junta", "military", "rebel", "separatist", "militia")
        for i, t in enumerate(sentence.tokens[:8])
    )
