"""Every metric, declared once.

No label ever holds a rule, a subscriber or a URL: their number has no bound, and a
metrics store is no place for names of tenants.
"""

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0)
_NETWORK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_JOURNEY = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 600.0, 3600.0)

REPORTS = Counter("alerts_reports_total", "Reports read from Kafka.", ["outcome"])
DEAD_LETTERS = Counter(
    "alerts_dead_letters_total", "Messages that could not be a report.", ["reason"]
)
KAFKA_LAG = Gauge(
    "alerts_kafka_lag", "Messages behind the end of the topic.", ["topic", "partition"]
)
RESOLVE_SECONDS = Histogram(
    "alerts_resolve_seconds", "Finding the entities of one report.", buckets=_FAST
)
MATCH_SECONDS = Histogram("alerts_match_seconds", "Matching one report.", buckets=_FAST)
RULES = Gauge("alerts_rules", "Enabled rules in the index.")
CREATED = Counter("alerts_created_total", "Alerts recorded.")
OVER_RATE = Counter(
    "alerts_over_rate_total", "Alerts beyond their subscriber's rate, recorded to go in a digest."
)
DIGESTS = Counter("alerts_digests_total", "Digests made of such alerts.")
DELIVERIES = Counter(
    "alerts_deliveries_total", "Attempts to deliver, by what came of them.", ["channel", "outcome"]
)
DELIVERY_SECONDS = Histogram(
    "alerts_delivery_seconds", "How long one attempt took.", ["channel"], buckets=_NETWORK
)
OLDEST_DUE_SECONDS = Gauge(
    "alerts_deliveries_oldest_due_seconds", "Age of the delivery that has been due the longest."
)
DESTINATIONS = Gauge("alerts_destinations", "Destinations by state.", ["state"])
END_TO_END_SECONDS = Histogram(
    "alerts_end_to_end_seconds",
    "From the report's Kafka timestamp to the receiver's first 2xx.",
    ["channel"],
    buckets=_JOURNEY,
)
