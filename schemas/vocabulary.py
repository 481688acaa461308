"""The closed lists of the project: every column with a fixed set of values takes it from here.

What belongs here: names and one-line meanings. What does not: logic, weights (`sql/seeds`) or columns
(`schemas/*.py`). Meanings follow the IST and EUSANCT codebooks for actions, and CAMEO for stances.
"""

from __future__ import annotations

#: What one document does to one measure (facts codebook, section 2).
ACTIONS: dict[str, str] = {
    "impose": "a new measure",
    "list": "names added under a measure",
    "expand": "a measure widened in scope or criteria",
    "extend": "a measure or regime prolonged past its sunset (renewal, roll-over)",
    "narrow": "a measure partly reduced while the rest stays",
    "suspend": "a measure stops applying for a time without being repealed",
    "resume": "a suspended measure applies again",
    "exempt": "a licence, derogation or exemption granted",
    "exempt_extend": "an exemption prolonged or re-issued",
    "exempt_end": "an exemption revoked or lapsed",
    "delist": "names removed",
    "lift": "a measure repealed",
    "annul": "a court annuls",
    "correct": "a corrigendum changes what an earlier row said",
    "other": "recorded, moves nothing",
}

#: Why something ended (the `reason` of an ending action).
END_REASONS: dict[str, str] = {
    "lifted": "repealed by an act",
    "expired": "an act or a register row states that the measure was left to lapse",
    "annulled": "a court annulled it",
    "delisted": "the name was removed from the list",
    "deceased": "removed because the person died or the firm was dissolved",
    "merged": "the entry was merged into another record",
    "superseded": "another measure or licence took its place",
    "revoked": "a licence was withdrawn before its end",
    "lapsed": "a licence ran out",
}

#: How a window opens (`sanction_windows.opening`).
OPENINGS: dict[str, str] = {
    "imposed": "first imposed by an act",
    "listed": "a name listed for the first time",
    "reimposed": "imposed, listed or renewed again after a gap of a day or more (W4)",
    "suspended": "a suspension begins (status `suspended`, W5)",
    "resumed": "a suspension ends and the measure applies again (W5)",
}

#: How a window ends, or why its end is not known (`sanction_windows.closing`).
CLOSINGS: dict[str, str] = {
    **{k: v for k, v in END_REASONS.items() if k not in ("revoked", "lapsed")},
    "revoked": "withdrawn before its end",
    "sunset": "believed to end the day after the sunset unless renewed (W3)",
    "overdue": "the sunset passed with no dated renewal on record; stays open (W8)",
    "renewal_missing": "the sunset passed with no dated renewal on record, and a later act builds on the regime; stays open (W8)",
    "presumed_delisted": "missing from a complete, plausible list snapshot; no act seen yet (W9)",
    "suspended": "a suspension begins (W5)",
    "resumed": "the suspension ends (W5)",
}

STATUSES: dict[str, str] = {
    "active": "in force",
    "suspended": "on the books but not applied (W5)",
}

BASES: dict[str, str] = {
    "curated": "written down by hand in the register",
    "extracted": "read from the text of a document by a rule",
    "list_diff": "derived from two snapshots of a published list (W9)",
}

PRECISIONS: dict[str, str] = {
    "day": "the source gives the day",
    "month": "the source gives the month; a start takes its first day, an end its last (W10)",
    "year": "the source gives the year; a start takes its first day, an end its last (W10)",
    "act": "no date of effect in the source; the date of the act stands in",
    "before": "on or before this day: the entry was there when observation began (W9)",
    "unknown": "no date at all",
}

#: What the first day of a listing comes from.
FROM_BASES: dict[str, str] = {
    "listing_date": "the day the source itself gives",
    "first_seen": "the first accepted snapshot that has it",
    "before_first": "it was there in the first accepted snapshot: on or before that day",
}

TERMS: dict[str, str] = {
    "regime": "a sunset of the regime: every open key of the regime has it (W3)",
    "measure": "a one-off term of this measure alone; it ends by itself (W8)",
}

#: Least sure last; a window is as sure as the least sure act that bounds it.
CONFIDENCES: dict[str, str] = {
    "verified": "a source carries the core claim",
    "partly_verified": "the core is confirmed, a named field is not",
    "conflicting": "sources disagree; both versions are in the note",
    "unverified": "no source found; not to be used as truth",
}

