"""The index against the reference: whatever the rules and the report, they agree."""

from hypothesis import given
from hypothesis import strategies as st

from alerts.match.explain import explain, primary_entities
from alerts.match.index import RuleIndex
from alerts.model.entity import Evidence, Kind, Mention, Role
from alerts.model.condition import Condition
from alerts.model.rule import Rule

NAMES = {
    Kind.REGION: ["SY", "SY-DY", "IQ"],
    Kind.FACILITY: ["al-omar-oil-field", "conoco-gas-plant"],
    Kind.ACTOR: ["irgc", "sohr-fighters", "houthis"],
}
KIND_OF = {name: kind for kind, names in NAMES.items() for name in names}


def mention(entity: str, role: Role = Role.PRIMARY) -> Mention:
    words = Evidence("/body", 0, len(entity), entity)
    return Mention(entity, KIND_OF[entity], role, evidence=(words,))


def rule(rule_id: str, enabled: bool = True, **keys: list[str]) -> Rule:
    return Rule(rule_id, "sub_a", "a rule", Condition.model_validate(keys), (), enabled)


def values(kind: Kind) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES[kind]), min_size=1, max_size=3, unique=True)


conditions = st.fixed_dictionaries(
    {}, optional={kind.value: values(kind) for kind in NAMES}
).filter(bool)
rules = st.lists(st.tuples(conditions, st.booleans()), max_size=12).map(
    lambda some: [rule(f"rul_{i}", enabled, **keys) for i, (keys, enabled) in enumerate(some)]
)
mentions = st.lists(
    st.builds(mention, st.sampled_from(sorted(KIND_OF)), st.sampled_from(Role)),
    unique_by=lambda m: m.entity,
)


@given(rules, mentions, st.sets(st.integers(0, 11)))
def test_the_index_finds_what_explain_says_is_met(
    some: list[Rule], found: list[Mention], removed: set[int]
) -> None:
    index = RuleIndex.of(some)
    for number in removed:
        index.discard(f"rul_{number}")
    left = [r for i, r in enumerate(some) if i not in removed and r.enabled]
    primary = primary_entities(found)

    assert [r.id for r in index.matching(primary.keys())] == sorted(
        r.id for r in left if explain(r, primary, str).met
    )
    assert len(index) == len(left)


def test_a_changed_rule_answers_for_its_new_condition_only() -> None:
    index = RuleIndex.of([rule("rul_1", facility=["conoco-gas-plant"], region=["SY-DY"])])

    index.put(rule("rul_1", region=["IQ"]))

    assert index.matching({"conoco-gas-plant", "SY-DY"}) == []
    assert [r.id for r in index.matching({"IQ"})] == ["rul_1"]


def test_switching_a_rule_off_takes_it_out() -> None:
    index = RuleIndex.of([rule("rul_1", region=["IQ"])])

    index.put(rule("rul_1", enabled=False, region=["IQ"]))

    assert index.matching({"IQ"}) == []


def test_background_meets_no_clause() -> None:
    primary = primary_entities([mention("SY-DY", Role.CONTEXT)])

    assert not explain(rule("rul_1", region=["SY-DY"]), primary, str).met


def test_each_clause_met_gives_its_reason_with_the_words() -> None:
    primary = primary_entities([mention("SY-DY"), mention("conoco-gas-plant"), mention("irgc")])
    wanted = rule("rul_1", region=["IQ", "SY-DY"], facility=["conoco-gas-plant"])

    verdict = explain(wanted, primary, str.upper)

    assert verdict.met
    assert [(b.clause, b.wanted, b.name) for b in verdict.because] == [
        ("region", "SY-DY", "SY-DY"),
        ("facility", "conoco-gas-plant", "CONOCO-GAS-PLANT"),
    ]
    assert all(b.evidence for b in verdict.because)


def test_an_implied_entity_gives_what_implied_it_instead_of_words() -> None:
    implied = Mention("SY", Kind.REGION, Role.PRIMARY, via="conoco-gas-plant")

    (because,) = explain(rule("rul_1", region=["SY"]), {"SY": implied}, str).because

    assert (because.via, because.evidence) == ("conoco-gas-plant", None)


def test_one_clause_unmet_leaves_the_rule_unmet() -> None:
    primary = primary_entities([mention("SY-DY")])

    verdict = explain(rule("rul_1", region=["SY-DY"], actor=["irgc"]), primary, str)

    assert not verdict.met
