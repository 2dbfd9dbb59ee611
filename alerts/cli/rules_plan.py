"""A plan for a person, and for a program: what is created, changed and deleted, before and after.

Ids stand beside names, so that nobody has to look either up; a value that is only spelled in another
way is told as that.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from rich.text import Text

from alerts.cli.marked import harmless
from alerts.model.entity import Kind
from alerts.model.rule import DestinationState
from alerts.resolve.gazetteer import Gazetteer
from alerts.rule_files.applying import Action, Deed
from alerts.rule_files.difference import Changed, Difference, Notified, Plan, Wanted
from alerts.web.rule_shapes import RuleAnswer

_LONGEST = 160
_KINDS = {kind.value: kind for kind in Kind}
_BEFORE, _AFTER, _ASIDE = "red", "green", "dim"
_SENT_TO = (DestinationState.ACTIVE, DestinationState.FAILING)
_DEEDS = {
    Action.CREATED: ("+", "green", "created"),
    Action.CHANGED: ("~", "yellow", "changed"),
    Action.DELETED: ("-", "red", "deleted"),
    Action.CHANGED_MEANWHILE: (
        "!",
        "bold red",
        "was changed by somebody else meanwhile: left alone",
    ),
    Action.DOUBLED: ("!", "bold red", "is there twice: somebody created it in the same moment"),
}
Known = Mapping[tuple[str, str], str]


def plan_json(plan: Plan) -> dict[str, Any]:
    """Give a plan for a program."""
    return {
        "create": [_wanted_json(it) for it in plan.creates],
        "change": [
            {"id": it.old.id, **_wanted_json(it.wanted)}
            | {
                "differences": [
                    {"pointer": d.pointer, "before": d.before, "after": d.after}
                    for d in it.differences
                ]
            }
            for it in plan.changes
        ],
        "delete": [{"id": it.id, "name": it.name} for it in plan.deletes],
        "in_no_file": [{"id": it.id, "name": it.name} for it in plan.strays],
        "same": plan.same,
    }


def deed_json(deed: Deed) -> dict[str, Any]:
    """Give what was done for a program."""
    return {"action": deed.action, "id": deed.rule_id, "name": deed.name}


def drawn_deed(deed: Deed) -> Text:
    """Draw what was done."""
    mark, style, told = _DEEDS[deed.action]
    shown = Text.assemble((f"{mark} ", style), (harmless(deed.name), "bold"))
    return shown.append(f"  {deed.rule_id}", _ASIDE).append(f"  {told}")


def drawn_plan(plan: Plan, gazetteer: Gazetteer) -> Text:
    """Draw a plan: each rule that would change, and a line that sums up."""
    drawing = _Drawing(gazetteer, plan.notified)
    shown = Text()
    for wanted in plan.creates:
        shown.append(drawing.created(wanted)).append("\n")
    for change in plan.changes:
        shown.append(drawing.changed(change)).append("\n")
    for old in plan.deletes:
        shown.append(_there(old, "- ", _BEFORE)).append("\n")
    for old in plan.strays:
        shown.append(_there(old, "  ", _ASIDE)).append("  in no file: stays\n", _ASIDE)
    return shown.append(_summed_up(plan), "bold")


def _summed_up(plan: Plan) -> str:
    if plan.is_empty:
        told = "Nothing to do"
    else:
        told = (
            f"{len(plan.creates)} to create, {len(plan.changes)} to change, "
            f"{len(plan.deletes)} to delete"
        )
    told += f"; {plan.same} are as they should be"
    if plan.strays:
        told += f"; {len(plan.strays)} in no file (--delete deletes them)"
    return f"{told}."


def _wanted_json(wanted: Wanted) -> dict[str, Any]:
    rule = wanted.rule
    return {"name": rule.written.name, "file": rule.file, "line": rule.place.line} | {
        "rule": wanted.sent
    }


def _there(old: RuleAnswer, mark: str, style: str) -> Text:
    shown = Text.assemble((mark, style), (harmless(old.name), "bold"))
    return shown.append(f"  {old.id}", _ASIDE)


class _Drawing:
    """Draws values beside what is known of them."""

    def __init__(self, gazetteer: Gazetteer, notified: Mapping[str, Notified]) -> None:
        self._gazetteer = gazetteer
        self._notified = notified

    def created(self, wanted: Wanted) -> Text:
        """Draw a rule that is not there yet."""
        rule = wanted.rule
        shown = Text.assemble(("+ ", _AFTER), (harmless(rule.written.name), "bold"))
        shown.append(f"  {rule.file}:{rule.place.line}", _ASIDE)
        parts = list(_parts("/when", wanted.sent["when"]))
        parts += [("/notify", wanted.sent["notify"])]
        parts += [] if wanted.sent["enabled"] else [("/enabled", False)]
        for pointer, value in parts:
            if value != []:
                shown.append(self._difference(Difference(pointer, None, value), {}))
        return shown

    def changed(self, change: Changed) -> Text:
        """Draw a rule that becomes another."""
        rule = change.wanted.rule
        shown = _there(change.old, "~ ", "yellow")
        shown.append(f"  {rule.file}:{rule.place.line}", _ASIDE)
        known = {(it.kind.value, it.name): it.id for it in change.old.resolved}
        for one in change.differences:
            shown.append(self._difference(one, known))
        return shown

    def _difference(self, one: Difference, known: Known) -> Text:
        """Draw a part before and after; of lists only what goes, what comes, and what stays."""
        shown = Text(f"\n    {harmless(one.pointer)}")
        before, after = one.before, one.after
        if _is_plain(before) and _is_plain(after):
            shown.append(f"  {_text(before)}", _BEFORE).append(" → ").append(_text(after), _AFTER)
            return shown
        key = one.pointer.rpartition("/")[2]
        was, becomes = _listed(before), _listed(after)
        gone = [value for value in was if value not in becomes]
        come = [value for value in becomes if value not in was]
        if was and becomes and not gone and not come:
            return shown.append("  the same, in another order", _ASIDE)
        for value in becomes:
            if value in was:
                shown.append(f"\n        {_text(value)}", _ASIDE).append(
                    self._beside(key, value, {})
                )
        ids = {self._id(key, value, known): value for value in gone}
        ids.pop(None, None)
        respelled = {v: ids[i] for v in come if (i := self._id(key, v, {})) in ids}
        for value in gone:
            if value not in respelled.values():
                shown.append(f"\n      - {_text(value)}", _BEFORE)
                shown.append(self._beside(key, value, known))
        for value in come:
            if isinstance(value, str) and value in respelled:
                shown.append(f"\n      ~ {_text(respelled[value])} → {_text(value)}")
                shown.append(self._beside(key, value, {})).append("  (the same)", _ASIDE)
            else:
                shown.append(f"\n      + {_text(value)}", _AFTER)
                shown.append(self._beside(key, value, {}))
        return shown

    def _id(self, key: str, value: Any, known: Known) -> str | None:
        """Give the entity that a name means: as the server said, or else as is known here."""
        if key not in _KINDS or not isinstance(value, str):
            return None
        if (key, value) in known:
            return known[key, value]
        found = self._gazetteer.named(value, _KINDS[key])
        return found[0] if len(found) == 1 else None

    def _beside(self, key: str, value: Any, known: Known) -> Text:
        """Give what is known of a value and was not written."""
        told: list[str] = []
        if (id_ := self._id(key, value, known)) is not None:
            told = [self._gazetteer.name_of(id_), id_]
        elif key == "notify" and value in self._notified:
            one = self._notified[value]
            state = "" if one.state in _SENT_TO else f"({one.state}: nothing is sent there)"
            told = [one.name or "", one.target, state]
        text = "  ".join(dict.fromkeys(part for part in told if part and part != value))
        return Text(f"  {harmless(text)}" if text else "", _ASIDE)


def _parts(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Give the clauses of a condition, each with its pointer."""
    for key, part in value.items():
        at = f"{pointer}/{key}"
        if key == "not":
            yield from _parts(at, part)
        elif key in {"all", "any"}:
            for place, one in enumerate(part):
                yield from _parts(f"{at}/{place}", one)
        else:
            yield at, part


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | bool | int | float)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """Write a value in a line."""
    match value:
        case str():
            text = value
        case dict() if all(_is_plain(part) for part in value.values()):
            text = ", ".join(f"{key} {_text(part)}" for key, part in value.items())
        case _:
            text = orjson.dumps(value).decode()
    text = harmless(" ".join(text.split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
