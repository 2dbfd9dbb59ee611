"""What the operator hears of each report: one line, and the counters."""

import structlog

from alerts.pipeline.incoming import Incoming, Ready
from alerts.store.reports import Recorded
from alerts.telemetry import metrics

log = structlog.get_logger()


def tell_recorded(one: Ready, recorded: Recorded) -> None:
    """Say what became of a report that was recorded."""
    if not recorded.new:
        tell_duplicate(one.incoming, content_differs=recorded.content_differs)
        return
    outcome = "expired" if one.expired else "processed"
    metrics.REPORTS.labels(outcome).inc()
    metrics.CREATED.inc(recorded.alerts)
    metrics.OVER_RATE.inc(recorded.over)
    log.info(
        "report.processed",
        **_where(one.incoming),
        outcome=outcome,
        entities=one.entities,
        rules_matched=one.rules,
        alerts=recorded.alerts,
        ms=round(one.ms, 3),
        **_optional(one, recorded),
    )


def _optional(one: Ready, recorded: Recorded) -> dict[str, object]:
    report = one.incoming.report
    told = {
        "ignored_fields": report.ignored_fields,
        "unresolved": one.unresolved,
        "over_rate": recorded.over,
    }
    return {name: value for name, value in told.items() if value}


def tell_duplicate(incoming: Incoming, *, content_differs: bool) -> None:
    """Say that a report came whose key was recorded before: the first one stands."""
    metrics.REPORTS.labels("duplicate").inc()
    say = log.warning if content_differs else log.info
    say(
        "report.processed",
        **_where(incoming),
        outcome="duplicate",
        content_differs=content_differs,
        entities=0,
        rules_matched=0,
        alerts=0,
        ms=0.0,
    )


def _trace_id(incoming: Incoming) -> str | None:
    """W3C Trace Context: version, trace id, span id, flags, with dashes between."""
    return incoming.traceparent.split("-")[1] if incoming.traceparent else None


def _where(incoming: Incoming) -> dict[str, object]:
    return {
        "report_id": incoming.report.id,
        "topic": incoming.topic,
        "partition": incoming.partition,
        "offset": incoming.offset,
        "trace_id": _trace_id(incoming),
    }
