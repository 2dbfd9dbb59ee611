"""A rule as a line of JSON, for those who keep rules in files."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alerts.match.understand import understand
from alerts.model.condition import Condition
from alerts.model.errors import InvalidInput
from alerts.model.faults import problems_of
from alerts.model.json_text import decode_json
from alerts.model.rule import Rule
from alerts.model.rule_limits import RuleLimits
from alerts.resolve.gazetteer import Gazetteer

_Short = Annotated[str, Field(min_length=1, max_length=200)]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Short
    name: _Short | None = None
    when: Condition
    notify: tuple[str, ...] = ()
    enabled: bool = True


def read_rule(line: bytes, gazetteer: Gazetteer, limits: RuleLimits) -> Rule:
    """Read a rule of nobody's, its names as ids. Raises `InvalidInput`."""
    value = decode_json(line)
    try:
        sent = _Line.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        if faults[0]["type"] == "json_invalid":
            raise InvalidInput("is nested too deeply") from error
        raise InvalidInput("is no rule", tuple(problems_of(faults, value))) from error
    when, _ = understand(gazetteer, limits, sent.when)
    return Rule(sent.id, "", sent.name or sent.id, when, sent.notify, sent.enabled)
