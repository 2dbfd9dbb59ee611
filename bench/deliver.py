"""How fast deliveries leave: from the row in the database to the row that says it was taken.

`python -m bench.deliver --json` prints a line a row; see README.md for what each means.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bench.deliver_rows import ROWS
from bench.deliver_site import DeliverSite
from bench.machine import load_average, machine
from bench.rows import Row, shown_as


def main() -> None:
    """Print the rows asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.deliver", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON line a row")
    parser.add_argument("--rows", nargs="*", choices=list(ROWS), default=list(ROWS), metavar="ROW")
    parser.add_argument("--deliveries", type=int, default=10_000, help="of a run")
    parser.add_argument("--runs", type=int, default=3, help="the median counts")
    parser.add_argument("--pending", type=int, default=1_000_000, help="of the memory rows")
    asked = parser.parse_args()
    show = shown_as(as_json=asked.json)
    show(machine())
    with tempfile.TemporaryDirectory(prefix="alerts-bench-") as folder:
        asyncio.run(_run(asked, Path(folder), show))


async def _run(asked: argparse.Namespace, folder: Path, show: Callable[[Row], None]) -> None:
    async with AsyncExitStack() as stack:
        site = await DeliverSite.start(folder, stack)
        for name in asked.rows:
            figures = await ROWS[name](site, asked)
            show({"row": name, **figures, "load_average": load_average()})


if __name__ == "__main__":
    main()
