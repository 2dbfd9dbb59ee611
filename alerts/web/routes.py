"""The one table of routes, in the order in which people read of them."""

from alerts.web import (
    alerts,
    deliveries,
    destinations,
    entities,
    explain,
    health,
    keys,
    links,
    preview,
    reopening,
    reports,
    rotation,
    rules,
    sample,
    subscribers,
)
from alerts.web.documents import with_documents

ROUTES = with_documents(
    (
        *subscribers.ROUTES,
        *keys.ROUTES,
        *destinations.ROUTES,
        *reopening.ROUTES,
        *rotation.ROUTES,
        *sample.ROUTES,
        *rules.ROUTES,
        *preview.ROUTES,
        *explain.ROUTES,
        *alerts.ROUTES,
        *deliveries.ROUTES,
        *entities.ROUTES,
        *reports.ROUTES,
        *links.ROUTES,
        *health.ROUTES,
    )
)
