"""The pages that people see: whole in themselves, with no script, picture or font from afar.

What a page may load is said by hash in its Content-Security-Policy: its own style, and
nothing else.
"""

import hashlib
from base64 import b64encode
from functools import cache
from typing import Any

import jinja2

from alerts.keyring import TokenPurpose
from alerts.web.route import Html

_templates = jinja2.Environment(
    loader=jinja2.PackageLoader("alerts.web", "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def link_page(moment: str, purpose: TokenPurpose, *, address: str = "", status: int = 200) -> Html:
    """Make the page of a link: `moment` is where its follower stands."""
    return page(
        "link.html", "link.css", status, moment=moment, purpose=purpose.value, address=address
    )


def page(template: str, style: str, status: int = 200, **shown: Any) -> Html:
    """Fill a template and put its style into it."""
    css = _source(style)
    text = _templates.get_template(template).render(style=css, **shown)
    return Html(text, _hash(css), status)


@cache
def _source(name: str) -> str:
    assert _templates.loader is not None  # noqa: S101 - given above; the type allows for none
    return _templates.loader.get_source(_templates, name)[0].strip()


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
