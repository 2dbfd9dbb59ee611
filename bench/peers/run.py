"""A peer's figures on rules and reports in files, or why there are none."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from bench.peers.cache import NotInstalled, event_ruler, quamina

# Each gives the commands to try, one a setting: the one of the lowest mean speaks for the peer.
PEERS: Final[Mapping[str, Callable[[], Mapping[str, list[str]]]]] = {
    "event-ruler": lambda: {
        setting: [*event_ruler(), *options, "Measure"]
        for setting, options in {
            "default": [],
            "name state reuse": ["-Dreuse=true"],
            "structured": ["-Dstructured=true"],
        }.items()
    },
    "quamina": lambda: {"default": quamina()},
}


def measured(peer: str, rules: Path, reports: Path, *, rounds: int) -> dict[str, object]:
    """Give the row of a peer in its best setting; one that is not here says so, loudly."""
    try:
        settings = PEERS[peer]()
    except NotInstalled as missing:
        sys.stderr.write(f"LEFT OUT: {peer} is not installed: {missing}\n")
        return {"installed": False}
    rows = {}
    for setting, command in settings.items():
        ran = subprocess.run(
            [*command, str(rules), str(reports), str(rounds)],
            check=False,
            capture_output=True,
            text=True,
        )
        if ran.returncode:
            sys.stderr.write(f"{peer} ({setting}) failed: {ran.stderr[-500:]}\n")
        else:
            rows[setting] = json.loads(ran.stdout)
    if not rows:
        return {"failed": True}
    best = min(rows, key=lambda setting: rows[setting]["mean_us"])
    return {"setting": best, **rows[best]}
