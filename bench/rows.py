"""Figures, one row a line: for people, or as JSON."""

import json
from collections.abc import Callable, Mapping

Row = Mapping[str, object]


def shown_as(*, as_json: bool) -> Callable[[Row], None]:
    """Give what prints a row."""
    return _show_json if as_json else _show_plain


def _show_json(row: Row) -> None:
    rounded = {k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()}
    print(json.dumps(rounded, ensure_ascii=False))


def _show_plain(row: Row) -> None:
    told = (f"{v:.3f}" if isinstance(v, float) else str(v) for v in row.values())
    print("  ".join(told))
