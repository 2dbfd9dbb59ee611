"""Values that cannot work are refused before anything is changed, with the reason."""

import json
import tomllib
from collections.abc import Iterator, Mapping

import pytest
import yaml
from pydantic import JsonValue

from alerts.settings import PREFIX, Settings
from tests.helm.installations import ONE_ON_POSTGRESQL, SMALLEST, URL, Values
from tests.helm.rendering import CHART, Chart, Refused

JsonObject = dict[str, JsonValue]
LIMITS = ("minimum", "maximum", "enum")
# A pod's user may open no port below 1024; the grace is computed from whole seconds.
STRICTER = {"ALERTS_HTTP_PORT", "ALERTS_SHUTDOWN_TIMEOUT"}


def _object(value: JsonValue) -> JsonObject:
    assert isinstance(value, dict)
    return value


def _schema(*path: str) -> JsonObject:
    found = _object(json.loads((CHART / "values.schema.json").read_text()))
    for name in path:
        found = _object(_object(found["properties"])[name])
    return found


def _real_settings() -> dict[str, JsonObject]:
    """The service's settings by variable, each as its JSON Schema."""
    schema = _object(Settings.model_json_schema())
    definitions = _object(schema["$defs"])
    real = {}
    for name, field in _object(schema["properties"]).items():
        said = _object(field)
        choices = said.get("anyOf", [said])
        assert isinstance(choices, list)
        first = _object(choices[0])
        reference = said.get("$ref", first.get("$ref"))
        if isinstance(reference, str):
            first = _object(definitions[reference.rsplit("/", 1)[1]])
        real[PREFIX + name.upper()] = first
    return real


def test_the_schema_knows_the_settings_of_the_service_and_no_others() -> None:
    real = _real_settings()
    secret = {name for name, said in real.items() if said.get("writeOnly")}
    assert _object(_schema("settings")["properties"]).keys() == real.keys() - secret
    for way in ("existing", "values"):
        assert _object(_schema("secrets", way)["properties"]).keys() == secret


def test_the_schema_draws_the_limits_that_the_service_draws() -> None:
    real = _real_settings()
    for name, said in _object(_schema("settings")["properties"]).items():
        if name not in STRICTER:
            drawn = {key: _object(said).get(key) for key in LIMITS}
            assert drawn == {key: real[name].get(key) for key in LIMITS}, name


def _objects(schema: JsonValue, path: str = "") -> Iterator[tuple[str, JsonObject]]:
    """Every schema in a schema, with its path."""
    said = _object(schema)
    yield path, said
    for name, inner in _object(said.get("properties", {})).items():
        yield from _objects(inner, f"{path}/{name}")
    for name, inner in _object(said.get("definitions", {})).items():
        yield from _objects(inner, f"/definitions/{name}")


def test_every_value_is_described_and_every_object_is_closed() -> None:
    open_ones = {
        path
        for path, said in _objects(_schema())
        if said.get("type") == "object" and said.get("additionalProperties", True) is True
    }
    assert open_ones == {"/global", "/affinity"}
    assert [path for path, said in _objects(_schema()) if path and "description" not in said] == [
        f"/roles/{role}/resources" for role in ("all", "api", "intake", "deliver")
    ] + ["/migration/resources"]


def _paths(values: Mapping[str, JsonValue], path: str = "") -> Iterator[str]:
    for name, value in values.items():
        yield f"{path}/{name}"
        if isinstance(value, dict):
            yield from _paths(value, f"{path}/{name}")


def test_every_value_of_the_schema_stands_in_values_yaml() -> None:
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    chosen_by_the_operator = ("/global", "/definitions", "/settings/", "/secrets/values/")
    known = {
        path
        for path, _ in _objects(_schema())
        if path and not path.startswith((*chosen_by_the_operator, "/secrets/existing/"))
    }
    given = set(_paths(values))
    assert known - given == set()
    assert {path for path in given - known if "/resources/" not in path} == set()


def test_the_chart_is_of_this_release() -> None:
    project = tomllib.loads((CHART.parents[1] / "pyproject.toml").read_text())["project"]
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert chart["appVersion"] == project["version"]
    assert chart["description"] == project["description"]


def _with(section: str, **values: object) -> Values:
    before = SMALLEST.get(section, {})
    assert isinstance(before, dict)
    return {**SMALLEST, section: {**before, **values}}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({**SMALLEST, "replicaz": 2}, "additional properties 'replicaz' not allowed"),
        (_with("settings", ALERTS_KAFKA_TOPIK="x"), "'ALERTS_KAFKA_TOPIK' not allowed"),
        (_with("settings", ALERTS_DATABASE_URL=URL), "'ALERTS_DATABASE_URL' not allowed"),
        (_with("settings", ALERTS_LOG_LEVEL="trace"), "must be one of 'debug', 'info'"),
        (_with("settings", ALERTS_KAFKA_BATCH=0), "/settings/ALERTS_KAFKA_BATCH"),
        (_with("secrets", values={"ALERTS_MAIL_FROM": "x"}), "'ALERTS_MAIL_FROM' not allowed"),
        (_with("ingress", host="Alerts.Example"), "/ingress/host"),
    ],
)
def test_a_misspelt_or_wrong_value_is_named(chart: Chart, values: Values, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        chart.render(values)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (_with("roles", split=True), "SQLite is one process's file, and split roles would not"),
        (_with("roles", all={"replicas": 2}), "above 1 needs PostgreSQL: SQLite is one"),
        (
            _with("secrets", values={"ALERTS_DATABASE_URL": "sqlite:////data/other.db"}),
            "must start with postgresql://. For SQLite leave it out",
        ),
        (
            _with(
                "secrets",
                values={"ALERTS_SMTP_URL": "smtp://mail"},
                existing={"ALERTS_SMTP_URL": {"secret": "mail", "key": "url"}},
            ),
            "ALERTS_SMTP_URL stands under secrets.values and under secrets.existing",
        ),
        ({**SMALLEST, "image": {}}, "image.repository is required: build the image"),
        ({**SMALLEST, "settings": {}}, "ALERTS_KAFKA_BOOTSTRAP_SERVERS is required"),
        (_with("ingress", enabled=True), "ingress.host is required"),
    ],
)
def test_values_that_do_not_work_together_are_refused_with_the_reason(
    chart: Chart, values: Values, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        chart.render(values)
    assert reason in str(refused.value)


def test_the_notes_say_what_is_missing_and_what_to_do(chart: Chart) -> None:
    notes = chart.notes(SMALLEST)
    for name in ("OPERATOR_KEY", "SMTP_URL", "SECRET_KEY", "PUBLIC_URL"):
        assert f"ALERTS_{name} is not set" in notes
    assert "port-forward service/my-alerts 8080:http" in notes
    assert "not set" not in chart.notes(
        {**ONE_ON_POSTGRESQL, "ingress": {"enabled": True, "host": "alerts.example"}}
    )
