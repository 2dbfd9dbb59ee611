"""Whose plant was hit was hit too, though he only tells of it; who only buys there was not."""

import pytest

from alerts.model.entity import Part, Role
from alerts.resolve.resolver import Resolver
from alerts.resolve.roles.whose import _OWNED
from tests.resolve.conftest import MakeReport

HIT = [
    (
        "centrenergo",
        "Centrenergo said its Zmiivska thermal power plant was destroyed by missiles.",
    ),
    ("centrenergo", "«Центренерго» повідомило: Трипільську ТЕС знищено внаслідок атаки ракет."),
    ("centrenergo", "La centrale de Trypillia a été détruite par des missiles, dit Centrenergo."),
    ("dtek", "Ракети влучили в Бурштинську ТЕС, повідомив ДТЕК, зруйновано два блоки."),
    ("hkn-energy", "درۆنێک هێرشی کردە سەر کێڵگەی نەوتی سەرسەنگ. کۆمپانیای HKN بەرهەمی ڕاگرت."),
    ("saudi-aramco", "Des drones ont visé le champ de Khurais, propriété d'Aramco."),
]
ONLY_NAMED = [
    ("dana-gas", "A drone hit the Khor Mor gas field. Dana Gas runs the field with partners."),
    ("energoatom", "Shells hit the Zaporizhzhia nuclear power plant, Energoatom said."),
    ("centrenergo", "Missiles hit the Burshtyn thermal power plant. Centrenergo sent help."),
    ("saudi-aramco", "Drones hit Fujairah port. Aramco shares fell."),
]


@pytest.mark.parametrize(("company", "text"), HIT)
def test_who_owns_what_was_hit_was_hit(
    company: str, text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = {m.entity: m for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert (mentions[company].role, mentions[company].part) == (Role.PRIMARY, Part.TARGET)


@pytest.mark.parametrize(("company", "text"), ONLY_NAMED)
def test_who_does_not_own_it_was_not(
    company: str, text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = {m.entity: m for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert mentions[company].role is Role.CONTEXT


def test_owners_and_sites_are_known(shipped_resolver: Resolver) -> None:
    known = shipped_resolver.gazetteer
    assert all(known.entity(owner) for owner in _OWNED)
    assert all(known.entity(site) for sites in _OWNED.values() for site in sites)