SUBJECT_KINDS: dict[str, str] = {
    "country": "a state as a whole",
    "territory": "a territory",
    "sector": "an economic sector",
    "product": "a product, by HS code or by name",
    "person": "a natural person",
    "entity": "a firm, body or organisation",
    "vessel": "a ship or aircraft",
    "group": "a group of persons or firms not named one by one",
    "entry": "an entry of a published list, by its id",
}

#: Subject prefix -> subject kind: the subject's own spelling decides its kind.
SUBJECT_PREFIXES: dict[str, str] = {
    "country": "country",
    "territory": "territory",
    "sector": "sector",
    "hs": "product",
    "product": "product",
    "person": "person",
    "entity": "entity",
    "vessel": "vessel",
    "group": "group",
    "ofac": "entry",
    "eu-fsf": "entry",
}

#: What a statement says (the fourteen words of the annotation guide) -> direction.
STANCES: dict[str, int] = {
    "impose": -1,
    "tighten": -1,
    "threaten": -1,
    "extend": 0,
    "maintain": 0,
    "refuse_to_ease": 0,
    "conditional_ease": 1,
    "call_for_easing": 1,
    "intend_to_ease": 1,
    "ease": 1,
    "suspend": 1,
    "lift": 1,
    "license": 1,
    "delist": 1,
}

MODALITIES: dict[str, str] = {
    "asserted": "said as a fact or a firm position",
    "speculated": "may, expected, sources say, analyst, draft",
    "conditional": "if, unless, until",
    "denied": "the speaker says that it is not so; direction is always 0",
}

SPEAKER_SIDES: dict[str, str] = {
    "sender_official": "speaks for the sender, or for a member state of the sender",
    "target_official": "speaks for the target",
    "third_party_official": "speaks for another state or body",
    "non_official": "expert, journalist, anonymous source",
}

STRENGTHS: dict[str, str] = {
    "plain": "nothing in the text grades it",
    "stronger": "the text itself says more than the usual wording",
    "weaker": "the text itself says less (`less so from the Americans`)",
}

#: Rung of the easing ladder -> direction. Holding rungs weigh against easing by weight, not by sign.
RUNGS: dict[str, int] = {
    "refusal": 0,
    "intent": 1,
    "exemption": 1,
    "delisting": 1,
    "suspension": 1,
    "partial_lifting": 1,
    "termination": 1,
    "lapse": 1,  # of a measure; the lapse of a carve-out is -1, see `easing_signals.direction`
    "threat": -1,
    "expansion": -1,
    "imposition": -1,
    "renewal": 0,
}

STAGES: dict[str, str] = {
    "intent": "said, promised, drafted or speculated about",
    "announced": "formally announced, not yet an act",
    "enacted": "signed or published, not yet in effect on that day",
    "effective": "in effect on the day it became known",
}

ALARMS: dict[str, str] = {
    "none": "more time left than past renewals took",
    "due": "inside the usual lead time and no renewal on record",
    "overdue": "passed, no dated renewal on record",
    "renewal_missing": "passed, no dated renewal on record, and a later act builds on the regime",
}

