"""How the press of a home state tells sanctions: its own replies, what they answer, what is long known.

What belongs here: telling a reply from its trigger, who replies where nobody is named and to whom, whose firms serve the home
state. What does not: words (`REPLY`, `TRIGGER`, `ERA` of words.yaml; a language without `home` in its grammar has none of it).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import WEST, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Endings of finite verbs, and beginnings of nouns that end like them.
_FINITE = (
    *(f"{vowel}л{end}" for vowel in "аяие" for end in ("", "а", "и", "о")),
    *("ет", "ут", "ит", "ют", "ят", "ат", "ется", "утся", "ится", "ются", "ятся", "лся", "лась", "лось", "лись"),
)
_NOUNS = ("пакет", "кредит", "комитет", "совет", "запрет", "транзит", "дефицит", "бюджет", "авторитет", "суверенитет", "или", "если")


def trigger(sentence: Sentence, act: Act) -> bool:
    """`в ответ на внесение A в список ...`, `с учетом того, что B вводит ...`: what a reply answers is not its news."""
    at = sentence.last("TRIGGER", 0, act.head)
    if at is None:
        return False
    opens = at + sentence.tags[at]["TRIGGER"]
    if sentence.text(opens, opens + 1).lower() in ("то", "того", "тем", "тот"):
        return not any(t.text in ",—–;" for t in sentence.tokens[opens + 2 : act.head])
    told = sentence.tags[act.head].keys() & {"NOUN", "IMPOSED"}
    return bool(told) and not any(_finite(t.low) for t in sentence.tokens[opens : act.head])


def _finite(word: str) -> bool:
    return len(word) > 4 and word.endswith(_FINITE) and not word.startswith(_NOUNS)


def replier(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """The home state, where an act without a doer is told as a reply to a state that has sanctions on it."""
    home = str(sentence.lexicon.grammar.get("home", ""))
    if not home or act.family not in HARDENING | {"threaten"} or not sentence.has("REPLY") or home in targets:
        return []
    hit = targets or provoker(sentence, act, [home])
    return [home] if hit and all(_rival(sentence, code) for code in hit) else []


def provoker(sentence: Sentence, act: Act, senders: list[str], before: Sequence[str] = ()) -> list[str]:
    """Whom a reply of the home state hits that names nobody: the first state with sanctions on it here, else the last named before."""
    home = str(sentence.lexicon.grammar.get("home", ""))
    if not home or senders != [home] or act.family not in HARDENING | {"threaten"} or not sentence.has("REPLY"):
        return []
    named = (*(a.code for a in sentence.actors), *reversed(before))
    return next(([code] for code in named if _rival(sentence, code)), [])


def era(sentence: Sentence, act: Act, day: date | None) -> bool:
    """`После начала войны A ввел санкции`: history, once half a year has passed since (2022, for Crimea 2014), or where no day is known."""
    at = sentence.first("ERA", 0, len(sentence.tokens))
    if at is None or not sentence.tokens[act.head].low.endswith(tuple(sentence.lexicon.grammar.get("past_endings", ()))):
        return False
    crimea = any(t.low.startswith("крым") for t in sentence.tokens[at : at + 5])
    return day is None or day > (date(2014, 9, 30) if crimea else date(2022, 8, 31))


def own_reply(sentence: Sentence, act: Act) -> bool:
    """`ответные меры A последуют`: a reply named for the home state right behind it is its own."""
    home = sentence.lexicon.grammar.get("home")
    own = any("OWN" in tags for tags in sentence.tags[act.noun : act.noun_end])
    return own and any(a.start == act.noun_end and a.code == home and a.kind in ("state", "official") for a in sentence.actors)


def last_year(sentence: Sentence, act: Act) -> bool:
    """`попал под санкции A в октябре прошлого года`: a deed dated to the year before, right behind its noun."""
    words = [t.low for t in sentence.tokens[act.end : act.end + 8]]
    at = next((i for i, word in enumerate(words[:6]) if word.startswith("прошл")), None)
    ended = tuple(sentence.lexicon.grammar.get("past_endings", ()))
    if at is None or not sentence.tokens[act.head].low.endswith(ended) or not "".join(words[at + 1 : at + 2]).startswith("год"):
        return False
    return "," not in words[:at] and bool({"в", "с"} & set(words[:at])) and not sentence.has("IMPOSED", act.end, act.end + at)


def history(sentence: Sentence, act: Act, day: date | None) -> bool:
    """Whether an act is what a reply answers, or what has long been known."""
    return trigger(sentence, act) or era(sentence, act, day) or _told_later(sentence)


def _told_later(sentence: Sentence) -> bool:
    """`Позже, в июле 2014 г., ...`, `Однако через год ...`: a story goes on."""
    words = [t.low for t in sentence.tokens[:8]]
    dated = any(len(word) == 4 and word.isdigit() for word in words)
    year_on = ["через", "год"] in (words[:2], words[1:3])
    return year_on or (dated and words[0] in ("позже", "затем", "впоследствии", "потом"))


def quoted_firm(sentence: Sentence, act: Act) -> bool:
    """`«A» отказался от полетов`: a name in quotes, right before the verb, is a firm."""
    quoted = act.head > 0 and sentence.tokens[act.head - 1].text == "»"
    return quoted and not any(a.end in (act.head - 1, act.head) and a.kind != "thing" for a in sentence.actors)


def titled(sentence: Sentence) -> bool:
    """`Заявление МИД в связи с введением ...`: a title, whose cause is its news."""
    return sentence.tokens[0].low.startswith(("заявлени", "комментари", "сообщени"))


def on_home(sentence: Sentence, act: Act, beside: Actor) -> bool:
    """`Лондон ослабил российские санкции`: what a state of the West does to the sanctions named for the home state are its own on it."""
    if beside.code != sentence.lexicon.grammar.get("home") or beside.kind != "adjective" or not act.head < beside.start:
        return False
    doer = next((a for a in reversed(sentence.actors) if act.head - 2 <= a.end <= act.head and a.kind in ("state", "official")), None)
    own = any("OWN" in tags for tags in sentence.tags[beside.start : act.noun_end])
    return doer is not None and _rival(sentence, doer.code) and not own and sentence.tokens[act.noun].low.startswith("санкц")


def foreign(sentence: Sentence, act: Act, senders: list[str], targets: list[str]) -> list[str]:
    """The targets; none where a state only acts against its own people (`A ввел санкции против своего экс-президента`)."""
    home = sentence.lexicon.grammar.get("home")
    one = len(targets) == 1 and home not in targets and senders in ([], targets)
    if not home or not one or act.family not in HARDENING or act.target == "subject":
        return targets
    done = sentence.tokens[act.head].low.endswith(tuple(sentence.lexicon.grammar.get("verb_done", ())))
    doer = next((a for a in sentence.actors if a.end == act.head and a.code == targets[0]), None)
    own = done and doer is not None and doer.kind in ("state", "official") and not oblique(sentence, doer)
    return [] if own else targets


def served(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`санкции против турецких фирм за помощь A`: on the home state they serve, unless theirs is under sanctions itself."""
    grammar = sentence.lexicon.grammar
    home = str(grammar.get("home", ""))
    if not home or act.family not in HARDENING or not found or set(found) & {home, *WEST, *_PUNISHED}:
        return found
    pressed = {home, *grammar.get("under_pressure", ())} - set(found)
    for i in range(act.head + 1, len(sentence.tokens)):
        low = sentence.tokens[i].low
        helps = "AID" in sentence.tags[i] or low.startswith(_SERVING)
        why = any(t.low in ("за", "в", "которые", "из-за") for t in sentence.tokens[max(i - 3, act.head) : i])
        who = low.startswith(_HELPING) and low.endswith(_PARTICIPLES)
        if (who or (helps and why)) and sentence.has("NAMED", act.head, i):
            whom = next((a.code for a in sentence.actors if i < a.start <= i + 6 and a.code in pressed), None)
            if whom is not None and (who or whom == home):
                return [whom]
    return found


