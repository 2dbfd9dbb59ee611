"""A batch's whole way: the newest rules, resolve, match, record.

Nothing of a report is visible before all of it is durable, and every id in it is
derived: the same batch again, after a crash or a rebalance, changes nothing.
"""

from alerts.pipeline.incoming import Incoming
from alerts.pipeline.pipeline import Failure, Pipeline
from alerts.pipeline.rule_book import RuleBook

__all__ = ["Failure", "Incoming", "Pipeline", "RuleBook"]
