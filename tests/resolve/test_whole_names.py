"""A name that stands there whole is meant before one that only ends like it, or may be a word."""

import pytest

from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport


@pytest.mark.parametrize(
    ("text", "named", "other"),
    [
        ("Hamas fired rockets at Ashkelon.", "hamas", "SY-HM"),  # Hama and an "s"
        ("Israel and Hamas agreed a truce.", "hamas", "SY-HM"),
        ("Hamas roket attı.", "hamas", "SY-HM"),
        ("Tartus hit by Israeli strikes in Syria.", "SY-TA", "EE-79"),  # Tartu and an "s"
        ("قصف مدينة السويداء.", "SY-SU", "YE-LA/as-suwayda"),  # a village called so
        (
            "Rockets fell by Green Village, the US base in the Omar oil field.",
            "green-village",
            "SY",
        ),
    ],
)
def test_a_whole_name_comes_first(
    text: str, named: str, other: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    entities = [m.entity for m in found.mentions]
    assert named in entities
    assert other not in entities or other in shipped_resolver.gazetteer.ancestors(named)
