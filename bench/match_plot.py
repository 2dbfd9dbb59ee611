"""How matching grows with the rules, as a picture drawn from the rows that `bench.match` printed.

`python -m bench.match_plot bench/match.jsonl bench/match.png`; it needs the extra `bench`. CPU time
is drawn, which others on the machine do not add to; of peers the mean is all there is. Both axes are
logarithmic, so that what grows with the rules is a slope, and what does not is level.
"""

import argparse
import importlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bench.match_work import Kind

Row = Mapping[str, Any]

_SHADES: Final = {"alerts": "#0b6e4f", "event-ruler": "#b5521b", "quamina": "#5b4b8a"}
_LINES: Final = {
    "cpu_p50_us": (":", "p50"),
    "cpu_mean_us": ("-", "mean"),
    "cpu_p99_us": ("--", "p99"),
}
_WIDTH, _HEIGHT = 11.0, 3.6


def main() -> None:
    """Draw the rows of some files into another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path, nargs="+", help="JSON lines, as bench.match prints them")
    parser.add_argument("picture", type=Path)
    asked = parser.parse_args()
    lines = (line for file in asked.rows for line in file.read_text().splitlines())
    draw(map(json.loads, lines), asked.picture)


def draw(rows: Iterable[Row], picture: Path) -> None:
    """Draw p50, mean and p99 of every workload and engine over the number of rules."""
    by_workload: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if "cpu_mean_us" in row:
            by_workload[row["workload"]][row["of"]].append(row)
    plots = importlib.import_module("matplotlib.pyplot")
    workloads = [kind.value for kind in Kind if kind.value in by_workload]
    figure, panels = plots.subplots(
        1, len(workloads), figsize=(_WIDTH, _HEIGHT), sharey=True, squeeze=False
    )
    for workload, panel in zip(workloads, panels[0], strict=True):
        for engine, measured in sorted(by_workload[workload].items()):
            _lines(panel, engine, sorted(measured, key=lambda row: int(row["rules"])))
        _frame(panel, workload)
    panels[0][0].set_ylabel("CPU microseconds a report")
    named = {
        label: line for panel in panels[0] for line, label in zip(*_legend(panel), strict=True)
    }
    figure.legend(named.values(), named.keys(), loc="lower center", ncols=6, frameon=False)
    figure.tight_layout(rect=(0, 0.09, 1, 1))
    figure.savefig(picture, dpi=110)
    plots.close(figure)


def _lines(panel: Any, engine: str, rows: list[Row]) -> None:
    for figure, (dashes, label) in _LINES.items():
        told = [row for row in rows if figure in row]
        if not told:
            continue
        panel.plot(
            [row["rules"] for row in told],
            [row[figure] for row in told],
            dashes,
            color=_SHADES[engine],
            label=f"{engine} {label}",
            linewidth=2.0 if label == "mean" else 1.2,
            marker="o",
            markersize=3.5,
        )


def _frame(panel: Any, workload: str) -> None:
    panel.set_title(workload, fontsize=11)
    panel.set_xscale("log")
    panel.set_yscale("log")
    panel.set_xlabel("rules")
    panel.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    for side in ("top", "right"):
        panel.spines[side].set_visible(False)


def _legend(panel: Any) -> tuple[list[Any], list[str]]:
    lines, labels = panel.get_legend_handles_labels()
    return lines, labels


if __name__ == "__main__":
    main()
