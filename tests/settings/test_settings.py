"""Settings: every mistake has a name and a fix."""

from datetime import timedelta
from pathlib import Path

import pytest

from alerts.model.errors import InvalidInput
from alerts.settings import effective, read_access, read_settings


def complaint(**environment: str) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_settings(environment)
    return str(caught.value)


def test_one_process_on_one_machine_needs_no_setting() -> None:
    assert read_settings({}).database_url.get_secret_value() == "sqlite:///alerts.db"


def test_a_misspelt_name_is_an_error_that_names_the_near_one() -> None:
    assert "did you mean ALERTS_KAFKA_TOPIC?" in complaint(ALERTS_KAFKA_TOPICS="x")


def test_a_name_like_no_other_is_not_taken_for_one() -> None:
    assert complaint(ALERTS_NOPE="x").endswith("ALERTS_NOPE: is no setting")


def test_names_of_others_are_ignored() -> None:
    read_settings(
        {
            "ALERTS_TEST_KAFKA": "localhost:9092",
            "ALERTS_SERVICE_HOST": "10.0.0.1",
            "ALERTS_SERVICE_PORT_HTTP": "8080",
            "ALERTS_PORT": "tcp://10.0.0.1:8080",
            "ALERTS_PORT_8080_TCP_ADDR": "10.0.0.1",
            "PATH": "/bin",
        }
    )


def test_a_wrong_value_is_named_with_its_variable() -> None:
    assert "ALERTS_HTTP_PORT" in complaint(ALERTS_HTTP_PORT="eighty")


@pytest.mark.parametrize(
    "url", ["alerts.example", "ftp://alerts.example", "https://me:pw@alerts.example", "https://"]
)
def test_the_public_url_is_plain_http(url: str) -> None:
    assert "ALERTS_PUBLIC_URL" in complaint(ALERTS_PUBLIC_URL=url)


def test_an_operator_key_that_can_be_guessed_is_refused() -> None:
    assert "ALERTS_OPERATOR_KEY" in complaint(ALERTS_OPERATOR_KEY="admin")


def test_all_wrong_values_are_told_at_once() -> None:
    told = complaint(ALERTS_HTTP_PORT="eighty", ALERTS_PUBLIC_URL="alerts.example")
    assert "ALERTS_HTTP_PORT" in told
    assert "ALERTS_PUBLIC_URL" in told


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("correct horse battery staple\n")

    settings = read_settings({"ALERTS_OPERATOR_KEY_FILE": str(tmp_path / "key")})

    assert settings.operator_key is not None
    assert settings.operator_key.get_secret_value() == "correct horse battery staple"


def test_a_missing_secret_file_is_named() -> None:
    assert "ALERTS_SMTP_URL_FILE" in complaint(ALERTS_SMTP_URL_FILE="/nowhere/at/all")


def test_a_secret_set_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("one")

    told = complaint(ALERTS_OPERATOR_KEY="two", ALERTS_OPERATOR_KEY_FILE=str(tmp_path / "key"))

    assert "set one of them" in told


@pytest.mark.parametrize("text", ["90", "PT1M30S", "00:01:30"])
def test_a_duration_is_seconds_or_iso_8601(text: str) -> None:
    assert read_settings({"ALERTS_DELIVERY_LEASE": text}).delivery_lease == timedelta(seconds=90)


def test_networks_and_files_are_comma_lists() -> None:
    settings = read_settings(
        {"ALERTS_EGRESS_ALLOW": "127.0.0.0/8, ::1/128", "ALERTS_GAZETTEER": "a.yaml,b.yaml"}
    )
    assert [str(n) for n in settings.egress_allow] == ["127.0.0.0/8", "::1/128"]
    assert settings.gazetteer == (Path("a.yaml"), Path("b.yaml"))


def test_the_effective_settings_show_no_secret() -> None:
    shown = effective(
        read_settings({"ALERTS_OPERATOR_KEY": "hunter2-hunter2-hunter2", "ALERTS_HTTP_PORT": "9"})
    )

    assert "hunter2" not in str(shown)
    assert shown["ALERTS_HTTP_PORT"] == 9


def test_who_calls_a_service_may_say_so_where_one_runs(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("key_a.b\n")
    given = {"ALERTS_API_URL": "https://alerts.example/", "ALERTS_HTTP_PORT": "9"}
    given["ALERTS_API_KEY_FILE"] = str(tmp_path / "key")

    access = read_access(given)

    assert read_settings(given).http_port == 9
    assert access.api_url == "https://alerts.example"
    assert access.api_key is not None
    assert access.api_key.get_secret_value() == "key_a.b"
    assert "key_a" not in repr(access)


def test_without_anything_said_the_service_is_here_and_has_no_key() -> None:
    access = read_access({"PATH": "/bin"})
    assert (access.api_url, access.api_key) == ("http://localhost:8080", None)


@pytest.mark.parametrize(
    "given",
    [
        {"ALERTS_API_URL": "alerts.example"},
        {"ALERTS_API_KEY_FILE": "/nowhere/at/all"},
        {"ALERTS_API_KEY": "a", "ALERTS_API_KEY_FILE": "/dev/null"},
    ],
)
def test_a_wrong_way_to_a_service_is_named(given: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="|".join(given)):
        read_access(given)
