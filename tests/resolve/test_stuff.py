"""Of a field and a plant called after one place, what is got there tells which is meant."""

import pytest

from alerts.model.entity import Kind
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

FIELD, PLANT = "suwaydiyah-oil-field", "suwaydiyah-gas-plant"


@pytest.mark.parametrize(
    ("site", "text"),
    [
        (PLANT, "Drones hit the gas plant at Swediya."),
        (FIELD, "Drones hit the oil field at Swediya."),
        (PLANT, "Santrala gazê ya Siwêdî hat bombebaran kirin."),
        (FIELD, "Kêlgeha neftê ya Siwêdî hat bombebaran kirin."),
        (PLANT, "وێستگەی گازی سوێدییەیان بۆردومان کرد."),
        (FIELD, "کێڵگەی نەوتی سوێدییەیان بۆردومان کرد."),
        (PLANT, "Süveydiye'deki gaz tesisi vuruldu."),
        (FIELD, "Süveydiye'deki petrol sahası vuruldu."),
    ],
)
def test_what_is_got_there_tells_a_field_from_a_plant(
    site: str, text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    assert {m.entity for m in found.mentions if m.kind is Kind.FACILITY} == {site}
    assert not found.ambiguous
