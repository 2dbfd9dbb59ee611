"""How well and how fast reports are resolved, beside others' name finders on the same names.

`python -m bench.resolve [--json] [FOLDER…]`: each folder holds `reports.jsonl` and `gold.jsonl`.
"""

import argparse
import resource
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from alerts.model.entity import Resolution
from alerts.model.report import Report, report_of
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.resolve.steps import at_one_go
from alerts.wiring import chance
from alerts.wiring.interpreter import keep_what_is_built
from bench.machine import load_average, machine
from bench.resolve_peers import PEERS
from bench.resolve_score import Score, count, examples
from bench.rows import Row, shown_as
from bench.texts import texts

_HERE = Path(__file__).parents[1]
# Reports of others may lie beside the project; ours are a floor, and what tests are held against.
_FOLDERS = (_HERE.parent / "shared" / "data" / "articles", _HERE / "tests" / "resolve" / "roles")
_TEXTS = 400
_SEED = 7
_ROUNDS = 5
_BATCH = 50  # reports scanned together


def main() -> None:
    """Print the figures, one row a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--no-speed", action="store_true", help="measure what is right only")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    show = shown_as(as_json=asked.json)
    show(machine())
    before, began, used = _resident(), chance.ticks(), process_time()
    resolver = Resolver(Gazetteer.load())
    load = {
        "row": "load",
        "load_s": chance.ticks() - began,
        "cpu_s": process_time() - used,
        "resident_mb": _resident() - before,
        "load_average": load_average(),
    }
    for row in _quality(resolver, asked.folders or [next(filter(Path.is_dir, _FOLDERS))]):
        show(row)
    if not asked.no_speed:
        show(load)
        keep_what_is_built()  # as the service does; what comes after runs so too
        for row in _speed(resolver):
            show(row)


def _quality(resolver: Resolver, folders: Sequence[Path]) -> Iterator[Row]:
    score = Score()
    reports = 0
    for folder in folders:
        for example in examples(folder, resolver.gazetteer):
            reports += 1
            count(score, example, resolver.resolve(example.report), resolver.gazetteer)
    for fault in sorted(score.faults, key=lambda f: (f.score, f.report)):
        yield {
            "row": "fault",
            "score": fault.score,
            "report": fault.report,
            "language": fault.language,
            "entity": fault.entity,
            "fault": fault.fault,
        }
    for (language, name), tally in sorted(score.tallies.items()):
        row: dict[str, object] = {"row": "score", "language": language, "score": name}
        if name in {"roles", "parts"}:
            yield row | {"accuracy": tally.recall, "of": tally.right + tally.missing}
        else:
            yield row | {
                "precision": tally.precision,
                "recall": tally.recall,
                "f1": tally.f1,
                "wanted": tally.right + tally.missing,
            }
    yield {"row": "reports", "reports": reports, "faults": len(score.faults)}


def _speed(resolver: Resolver) -> Iterator[Row]:
    """Time the resolver and whichever peers are installed, on the same texts, best of rounds."""
    written = texts(resolver.gazetteer, _TEXTS, _SEED)
    reports = [report_of(text.fields(str(i))) for i, text in enumerate(written)]
    ways: dict[str, Callable[[], object]] = {
        "alerts": lambda: [resolver.resolve(report) for report in reports],
        "alerts, in batches": lambda: list(_in_batches(resolver, reports)),
    }
    for way, work in ways.items():
        seconds = min(_timed(work) for _ in range(_ROUNDS))
        yield {
            "row": "speed",
            "of": way,
            "reports_per_s": _TEXTS / seconds,
            "mean_us": seconds / _TEXTS * 1e6,
        }
    names = {
        name: entity.id
        for entity in resolver.gazetteer.entities()
        for listed in (*entity.names.values(), *entity.short.values(), *entity.exact.values())
        for name in listed
    }
    bodies = [f"{text.title}\n{text.body}" for text in written]
    for peer, make in PEERS.items():
        before, began = _resident(), chance.ticks()
        find = make(names)
        if find is None:
            yield {"row": "speed", "of": peer, "installed": False}
            continue
        loaded_s, held = chance.ticks() - began, _resident() - before
        seconds = min(_timed(lambda find=find: [find(b) for b in bodies]) for _ in range(2))
        yield {
            "row": "speed",
            "of": peer,
            "reports_per_s": _TEXTS / seconds,
            "mean_us": seconds / _TEXTS * 1e6,
            "names": len(names),
            "load_s": loaded_s,
            "resident_mb": held,
        }


def _in_batches(resolver: Resolver, reports: Sequence[Report]) -> Iterator[Resolution]:
    """Resolve as the consumer does, which scans all that it fetched before it judges the first."""
    for at in range(0, len(reports), _BATCH):
        batch = reports[at : at + _BATCH]
        looks = at_one_go(resolver.looking(batch))
        for report, look in zip(batch, looks, strict=True):
            yield at_one_go(resolver.resolving(report, look))


def _timed(work: Any) -> float:
    """Give the CPU time of work in one thread: what else runs on the machine is not in it."""
    began = process_time()
    work()
    return process_time() - began


def _resident() -> float:
    """Give the most memory this process has held so far, in MB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
