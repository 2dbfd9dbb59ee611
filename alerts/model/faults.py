"""What pydantic found wrong, as a person would say it: where, what, and what would be right.

Its places name the branches of unions and its words name Python's types; neither is any help to
who wrote the JSON. So a place is followed through what was sent, and a sentence is made for each
kind of fault that people make.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from pydantic_core import ErrorDetails

from alerts.model.condition import KEYS
from alerts.model.errors import Problem
from alerts.model.json_text import escaped

_MOST = 100
_QUOTED = re.compile(r"'([^']+)'")
# Said beside the real fault of every member that may be left out; it helps nobody.
NOT_NULL = "none_required"
_NO_CONDITIONS = {"near", "within", "severity"}
_SENTENCES = {
    "missing": "is required",
    "union_tag_not_found": "is required",
    "tuple_type": 'must be a list, as ["…"]',
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "string_type": "must be text",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "finite_number": "must be a finite number",
    "recursion_loop": "is nested too deeply",
}
_BOUNDS = {
    "too_short": ("must hold at least {}", "min_length"),
    "too_long": ("must hold at most {}", "max_length"),
    "string_too_short": ("must have at least {} characters", "min_length"),
    "string_too_long": ("must have at most {} characters", "max_length"),
    "greater_than": ("must be more than {}", "gt"),
    "greater_than_equal": ("must be at least {}", "ge"),
    "less_than_equal": ("must be at most {}", "le"),
    "union_tag_invalid": ("must be one of: {}", "expected_tags"),
}


def problems_of(faults: list[ErrorDetails], value: object) -> Iterator[Problem]:
    """Name each fault by its place in `value`, the decoded JSON that was read."""
    told = 0
    for fault in faults:
        pointer, found = _followed(fault["loc"], value, is_absent=fault["type"] == "missing")
        if fault["type"] == NOT_NULL or _is_consequence(fault, found):
            continue
        if fault["type"].startswith("union_tag"):
            pointer += "/type"
        yield Problem(pointer, said(fault, pointer, found))
        told += 1
        if told == _MOST:
            return


def said(fault: ErrorDetails, pointer: str = "", found: object = None) -> str:
    """Say what is wrong in a sentence that goes on after the place."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(pointer)
    if kind == "enum":
        near = get_close_matches(str(found).lower(), _QUOTED.findall(context["expected"]))
        meant = f"did you mean {near[0]}? It " if near else ""
        return f"{meant}must be one of: {context['expected']}"
    if kind in _BOUNDS:
        sentence, name = _BOUNDS[kind]
        bound = context[name]
        return sentence.format(f"{bound:g}" if isinstance(bound, float) else bound)
    return _SENTENCES.get(kind) or fault["msg"].removeprefix("Value error, ")


def _unknown_key(pointer: str) -> str:
    *parents, name = pointer.split("/")
    if "when" not in parents or parents[-1] in _NO_CONDITIONS:
        return "is not known here"
    near = get_close_matches(name, KEYS, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    return f"is no key of a condition; {meant}There are: {', '.join(KEYS)}"


def _is_consequence(fault: ErrorDetails, found: object) -> bool:
    """Tell whether a list is only called too short because what it held is at fault."""
    return (
        fault["type"] == "too_short"
        and isinstance(found, list)
        and len(found) >= fault.get("ctx", {}).get("min_length", 0)
    )


def _followed(loc: tuple[int | str, ...], value: object, *, is_absent: bool) -> tuple[str, object]:
    """Follow a place through a value; names of a union's branches are no part of it."""
    pointer = ""
    for depth, part in enumerate(loc):
        is_named = is_absent and depth == len(loc) - 1
        match value:
            case dict() as members if part in members or is_named:
                pointer, value = f"{pointer}/{escaped(str(part))}", members.get(part)
            case list() as items if isinstance(part, int) and part < len(items):
                pointer, value = f"{pointer}/{part}", items[part]
            case _:
                continue
    return pointer, value