#: States whose firms are hit for their own state's sake; beginnings of words for what helpers do.
_PUNISHED = frozenset({"IR", "KP", "BY", "SY", "VE", "CU", "UA", "GE", "MD"})
_SERVING = ("поставк", "обход", "закупк", "поддержк", "сотрудничеств", "связ")
#: Participles of helping: `фирмы, торговавшие с A`, `судам, перевозившим нефть A`.
_HELPING = (
    *("помога", "помогш", "поставля", "поставивш", "перевоз", "торг", "обслужива", "ремонтир", "содейств", "сотруднич"),
    *("закупа", "закупив", "покупа", "снабжа", "переправля", "способств", "продавав", "перепродава", "вооружа"),
)
_ENDINGS = ("ие", "ий", "ая", "ую", "ей", "их", "им", "ими", "ем", "его", "ему")
_PARTICIPLES = tuple(f"{stem}{end}" for stem in ("вш", "щ") for end in _ENDINGS)


def decreed_at_home(sentence: Sentence, act: Act) -> bool:
    """`A подписал указ, по которому фирмы B попадают под санкции`: a decree of the home state hits others."""
    home = sentence.lexicon.grammar.get("home")
    first = next((a for a in sentence.actors if home and a.code == home and a.end <= act.start), None)
    acts = first is not None and first.kind in ("state", "official") and not oblique(sentence, first)
    return first is not None and acts and sentence.has("DECREE", first.end, act.start)


def _rival(sentence: Sentence, code: str) -> bool:
    grammar = sentence.lexicon.grammar
    return code in WEST or is_member(code, "EU", None) or grammar.get("home") in grammar.get("opponents", {}).get(code, ())
