"""A small gazetteer for the rules, and the shipped one for what it must know."""

from collections.abc import Callable

import pytest

from alerts.model.entity import Entity, Evidence, Kind, Link, Resolution
from alerts.model.report import Report, report_of
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver


def region(region_id: str, name: str, parent: str | None = None, **names: list[str]) -> Entity:
    return Entity(
        id=region_id,
        kind=Kind.REGION,
        type="admin1" if parent else "country",
        name=name,
        parents=(Link(parent, "lies_in"),) if parent else (),
        names={language: tuple(listed) for language, listed in names.items()},
    )


SMALL = (
    region("SY", "Syria", ar=["سوريا"], ru=["Сирия"], tr=["Suriye"]),
    region("SY-DY", "Deir ez-Zor", "SY", ar=["دير الزور"], ru=["Дейр-эз-Зор"], ku=["Dêrazor"]),
    region("SY-HA", "Al-Hasakah", "SY", ar=["الحسكة"], ku=["Heseke"], ckb=["حەسەکە"]),
    region("IQ", "Iraq", ar=["العراق"], fr=["Irak"], tr=["Irak"]),
    region("IR", "Iran", ar=["إيران"], tr=["İran"], ru=["Иран"]),
    region("LY", "Libya"),
    region("LB", "Lebanon"),
    region("LY-TB", "Tripoli", "LY"),
    region("LB-AS", "Tripoli", "LB"),
    region("DJ", "Djibouti"),
    region("DJ-DJ", "Djibouti", "DJ"),
    Entity(
        id="al-omar-oil-field",
        kind=Kind.FACILITY,
        type="oil_field",
        name="al-Omar oil field",
        parents=(Link("SY-DY", "lies_in"),),
        names={
            "ar": ("حقل العمر", "حقل العمر النفطي"),
            "ru": ("месторождение Эль-Омар",),
            "tr": ("Ömer petrol sahası",),
        },
        short={"en": ("al-Omar",), "ar": ("العمر",), "tr": ("Ömer",)},
    ),
    Entity(
        id="green-village",
        kind=Kind.FACILITY,
        type="base",
        name="Green Village",
        parents=(Link("al-omar-oil-field", "lies_in"),),
    ),
    Entity(
        id="conoco-gas-plant",
        kind=Kind.FACILITY,
        type="gas_plant",
        name="Conoco gas plant",
        parents=(Link("SY-DY", "lies_in"),),
        names={"en": ("Koniko", "Conoco gas field"), "ar": ("كونيكو",), "ru": ("Конико",)},
        short={"en": ("Conoco",)},
    ),
    Entity(
        id="hail-gas-field",
        kind=Kind.FACILITY,
        type="gas_field",
        name="Hail gas field",
        parents=(Link("SY", "lies_in"),),
        short={"en": ("Hail",)},
    ),
    Entity(
        id="syrian-democratic-forces",
        kind=Kind.ACTOR,
        type="armed_group",
        name="Syrian Democratic Forces",
        names={"en": ("SDF",), "ar": ("قسد",)},
    ),
    Entity(
        id="ypg",
        kind=Kind.ACTOR,
        type="armed_group",
        name="YPG",
        parents=(Link("syrian-democratic-forces", "part_of"),),
    ),
    Entity(
        id="deir-ez-zor-military-council",
        kind=Kind.ACTOR,
        type="armed_group",
        name="Deir ez-Zor Military Council",
        parents=(Link("syrian-democratic-forces", "part_of"),),
    ),
    Entity(
        id="iran-backed-militias",
        kind=Kind.ACTOR,
        type="armed_group",
        name="Iran-backed militias",
    ),
    Entity(
        id="united-states-forces",
        kind=Kind.ACTOR,
        type="state_forces",
        name="United States forces",
        exact={"en": ("US",)},
    ),
    Entity(id="shell", kind=Kind.ACTOR, type="company", name="Shell", exact={"en": ("Shell",)}),
    Entity(
        id="centcom-command",
        kind=Kind.ACTOR,
        type="state_forces",
        name="United States Central Command",
        names={"en": ("CENTCOM",)},
    ),
    Entity(
        id="centcom",
        kind=Kind.SOURCE,
        type="spokesman",
        name="CENTCOM",
    ),
    Entity(id="al-mayadeen", kind=Kind.SOURCE, type="broadcaster", name="Al Mayadeen"),
    Entity(id="the-national", kind=Kind.SOURCE, type="newspaper", name="The National"),
    Entity(
        id="sohr",
        kind=Kind.SOURCE,
        type="monitor",
        name="SOHR",
        names={"en": ("Syrian Observatory for Human Rights",)},
        parents=(Link("SY", "based_in"),),
    ),
    Entity(
        id="omar-field",
        kind=Kind.FACILITY,
        type="oil_field",
        name="Omar field",
        replaced_by="al-omar-oil-field",
    ),
)


@pytest.fixture(scope="session")
def small() -> Gazetteer:
    return Gazetteer.of(SMALL)


@pytest.fixture(scope="session")
def resolver(small: Gazetteer) -> Resolver:
    return Resolver(small)


@pytest.fixture(scope="session")
def shipped() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def shipped_resolver(shipped: Gazetteer) -> Resolver:
    return Resolver(shipped)


MakeReport = Callable[..., Report]


@pytest.fixture(scope="session")
def make_report() -> MakeReport:
    def make(**members: object) -> Report:
        return report_of({"id": "1", "source": {"name": "nobody"}} | members)

    return make


def value_at(report: Report, pointer: str) -> str:
    """Follow an evidence's JSON Pointer into a report."""
    value: object = report.model_dump()
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) else dict(value)[part]  # type: ignore[call-overload]
    assert isinstance(value, str)
    return value


def all_evidence(resolution: Resolution) -> list[Evidence]:
    return [
        *(e for mention in resolution.mentions for e in mention.evidence),
        *(a.evidence for a in resolution.ambiguous),
        *resolution.unresolved,
    ]


CheckEvidence = Callable[[Report, Resolution], None]


@pytest.fixture(scope="session")
def evidence_holds() -> CheckEvidence:
    """Check that all evidence stands in the report where it says."""

    def check(report: Report, resolution: Resolution) -> None:
        for evidence in all_evidence(resolution):
            value = value_at(report, evidence.field)
            assert value[evidence.start : evidence.end] == evidence.text
            assert evidence.text

    return check
