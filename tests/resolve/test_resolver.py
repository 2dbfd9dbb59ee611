"""What a report names, by the rules, on a small gazetteer."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.model.entity import Entity, Kind, Mention, Resolution, Role
from alerts.model.report import Report
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.resolve.steps import at_one_go
from tests.resolve.conftest import CheckEvidence, MakeReport


def named(resolution: Resolution) -> list[str]:
    return [mention.entity for mention in resolution.mentions if mention.evidence]


def implied(resolution: Resolution) -> dict[str, str | None]:
    return {m.entity: m.via for m in resolution.mentions if not m.evidence}


def words(mentions: Iterable[Mention]) -> list[str]:
    return [evidence.text for mention in mentions for evidence in mention.evidence]


def in_text(resolver: Resolver, make_report: MakeReport, text: str) -> Resolution:
    return resolver.resolve(make_report(body=text))


@pytest.mark.parametrize(
    ("text", "entities", "evidence"),
    [
        ("A missile hit Koniko.", ["conoco-gas-plant"], ["Koniko"]),
        ("the Conoco gas field's gate", ["conoco-gas-plant"], ["Conoco gas field"]),
        ("at al-Omar oil field", ["al-omar-oil-field"], ["al-Omar oil field"]),
        ("at Omar oil field", ["al-omar-oil-field"], ["Omar oil field"]),
        ("at EL OMAR OIL FIELD", ["al-omar-oil-field"], ["EL OMAR OIL FIELD"]),
        ("the Omar field", ["al-omar-oil-field"], ["Omar"]),
        ("the base in al-Omar", ["al-omar-oil-field"], []),
        ("fields such as al-Omar", ["al-omar-oil-field"], ["al-Omar"]),
        ("in Deir al-Zour", [], []),
        ("in Deir el-Zor, Syria", ["SY-DY", "SY"], ["Deir el-Zor", "Syria"]),
        ("in Deir Ezzor", ["SY-DY"], ["Deir Ezzor"]),
        ("in Hasakah and al-Hasakah", ["SY-HA"], ["Hasakah", "al-Hasakah"]),
        ("SDF-held, the SDF's, SDFs", ["syrian-democratic-forces"], ["SDF"] * 2),
        ("the village of Konikovo", [], []),
        ("ЦПКонико", [], []),
        ("US forces", ["united-states-forces"], ["US"]),
        ("give it to us", [], []),
        ("Shell said", ["shell"], ["Shell"]),
        ("a shell SHELL", [], []),
        ("Frappe en Irak, l'Irak et d’Irak.", ["IQ"], ["Irak", "Irak", "Irak"]),
        ("Suriye'nin, Irak'ta, İran’dan", ["SY", "IQ", "IR"], ["Suriye", "Irak", "İran"]),
        ("Ömer petrol sahasına", ["al-omar-oil-field"], ["Ömer petrol sahasına"]),
        ("li Hesekeyê û Hesekê", ["SY-HA"], ["Hesekeyê", "Hesekê"]),
        ("لە حەسەکەدا", ["SY-HA"], ["حەسەکەدا"]),
        (
            "في حقل العمر وكونيكو",
            ["al-omar-oil-field", "conoco-gas-plant"],
            ["حقل العمر", "كونيكو"],
        ),
        ("بالعراق وسوريا", ["IQ", "SY"], ["العراق", "سوريا"]),
        ("للعراق ولسوريا", ["IQ", "SY"], ["للعراق", "سوريا"]),
        ("الجيش العراقي", [], []),
        ("قـسـد", ["syrian-democratic-forces"], ["قـسـد"]),
        ("قـ ـسـ ـد", ["syrian-democratic-forces"], ["قـ ـسـ ـد"]),
        ("مقسدة", [], []),
        ("حَقْلُ العُمَرِ", ["al-omar-oil-field"], ["حَقْلُ العُمَرِ"]),
        ("حقل «العمر»", ["al-omar-oil-field"], ["حقل «العمر"]),
        ("в Сирии, Сирию", ["SY"], ["Сирии", "Сирию"]),
        ("под Дейр-эз-Зором", ["SY-DY"], ["Дейр-эз-Зором"]),
        ("возле Конико", ["conoco-gas-plant"], ["Конико"]),
    ],
)
def test_a_name_is_found_with_what_its_language_does_to_it(
    resolver: Resolver,
    make_report: MakeReport,
    evidence_holds: CheckEvidence,
    text: str,
    entities: list[str],
    evidence: list[str],
) -> None:
    report = make_report(body=text)
    resolution = resolver.resolve(report)
    evidence_holds(report, resolution)
    assert named(resolution) == entities or (not evidence and not named(resolution))
    assert words(resolution.mentions) == evidence


def test_the_longest_name_wins(resolver: Resolver, make_report: MakeReport) -> None:
    text = "The Deir ez-Zor Military Council and Iran-backed militias, near Conoco gas field"
    resolution = in_text(resolver, make_report, text)
    assert named(resolution) == [
        "deir-ez-zor-military-council",
        "iran-backed-militias",
        "conoco-gas-plant",
    ]
    assert implied(resolution) == {
        "syrian-democratic-forces": "deir-ez-zor-military-council",
        "SY-DY": "conoco-gas-plant",
        "SY": "conoco-gas-plant",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Iran-aligned fighters",
        "fighters backed by Iran",
        "pro-Iran groups",
        "الميليشيات الموالية لإيران",
        "فصائل مدعومة من إيران",
        "İran destekli gruplar",
    ],
)
def test_whose_side_somebody_is_on_is_no_place(
    resolver: Resolver, make_report: MakeReport, text: str
) -> None:
    assert in_text(resolver, make_report, text) == Resolution()


@pytest.mark.parametrize(
    "text",
    [
        "дроны Ирана",
        "военно-воздушные силы Ирана",
        "удары сил Ирана",
        "پهپاد ایران",
        "نیروهای مسلح ایران",
        "صواريخ إيران",
        "والقوات الجوية الإيرانية وطائرات إيران",
        "هێزەکانی ئێران",
        "artêşa Îranê",
        "İran ordusu",
        "İran'ın füzeleri",
        "İran savaş uçakları",
        "Iran's drones",
        "the army of Iran",
        "Iran missiles.",
        "Iran armed forces",
        "les forces armées de l'Iran",
        "les missiles de l’Iran",
        "ABD üssü",
        "ABD saldırısı",
        "ABD'nin askeri üssü",
    ],
)
def test_a_state_that_owns_a_force_or_a_weapon_is_no_place(
    make_report: MakeReport, text: str
) -> None:
    assert in_text(STATES, make_report, text) == Resolution()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("в Иране", "IR"),
        ("удар по Ирану", "IR"),
        ("на базе в Иране", "IR"),
        ("پایگاه هوایی در ایران", "IR"),
        ("في إيران", "IR"),
        ("forces in Iran", "IR"),
        ("troops, Iran said", "IR"),
        ("Iran base hit by rockets", "IR"),
        ("Iran drone attack kills three", "IR"),
        ("Iran missile site struck", "IR"),
        ("Iran's oil fields", "IR"),
        ("les forces en Iran", "IR"),
        ("İran'da üs", "IR"),
        ("İran sınırı", "IR"),
        ("army. Iran", "IR"),
        ("army (Iran)", "IR"),
        ("ABD'de", "US"),
        ("ABD", "US"),
        ("in the United States", "US"),
    ],
)
def test_a_state_in_which_something_is_stays_a_place(
    make_report: MakeReport, text: str, state: str
) -> None:
    assert named(in_text(STATES, make_report, text)) == [state]


STATES = Resolver(
    Gazetteer.of(
        [
            Entity(
                "IR",
                Kind.REGION,
                "country",
                "Iran",
                names={
                    "en": ("Iran",),
                    "ar": ("إيران",),
                    "fa": ("ایران",),
                    "ckb": ("ئێران",),
                    "ku": ("Îran", "Îranê"),
                    "ru": ("Иран",),
                    "tr": ("İran",),
                    "fr": ("Iran",),
                },
            ),
            Entity(
                "US",
                Kind.REGION,
                "country",
                "United States",
                exact={"tr": ("ABD",)},
            ),
        ]
    )
)


def test_who_reports_is_a_source_in_the_background_and_implies_nothing(
    resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(
        source={"name": "the Syrian Observatory for Human Rights"},
        body="CENTCOM told Al Mayadeen, The National and the national broadcaster of Alam",
    )
    resolution = resolver.resolve(report)
    assert named(resolution) == ["sohr", "centcom", "al-mayadeen", "the-national"]
    assert {(m.kind, m.role) for m in resolution.mentions} == {(Kind.SOURCE, Role.CONTEXT)}
    assert resolution.mentions[0].evidence[0].field == "/source/name"


@pytest.mark.parametrize(
    "text",
    [
        "Omar Abu Layla said",
        "Mr Omar works at a field",
        "Abu Omar left the field",
        "hail fell on the field",
        "أبو عمر",
        "في العشرين من العمر",
    ],
)
def test_a_man_or_a_word_is_no_field(
    resolver: Resolver, make_report: MakeReport, text: str
) -> None:
    assert in_text(resolver, make_report, text) == Resolution()


def test_a_name_that_is_also_a_word_is_ambiguous_without_a_cue(
    resolver: Resolver, make_report: MakeReport
) -> None:
    resolution = in_text(resolver, make_report, "Omar was quiet. Then Omar slept")
    assert resolution.mentions == ()
    assert [(a.evidence.text, a.candidates) for a in resolution.ambiguous] == [
        ("Omar", ("al-omar-oil-field",))
    ]


def test_a_short_name_that_is_a_word_is_not_the_end_of_a_longer_word(
    make_report: MakeReport,
) -> None:
    sool = Entity("SO-SO", Kind.REGION, "admin1", "Sool", short={"ar": ("صول",)})
    resolver = Resolver(Gazetteer.of([sool]))
    assert in_text(resolver, make_report, "تأخر وصول محافظ المدينة") == Resolution()
    found = in_text(resolver, make_report, "هجوم في محافظة صول")
    assert [m.entity for m in found.mentions] == ["SO-SO"]


def test_where_the_full_name_stands_elsewhere_the_short_one_is_meant(
    resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(title="Al-Omar hit again", body="Rockets at the al-Omar oil field. hail")
    resolution = resolver.resolve(report)
    assert named(resolution) == ["al-omar-oil-field"]
    assert resolution.ambiguous == ()
    assert {e.field for e in resolution.mentions[0].evidence} == {"/title", "/body"}


def test_the_head_noun_of_another_field_is_no_cue(
    resolver: Resolver, make_report: MakeReport
) -> None:
    resolution = in_text(resolver, make_report, "Omar died near Conoco gas field")
    assert named(resolution) == ["conoco-gas-plant"]
    assert [a.evidence.text for a in resolution.ambiguous] == ["Omar"]


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("A blast in Tripoli, Libya", "LY-TB"),
        ("A blast in Tripoli, northern Lebanon", "LB-AS"),
        ("A blast in Tripoli", None),
        ("Lebanon and Libya speak of Tripoli", None),
        ("Djibouti", None),
    ],
)
def test_a_name_that_two_share_is_settled_by_the_place_around_it(
    resolver: Resolver, make_report: MakeReport, text: str, settled: str | None
) -> None:
    resolution = in_text(resolver, make_report, text)
    assert {"LY-TB", "LB-AS"} & set(named(resolution)) == ({settled} if settled else set())
    if settled is None:
        assert resolution.ambiguous


def test_the_producers_list_is_the_truth_for_its_kind(
    resolver: Resolver, make_report: MakeReport, evidence_holds: CheckEvidence
) -> None:
    report = make_report(
        body="The SDF fired at al-Omar oil field in Hasakah",
        facilities=["", "Koniko", "Nowhere field"],
    )
    resolution = resolver.resolve(report)
    evidence_holds(report, resolution)
    assert named(resolution) == ["conoco-gas-plant", "syrian-democratic-forces", "SY-HA"]
    assert implied(resolution) == {"SY-DY": "conoco-gas-plant", "SY": "conoco-gas-plant"}
    assert [(e.field, e.text) for e in resolution.unresolved] == [
        ("/facilities/2", "Nowhere field")
    ]


@pytest.mark.parametrize(
    ("listed", "entity", "of_its_kind_in_the_text"),
    [
        pytest.param({"regions": ["Iraq"]}, "IQ", "SY-HA", id="regions"),
        pytest.param(
            {"facilities": ["Koniko"]}, "conoco-gas-plant", "hail-gas-field", id="facilities"
        ),
        pytest.param({"actors": ["YPG"]}, "ypg", "syrian-democratic-forces", id="actors"),
    ],
)
def test_of_a_kind_that_the_producer_told_the_text_names_nothing_more(
    resolver: Resolver,
    make_report: MakeReport,
    listed: dict[str, list[str]],
    entity: str,
    of_its_kind_in_the_text: str,
) -> None:
    body = "The SDF fired at Hail gas field in Hasakah"
    all_three = {"syrian-democratic-forces", "hail-gas-field", "SY-HA"}
    untold = named(resolver.resolve(make_report(body=body)))
    told = resolver.resolve(make_report(body=body, **listed))

    assert set(untold) == all_three
    assert set(named(told)) == all_three - {of_its_kind_in_the_text} | {entity}
    assert told.ambiguous == ()


def test_a_list_of_blanks_tells_nothing(resolver: Resolver, make_report: MakeReport) -> None:
    report = make_report(body="Koniko", facilities=["", " ", None])
    assert named(resolver.resolve(report)) == ["conoco-gas-plant"]


def test_a_listed_name_that_two_share_is_settled_or_ambiguous(
    resolver: Resolver, make_report: MakeReport
) -> None:
    lone = resolver.resolve(make_report(regions=["Tripoli"]))
    assert lone.mentions == ()
    assert [set(a.candidates) for a in lone.ambiguous] == [{"LY-TB", "LB-AS"}]
    told = resolver.resolve(make_report(regions=["Tripoli", "Lebanon"]))
    assert sorted(named(told)) == ["LB", "LB-AS"]


def test_what_is_named_is_not_implied_too(resolver: Resolver, make_report: MakeReport) -> None:
    resolution = resolver.resolve(make_report(title="Syria", body="Green Village"))
    assert named(resolution) == ["SY", "green-village"]
    assert implied(resolution) == {
        "al-omar-oil-field": "green-village",
        "SY-DY": "green-village",
    }
    assert {m.role for m in resolution.mentions} == {Role.PRIMARY}


def test_a_place_on_the_map_alone_names_nothing_yet(
    resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(location={"lat": 35.07, "lon": 40.6})
    assert resolver.resolve(report) == Resolution()


def test_an_empty_gazetteer_finds_nothing(make_report: MakeReport) -> None:
    report = make_report(body="Koniko in Syria", regions=["Syria"])
    resolution = Resolver(Gazetteer.of([])).resolve(report)
    assert resolution.mentions == ()
    assert len(resolution.unresolved) == 1


def test_evidence_of_one_entity_is_bounded(resolver: Resolver, make_report: MakeReport) -> None:
    resolution = in_text(resolver, make_report, "Koniko. " * 500)
    assert len(resolution.mentions[0].evidence) == 20


def steps(resolver: Resolver, report: Report) -> tuple[int, Resolution]:
    pauses = 0
    going = resolver.resolving(report)
    while True:
        try:
            next(going)
        except StopIteration as done:
            return pauses, done.value
        pauses += 1


def test_what_nobody_asks_for_is_found_but_not_weighed(
    resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(body="Koniko gas plant was shelled, the SDF said.", regions=["Iraq"])
    asked: list[AbstractSet[str]] = []

    def nobody(ids: AbstractSet[str]) -> bool:
        asked.append(ids)
        return False

    weighed = resolver.resolve(report)
    found = at_one_go(resolver.resolving(report, is_wanted=nobody))

    assert weighed.weighed
    assert asked == [{mention.entity for mention in weighed.mentions}]
    assert {m.entity for m in found.mentions} == asked[0]
    assert {m.role for m in found.mentions} == {Role.CONTEXT}
    assert not found.weighed


def test_a_long_text_is_read_with_pauses(
    resolver: Resolver, make_report: MakeReport, evidence_holds: CheckEvidence
) -> None:
    filler = "nothing of note happened on that day in the village. " * 3_000
    report = make_report(body=f"{filler}At Koniko gas plant, {filler}near Deir ez-Zor")
    pauses, resolution = steps(resolver, report)
    assert pauses >= len(filler) * 2 // 20_000
    assert named(resolution) == ["conoco-gas-plant", "SY-DY"]
    evidence_holds(report, resolution)


def test_no_name_is_lost_or_doubled_where_a_text_is_cut(
    resolver: Resolver, make_report: MakeReport, evidence_holds: CheckEvidence
) -> None:
    text = "the al-Omar oil field, " * 600
    for shift in range(0, 24, 5):
        report = make_report(body="x" * shift + " " + text, actors=["SDF"])
        found = resolver.resolve(report)
        evidence_holds(report, found)
        assert named(found) == ["syrian-democratic-forces", "al-omar-oil-field"]
        starts = [e.start for e in found.mentions[1].evidence]
        assert len(starts) == len(set(starts)) == 20


def test_a_text_without_white_space_is_read_too(
    resolver: Resolver, make_report: MakeReport
) -> None:
    report = make_report(body="x" * 50_000 + ",Koniko," + "ع" * 50_000)
    assert named(resolver.resolve(report)) == ["conoco-gas-plant"]


PIECES = st.sampled_from(
    [
        "Koniko",
        "al-Omar oil field",
        "Omar",
        "العمر",
        "حقل العمر",
        "و",
        "ب",
        "لل",
        "قسد",
        "كونيكو",
        "Deir ez-Zor",
        "Tripoli",
        "Libya",
        "us",
        "US",
        "Hesekê",
        "Сирии",
        "d'",
        "Irak",
        "'s",
        "-backed",
        "field",
        "حقل",
        "Abu",
        "Shell",
        "SOHR",
        "YPG",
        "ـ",
        "\u200c",
        "ُ",
        "́",
        "\ufeff",
        "  ",
        "\n\n",
        "«",
        "»",
        ".",
        "ß",
        "ﷺ",
        "🙂",
        "İran",
        "The National",
        "Hail",
    ]
)
NOISE = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
MIXTURES = st.lists(PIECES | NOISE | st.just(" "), max_size=40).map("".join)


@given(title=MIXTURES, body=MIXTURES, listed=st.lists(PIECES | NOISE, max_size=3))
def test_all_evidence_stands_where_it_says(
    resolver: Resolver,
    make_report: MakeReport,
    evidence_holds: CheckEvidence,
    title: str,
    body: str,
    listed: list[str],
) -> None:
    report = make_report(title=title, body=f"{body} x", regions=listed, source={"name": "SOHR."})
    resolution = resolver.resolve(report)
    evidence_holds(report, resolution)
    entities = [mention.entity for mention in resolution.mentions]
    assert len(entities) == len(set(entities))
    known = set(named(resolution))
    assert all(m.evidence or m.via in known for m in resolution.mentions)


@given(MIXTURES)
def test_what_stands_by_itself_is_found_in_any_company(
    resolver: Resolver, make_report: MakeReport, around: str
) -> None:
    report = make_report(body=f"{around}\n.\nKoniko,\n{around}")
    assert "conoco-gas-plant" in named(resolver.resolve(report))


def test_an_exact_name_beside_a_usual_one_keeps_its_terms(make_report: MakeReport) -> None:
    entity = Entity(
        "x", Kind.ACTOR, "group", "Ex", exact={"en": ("IS",)}, names={"en": ("is group",)}
    )
    resolver = Resolver(Gazetteer.of([entity]))
    assert words(in_text(resolver, make_report, "IS is the is group, ÎS").mentions) == [
        "IS",
        "is group",
        "ÎS",
    ]


def test_of_names_that_cross_the_longest_is_taken(make_report: MakeReport) -> None:
    names = ("North Gate", "Gate of the Valley", "the Valley Road", "Road")
    entities = [Entity(str(i), Kind.ACTOR, "group", name) for i, name in enumerate(names)]
    resolver = Resolver(Gazetteer.of(entities))
    resolution = in_text(resolver, make_report, "North Gate of the Valley Road")
    assert words(resolution.mentions) == ["Gate of the Valley", "Road"]


def test_a_head_noun_at_the_end_of_a_list_is_for_all_of_it(
    resolver: Resolver, make_report: MakeReport
) -> None:
    resolution = in_text(resolver, make_report, "the Hail, Omar and Conoco gas fields burn")
    assert named(resolution) == ["hail-gas-field", "al-omar-oil-field", "conoco-gas-plant"]


FACILITIES = Resolver(
    Gazetteer.of(
        [
            Entity(f, Kind.FACILITY, "oil_field", f"{f} oil field", names=names, short=short)
            for f, names, short in (
                ("omar", {"ar": ("حقل العمر", "حقول العمر")}, {"en": ("Omar",), "ru": ("Омар",)}),
                ("tanak", {}, {"en": ("Tanak",), "ar": ("التنك",), "ru": ("Танак",)}),
                ("ward", {}, {"en": ("Ward",), "ar": ("الورد",)}),
                ("tabka", {"ar": ("التبقه",), "en": ("Tabka",), "ru": ("Табка",)}, {}),
            )
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("حقول التبقة والتنك والورد", "tabka tanak ward"),
        ("حقول العمر والتنك", "omar tanak"),
        ("месторождения Табка, Танак и Омар", "tabka tanak omar"),
        ("the Ward, Tanak, Omar, Tabka, Ward and Omar oil fields", "ward tanak omar tabka"),
        ("the fields of Tabka, al-Tanak and the Ward", "tabka tanak ward"),
        ("Tanak and Tabka fields", "tanak tabka"),
        ("champs d'al-Omar et de Tanak", "omar tanak"),
        ("Omar died and Tabka oil field burned", "tabka"),
        ("Omar, Tabka oil field's guard", "omar tabka"),
        ("Omar oil field and Tanak", "omar"),
        ("من العمر والتنك وحقل العمر", "omar"),
    ],
)
def test_a_head_noun_before_or_after_a_list_is_for_all_of_it(
    make_report: MakeReport, text: str, entities: str
) -> None:
    assert named(in_text(FACILITIES, make_report, text)) == entities.split()


def test_an_abbreviation_that_is_also_a_word_is_meant_in_capitals(make_report: MakeReport) -> None:
    entity = Entity("x", Kind.ACTOR, "state_forces", "US forces", names={"en": ("US base",)})
    resolver = Resolver(Gazetteer.of([entity]))
    text = "let us base this; Let Us Base; the US base, US Forces and US FORCES"
    assert words(in_text(resolver, make_report, text).mentions) == [
        "US base",
        "US Forces",
        "US FORCES",
    ]


def test_a_form_that_is_listed_itself_keeps_its_own_terms(make_report: MakeReport) -> None:
    entity = Entity(
        "x",
        Kind.FACILITY,
        "oil_field",
        "Omarin oil field",
        names={"en": ("al-Omarin", "el-Omarin")},
        short={"en": ("Omarin",)},
    )
    resolver = Resolver(Gazetteer.of([entity]))
    assert named(in_text(resolver, make_report, "Omarin slept")) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("rudaw.net", True),
        ("www.rudaw.net", True),
        ("manage.Rudaw.net", True),
        ("a.b.rudaw.net", True),
        ("rudaw.net.example", False),
        ("net", False),
        ("U.S. rudaw.net", False),
        ("", False),
    ],
)
def test_the_host_of_an_outlet_is_known_by_its_domain(
    make_report: MakeReport, name: str, found: bool
) -> None:
    outlet = Entity("rudaw", Kind.SOURCE, "channel", "Rudaw", names={"en": ("rudaw.net", "net")})
    resolver = Resolver(Gazetteer.of([outlet]))
    report = make_report(source={"name": name or " . "}, title="x")
    assert (named(resolver.resolve(report)) == ["rudaw"]) is (found or name == "net")
