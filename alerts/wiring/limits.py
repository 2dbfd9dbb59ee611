"""What the settings allow one rule, and one subscriber."""

from alerts.model.digest import Rate
from alerts.model.rule_limits import RuleLimits
from alerts.settings import Settings


def rule_limits(settings: Settings) -> RuleLimits:
    """Give how much one rule may ask."""
    return RuleLimits(
        leaves=settings.max_rule_clauses,
        values=settings.max_rule_values,
        depth=settings.max_rule_depth,
        conjunctions=settings.max_rule_conjunctions,
        polygon_points=settings.max_rule_polygon_points,
        phrases=settings.max_rule_phrases,
        km=settings.max_rule_km,
        match_all=settings.rules_match_all,
    )


def alert_rate(settings: Settings) -> Rate:
    """Give how many alerts of a subscriber are sent by themselves."""
    return Rate(settings.max_alerts_per_hour or None, settings.digest_interval)