#: Kinds of restriction (facts codebook, section 3).
MEASURES: dict[str, str] = {
    "all_sectoral": "the whole of Decision 2014/512/CFSP, for renewals of it",
    "arms_embargo": "arms and related materiel",
    "asset_freeze": "funds and economic resources frozen, nothing made available (blocking)",
    "asset_immobilisation": "central-bank assets immobilised",
    "authorisation": "a licence; what it lifts depends on its subject",
    "aviation_security": "additional security measures on flights",
    "banknote_export_ban": "no supply of banknotes",
    "cbw_sanctions": "measures under the US chemical and biological weapons act",
    "central_bank_transaction_ban": "no transactions with the central bank",
    "commercial_terms": "terms of a company's contracts (context)",
    "correspondent_account_restriction": "no or limited correspondent accounts",
    "debt_equity_restriction": "no new debt or equity of named firms",
    "debt_restriction": "no new debt of named firms beyond a maturity",
    "education_cooperation_suspension": "university and school cooperation suspended",
    "energy_project_ban": "no support for deepwater, Arctic or shale oil projects",
    "enhanced_border_control": "full customs or sanitary inspection of goods",
    "export_ban": "goods may not be exported to the target",
    "export_control": "a licence is needed to export",
    "financial_restriction": "capital-market, lending, deposit or payment restrictions",
    "flight_ban": "flights banned",
    "flight_suspension": "flights stopped on safety grounds (context)",
    "guidance": "guidance without force of its own",
    "import_ban": "goods of the target may not be imported",
    "import_ban_framework": "the power to ban imports; the lists are acts of their own",
    "import_quota": "import allowed up to a volume",
    "import_restriction": "import made harder without a ban",
    "intergovernmental_commission_suspension": "work of a joint commission suspended",
    "investment_ban": "no new investment",
    "joint_project_suspension": "a joint project suspended",
    "labour_hire_ban": "nationals of the target may not be newly hired",
    "lending_restriction": "loans or multilateral assistance barred",
    "media_ban": "broadcasting suspended",
    "menu_sanctions": "menu of CAATSA section 235",
    "military_cooperation_suspension": "military contacts suspended",
    "multiple": "several measures at once",
    "national_emergency": "the US national emergency a programme rests on",
    "negotiations_suspension": "talks on an agreement suspended",
    "phytosanitary_restriction": "plant-health import limits",
    "port_ban": "ships may not call",
    "port_safety_control": "tighter safety control of ships and ports",
    "price_cap": "services allowed only below a price",
    "regulations": "regulations that carry out a programme",
    "reporting_requirement": "reports or identification required",
    "road_haulage_control": "tighter control of hauliers",
    "road_haulage_permit_limit": "fewer road permits",
    "secondary_sanctions": "measures on third parties that deal with the target",
    "secondary_tariff": "tariffs on third states that trade with the target",
    "sectoral_authority": "the power to act against a sector",
    "services_ban": "works or services may not be provided",
    "services_ban_framework": "the power to ban works or services; the lists are acts of their own",
    "sovereign_debt_restriction": "no dealing in government debt",
    "statute": "a statute that carries several measures",
    "tariff": "customs duties raised",
    "territory_embargo": "trade and investment embargo on a territory",
    "tour_operator_deregistration": "struck off the register of tour operators",
    "tourism_sales_ban": "tours may not be sold",
    "transport_ban": "vessels, aircraft or vehicles barred",
    "travel_ban": "persons may not enter",
    "unspecified": "no measure named (statements)",
    "veterinary_restriction": "animal-health import limits",
    "visa_facilitation_suspension": "visa facilitation suspended",
    "visa_free_suspension": "visa-free travel suspended",
}

#: What a re-issued licence or a correction changed.
CHANGES: dict[str, str] = {
    "new": "a new licence",
    "same": "prolonged unchanged",
    "wider": "prolonged or re-issued with more scope",
    "narrower": "prolonged or re-issued with less scope",
    "open_ended": "a dated licence re-issued without an end",
    "wind_down": "re-issued for winding down only",
    "withdrawn": "the corrected row is withdrawn",
}

#: How a carve-out ends.
CARVE_OUT_CLOSINGS: dict[str, str] = {
    "superseded": "another number of the chain took its place",
    "revoked": "withdrawn before its last day",
    "lapsed": "its last day passed",
    "expires": "believed to end on the last day it prints",
    "measure_ended": "the measure it was cut out of ended",
}

#: What a renewal can say beyond prolonging.
RENEWAL_PATTERNS: dict[str, str] = {
    "renewal_shorter": "prolonged by less than the time before",
    "renewal_longer": "prolonged by more than the time before",
    "first_twelve_months": "the first renewal that runs for twelve months",
    "renewal_later": "renewed less than half as long before the sunset as the renewals before on average",
    "renewal_narrowed": "the event that prolonged the regime also took something off it",
}

#: Why a published row differs from the last run's.
CHANGE_KINDS: dict[str, str] = {
    "source_changed": "a document or register row is new or different",
    "pipeline_changed": "the same input, different code",
    "clock_moved": "the same input and code, a later day: a sunset passed, an act of the future became known",
}
