"""What the resolver gets right of reports whose truth is known, counted as it will be judged.

An error that cannot be read cannot be mended: whatever lowers a figure is also told, by
report, with what was wanted and what was given.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alerts.model.entity import Kind, Mention, Part, Resolution, Role
from alerts.model.report import Report, report_of
from alerts.resolve.gazetteer import Gazetteer

FILES = ("reports.jsonl", "gold.jsonl")
SCORES = ("facilities", "regions", "countries", "actors")
_INCIDENT = frozenset(["incident", "implied", "implied_parent"])
_UNSCORED = ("Civilians", "Unidentified")
_UNSCORED_IDS = frozenset(["unidentified-armed-group"])
_PARTS = {
    "perpetrator": Part.PERPETRATOR,
    "perpetrator_alleged": Part.ALLEGED,
    "perpetrator_claimed": Part.CLAIMED,
    "target": Part.TARGET,
    "victim": Part.VICTIM,
    "responder": Part.RESPONDER,
}

Files = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Truth:
    """What one report really says, in ids. `allowed` is neither wanted nor counted as wrong."""

    wanted: Mapping[str, frozenset[str]]
    allowed: Mapping[str, frozenset[str]]
    roles: Mapping[str, Role]
    parts: Mapping[str, Part | None]


@dataclass(frozen=True, slots=True)
class Example:
    """A report with its truth."""

    report: Report
    language: str
    truth: Truth


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: what was `missing`, `extra`, or given another `role` or `part`."""

    report: str
    language: str
    score: str
    fault: str
    entity: str


@dataclass(slots=True)
class Tally:
    """Counts of one score, for one language or all."""

    right: int = 0
    missing: int = 0
    extra: int = 0

    @property
    def precision(self) -> float:
        """Give the share of what was given that was right."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Give the share of what was wanted that was given."""
        return _share(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of both."""
        return _share(2 * self.right, 2 * self.right + self.missing + self.extra)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(slots=True)
class Score:
    """All counts, by (language, score), `all` being a language too; and every fault."""

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, example: Example, given: Mapping[str, frozenset[str]]) -> None:
        """Count the sets that were given for one report."""
        for score, found in given.items():
            wanted = example.truth.wanted[score]
            extra = found - wanted - example.truth.allowed[score]
            self._count(example, score, Tally(len(found & wanted)))
            self._blame(example, score, "missing", sorted(wanted - found))
            self._blame(example, score, "extra", sorted(extra))

    def judge(self, example: Example, score: str, entity: str, wanted: object, got: object) -> None:
        """Count one role or part."""
        if got == wanted:
            self._count(example, score, Tally(right=1))
        else:
            self._blame(example, score, f"missing: is {wanted}, not {got}", [entity])

    def _blame(self, example: Example, score: str, fault: str, entities: Iterable[str]) -> None:
        for entity in entities:
            at_fault = Tally(missing=1) if fault.startswith("missing") else Tally(extra=1)
            self._count(example, score, at_fault)
            self.faults.append(Fault(example.report.id, example.language, score, fault, entity))

    def _count(self, example: Example, score: str, more: Tally) -> None:
        for language in (example.language, "all"):
            tally = self.tallies.setdefault((language, score), Tally())
            tally.right += more.right
            tally.missing += more.missing
            tally.extra += more.extra


def examples(folder: Path, gazetteer: Gazetteer, files: Files = FILES) -> Iterator[Example]:
    """Read `reports.jsonl` with the truth of `gold.jsonl` beside it, or another such pair."""
    reports, truths = files
    gold = {line["id"]: line for line in _lines(folder / truths)}
    for line in _lines(folder / reports):
        language = str(line.get("language", "?"))
        yield Example(report_of(line), language, _truth(gold[line["id"]], gazetteer))


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _truth(gold: Mapping[str, Any], gazetteer: Gazetteer) -> Truth:
    wanted: dict[str, set[str]] = {score: set() for score in SCORES}
    allowed: dict[str, set[str]] = {score: set() for score in SCORES}
    roles: dict[str, Role] = {}
    parts: dict[str, Part | None] = {}
    for region in gold["regions"]:
        score = {"country": "countries", "admin1": "regions", "region": "regions"}.get(
            region["level"]
        )
        is_incident = region["role"] in _INCIDENT
        if score:
            (wanted if is_incident else allowed)[score].add(region["iso"])
            allowed[score].update(gazetteer.ancestors(region["iso"]))
            if region["in_text"]:
                roles[region["iso"]] = Role.PRIMARY if is_incident else Role.CONTEXT
    for facility in gold["facilities"]:
        known = _id(gazetteer, facility["name"], Kind.FACILITY)
        is_target = gold["is_attack_report"] and facility["role"] == "target"
        if facility["in_text"]:
            roles[known] = Role.PRIMARY if is_target else Role.CONTEXT
        if is_target:
            (wanted if facility["in_text"] else allowed)["facilities"].add(known)
            allowed["facilities"].update(gazetteer.ancestors(known))
    for actor in gold["actors"]:
        if actor["name"].startswith(_UNSCORED):
            continue
        known = _id(gazetteer, actor["name"], Kind.ACTOR)
        (wanted if actor["in_text"] else allowed)["actors"].add(known)
        if actor["in_text"]:
            parts[known] = _PARTS.get(actor["role"])
            roles[known] = Role.PRIMARY if parts[known] else Role.CONTEXT
    return Truth(
        {score: frozenset(ids) for score, ids in wanted.items()},
        {score: frozenset(ids) for score, ids in allowed.items()},
        roles,
        parts,
    )


def _id(gazetteer: Gazetteer, name: str, kind: Kind) -> str:
    named = gazetteer.named(name, kind)
    return named[0] if len(named) == 1 else f"unknown: {name}"


def count(score: Score, example: Example, resolution: Resolution, gazetteer: Gazetteer) -> None:
    """Count what was found in one report against its truth."""
    mentions = {m.entity: m for m in resolution.mentions}
    places = {
        m.entity for m in mentions.values() if m.role is Role.PRIMARY and m.kind is Kind.REGION
    }
    score.add(
        example,
        {
            "facilities": _named(mentions.values(), Kind.FACILITY, {Role.PRIMARY}),
            "regions": frozenset(p for p in places if _type(gazetteer, p) == "admin1"),
            "countries": frozenset(p for p in places if _type(gazetteer, p) == "country"),
            "actors": _named(mentions.values(), Kind.ACTOR, set(Role)) - _UNSCORED_IDS,
        },
    )
    for entity, role in example.truth.roles.items():
        if (found := mentions.get(entity)) is not None and found.evidence:
            score.judge(example, "roles", entity, role, found.role)
            if found.role is role is Role.PRIMARY and entity in example.truth.parts:
                score.judge(example, "parts", entity, example.truth.parts[entity], found.part)


def _named(mentions: Iterable[Mention], kind: Kind, roles: set[Role]) -> frozenset[str]:
    """Give those named; of facilities also those implied: a base implies the field it lies in."""
    return frozenset(
        m.entity
        for m in mentions
        if m.kind is kind and m.role in roles and (m.evidence or kind is Kind.FACILITY)
    )


def _type(gazetteer: Gazetteer, entity: str) -> str:
    found = gazetteer.entity(entity)
    return found.type if found else ""
