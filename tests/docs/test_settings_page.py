"""The page on settings names all of them, and their defaults are defaults."""

import re

import pytest

from alerts.settings import PREFIX, Access, Settings, read_settings
from tests.docs.pages import Page, pages, rows, word, words

PAGE = Page.at("docs/reference/settings.md")
FIELDS = {PREFIX + name.upper(): name for name in Settings.model_fields}
SECRETS = {
    variable
    for variable, name in FIELDS.items()
    if "SecretStr" in str(Settings.model_fields[name].annotation)
}
TABLE = [(word(row[0]), row[1]) for row in rows(PAGE.text)]


def test_every_setting_has_its_line() -> None:
    assert [name for name, _ in TABLE] == list(FIELDS)


@pytest.mark.parametrize(("name", "default"), TABLE, ids=[name for name, _ in TABLE])
def test_a_default_is_what_an_empty_environment_gives(name: str, default: str) -> None:
    unset = getattr(Settings(), FIELDS[name])
    if default in {"unset", "none"}:
        assert unset == (None if default == "unset" else ())
    else:
        assert getattr(read_settings({name: word(default)}), FIELDS[name]) == unset


def test_every_secret_may_stand_in_a_file_and_nothing_else() -> None:
    assert set(words(PAGE.under("Secrets in files"))) - {"_FILE"} == SECRETS


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_page_names_a_setting_that_is_none(page: Page) -> None:
    named = set(re.findall(r"\bALERTS_[A-Z0-9_]*[A-Z0-9]\b(?!_)", page.text))
    passed_over = {n for n in named if re.match(r"ALERTS_(TEST|SERVICE_HOST|PORT_)", n)}
    of_access = {PREFIX + name.upper() for name in Access.model_fields}
    known = FIELDS.keys() | of_access | {f"{name}_FILE" for name in {*SECRETS, *of_access}}
    assert named - passed_over <= known
