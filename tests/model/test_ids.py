"""Ids that are the same for the same thing, whoever works them out and whenever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.ids import ReportKey, alert_id, delivery_id, fold_source, record_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("al-Omar oil field", "al-omar-oil-field"),
        ("Conoco gas plant", "conoco-gas-plant"),
        ("Kirkuk oil fields (Baba Gurgur)", "kirkuk-oil-fields"),
        ("Camp Victory (Baghdad airport)", "camp-victory"),
        ("Green Village (al-Omar base)", "green-village"),
        ("West Dam power station Hasakah", "west-dam-power-station-hasakah"),
        ("Kata'ib Hezbollah", "kataib-hezbollah"),
        ("Asa’ib Ahl al-Haq", "asaib-ahl-al-haq"),
        ("Hezbollah (Lebanon)", "hezbollah"),
        ("T-2 pumping station", "t-2-pumping-station"),
        ("T4 air base", "t4-air-base"),
        ("Tower 22", "tower-22"),
        ("Hawar News (ANHA)", "hawar-news"),
        ("Hurras al-Din", "hurras-al-din"),
        ("Mehr", "mehr"),
        ("  Émile–Łódź  ", "emile-lodz"),
        ("Pınarbaşı", "pinarbasi"),
    ],
)
def test_an_entitys_id_is_the_slug_of_its_usual_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slug(slug(name)) == slug(name)


def test_case_width_and_spacing_do_not_tell_two_outlets_apart() -> None:
    assert fold_source(" ＳＯＨＲ \n News") == fold_source("sohr news")
    assert fold_source("Zhyan") != fold_source("Zhyán")


def test_ids_are_derived_and_never_change() -> None:
    key = ReportKey("sohr", "1", 0)
    assert key.digest == "afbe45506d5dfabe37b1411b9025979d"
    alert = alert_id(key, "sub_a")
    assert alert == "alr_e1422e49c28e5982a50c7b04c2347b36"
    assert delivery_id(alert, "dst_a") == "dlv_bfcb9e24ba3f5935bd6120d4aa034fad"


@pytest.mark.parametrize(
    "other", [ReportKey("sana", "1", 0), ReportKey("sohr", "2", 0), ReportKey("sohr", "1", 1)]
)
def test_outlet_id_and_revision_all_tell_reports_apart(other: ReportKey) -> None:
    assert other.digest != ReportKey("sohr", "1", 0).digest


def test_a_records_id_is_opaque_and_lower_case() -> None:
    made = record_id("rul", bytes(range(16)))
    assert made == "rul_aaaqeayeaudaocajbifqydiob4"
