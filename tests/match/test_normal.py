"""The normal form says what the tree says, in three values, whatever the rule and the report."""

from hypothesis import assume, given, settings

from alerts.match.explain import truth_of
from alerts.match.facts import Facts
from alerts.match.judge import judge
from alerts.match.normal import Conjunction, conjunctions_of, ways
from alerts.match.truth import Truth, every, opposite, some
from alerts.model.clause import clause_of
from alerts.model.condition import Condition, Scope
from alerts.model.entity import Kind
from tests.match.making import all_facts, condition, conditions

_MANY = 500


def naively(conjunctions: tuple[Conjunction, ...], facts: Facts) -> Truth:
    """Judge a normal form one literal at a time."""
    return some(
        every(
            opposite(found) if literal.negated else found
            for literal in conjunction.literals
            for found in [judge(literal.leaf, facts, str).truth]
        )
        for conjunction in conjunctions
    )


@settings(max_examples=1000)
@given(conditions, all_facts)
def test_the_normal_form_is_the_tree_in_other_words(when: Condition, facts: Facts) -> None:
    clause = clause_of(when)
    assume(ways(clause) <= _MANY)
    conjunctions = conjunctions_of(clause)

    assert len(conjunctions) <= ways(clause)
    assert naively(conjunctions, facts) is truth_of(clause, facts)


def test_keys_are_anded_and_lists_of_conditions_multiplied() -> None:
    when = condition(
        {
            "region": ["SY"],
            "any": [{"facility": ["al-omar-oil-field"]}, {"words": ["drone"]}],
            "not": {"any": [{"actor": ["militias"]}, {"language": ["ar"]}]},
        }
    )

    first, second = conjunctions_of(clause_of(when))

    assert [leaf.kind for leaf in first.core] == [Kind.REGION, Kind.FACILITY]
    assert [(x.leaf.pointer, x.negated) for x in second.residual] == [
        ("/any/1/words", False),
        ("/not/any/0/actor", True),
        ("/not/any/1/language", True),
    ]


def test_mention_governs_what_is_nested_until_it_is_overridden() -> None:
    when = condition(
        {
            "mention": "any",
            "region": ["SY"],
            "all": [{"actor": ["militias"]}, {"mention": "primary", "facility": ["green-village"]}],
        }
    )

    (conjunction,) = conjunctions_of(clause_of(when))

    assert [leaf.scope for leaf in conjunction.core] == [Scope.ANY, Scope.ANY, Scope.PRIMARY]


def test_what_multiplies_without_bound_is_counted_and_not_made() -> None:
    branches = {"any": [{"region": ["SY"]}, {"region": ["IQ"]}]}
    assert ways(clause_of(condition({"all": [branches] * 64}))) == 2**64
