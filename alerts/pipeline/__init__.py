"""A batch's whole way: the newest rules, resolve, match, record in one transaction.

Nothing of a batch is visible before all of it is durable, and every id in it is
derived: the same batch again, after a crash or a rebalance, changes nothing.
"""

from alerts.pipeline.pipeline import Failure, Incoming, Pipeline
from alerts.pipeline.rule_book import RuleBook

__all__ = ["Failure", "Incoming", "Pipeline", "RuleBook"]
