"""One report against very many rules, beside others' matchers on the same lines.

`python -m bench.match --rules 1000000 --workload sparse --peers event-ruler --json`. Figures
are microseconds a report, from its JSON bytes to the set of rules it meets, by the clock and, of
what the machine did not give to others meanwhile, in CPU time (`cpu_`). Every engine runs
the same rounds over the same reports, and its fastest round counts. Peers know no words and no
places near, and are left out of the mixed workload.
"""

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random  # noqa: TID251 - seeded, so that every run changes the same rules
from time import perf_counter_ns, process_time, thread_time_ns

import orjson

from alerts.match.conjunctions import ConjunctionIndex
from alerts.match.demands import Demand
from alerts.match.stored import stored_demands
from alerts.wiring import huge_pages
from bench.machine import load_average, machine
from bench.match_line import Line
from bench.match_work import Kind, reports, rules
from bench.peers.run import PEERS, measured

_REPORTS = 2_000
_CHANGES = 10_000
_AT_ONE_GO = 100  # as many as `RuleBook` puts in
_SEED = 5
Row = dict[str, object]


def main() -> None:
    """Print the figures, one row a line; fail if a peer finds other totals."""
    asked = _asked()
    show = _show_json if asked.json else _show_plain
    show(machine())
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in map(Kind, asked.workload):
            written = (Path(folder) / "rules.jsonl", Path(folder) / "reports.jsonl")
            _write(written[0], rules(kind, asked.rules))
            _write(written[1], reports(kind, _REPORTS))
            about = {"row": "match", "workload": kind.value, "rules": asked.rules}
            # A process of its own: in this one it would find room that another workload freed.
            with get_context("spawn").Pool(1) as fresh:
                ours = fresh.apply(_ours, written, {"rounds": asked.rounds})
            show(about | {"of": "alerts"} | ours | {"load_average": load_average()})
            for peer in [] if kind is Kind.MIXED else asked.peers:
                row = measured(peer, *written, rounds=asked.rounds)
                if row.get("matches", ours["matches"]) != ours["matches"]:
                    sys.stderr.write(
                        f"{peer} matches otherwise than we do: its times do not count\n"
                    )
                    row, wrong = {"matches": row["matches"], "agrees": False}, True
                show(about | {"of": peer} | row | {"load_average": load_average()})
    sys.exit(wrong)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=100_000, metavar="N")
    parser.add_argument("--workload", nargs="+", choices=list(Kind), default=list(Kind))
    parser.add_argument("--peers", type=_peers, default=[], help=",".join(PEERS))
    parser.add_argument("--rounds", type=int, default=3, help="over all reports")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser.parse_args()


def _peers(named: str) -> list[str]:
    peers = named.split(",")
    for peer in peers:
        if peer not in PEERS:
            raise argparse.ArgumentTypeError(f"{peer}: not one of {', '.join(PEERS)}")
    return peers


def _ours(rule_lines: Path, report_lines: Path, *, rounds: int) -> Row:
    gc.collect()
    gc.disable()  # a million new objects that all stay: looking for garbage among them is vain
    held, began = _resident(), process_time()
    index = _loaded(rule_lines)
    row: Row = {"build_s": process_time() - began}
    row["bytes_per_rule"] = (_resident() - held) / len(index)
    gc.enable()
    gc.collect()
    gc.freeze()
    for pages in huge_pages.own_ranges():  # as `alerts serve` does when it has loaded the rules
        huge_pages.collapse(pages)
    row |= _matched(index, report_lines.read_bytes().splitlines(), rounds)
    row |= _changed(index, rule_lines)
    gc.unfreeze()
    return row


def _loaded(rule_lines: Path) -> ConjunctionIndex:
    """Give the index as the service makes it: of conditions as they are stored, some at a time."""
    index = ConjunctionIndex()
    with rule_lines.open("rb") as lines:
        while some := list(map(_read, islice(lines, _AT_ONE_GO))):
            index.put_all(some)
    return index


def _read(line: bytes) -> tuple[str, tuple[Demand, ...]]:
    rule = orjson.loads(line)
    return rule["id"], stored_demands(orjson.dumps(rule["when"]).decode(), {})


def _matched(index: ConjunctionIndex, lines: Sequence[bytes], rounds: int) -> Row:
    """Time every report in each round, by the clock and in CPU time; give the fastest round of each."""
    best: list[int] = []
    best_cpu: list[int] = []
    matches = 0
    for _ in range(rounds):
        took, spent, matches = list[int](), list[int](), 0
        for line in lines:
            began, start = thread_time_ns(), perf_counter_ns()
            met = index.matching(Line(line))
            took.append(perf_counter_ns() - start)
            spent.append(thread_time_ns() - began)
            matches += len(met)
        best = min(best or took, took, key=sum)
        best_cpu = min(best_cpu or spent, spent, key=sum)
    return {"matches": matches} | _spread("", best) | _spread("cpu_", best_cpu)


def _spread(prefix: str, nanoseconds: list[int]) -> Row:
    each = sorted(nanoseconds)
    return {
        f"{prefix}p50_us": each[len(each) // 2] / 1e3,
        f"{prefix}p99_us": each[len(each) * 99 // 100] / 1e3,
        f"{prefix}mean_us": sum(each) / len(each) / 1e3,
    }


def _changed(index: ConjunctionIndex, rule_lines: Path) -> Row:
    """Time taking rules out of the full index and putting them back, in CPU time of the process.

    As the service does: so many at a time when more have changed, and one that comes alone.
    """
    with rule_lines.open("rb") as lines:
        changed = [_read(line) for line in _sampled(lines, len(index))]
    removed_s, added_s = _taken_out_and_put_back(index, changed, _AT_ONE_GO)
    _, alone_s = _taken_out_and_put_back(index, changed, 1)
    each = 1e6 / len(changed)
    return {
        "remove_us": removed_s * each,
        "add_us": added_s * each,
        "add_alone_us": alone_s * each,
    }


def _taken_out_and_put_back(
    index: ConjunctionIndex, changed: Sequence[tuple[str, tuple[Demand, ...]]], at_one_go: int
) -> tuple[float, float]:
    began = process_time()
    for rule_id, _ in changed:
        index.discard(rule_id)
    removed = process_time()
    for start in range(0, len(changed), at_one_go):
        index.put_all(changed[start : start + at_one_go])
    return removed - began, process_time() - removed


def _sampled(lines: Iterable[bytes], count: int) -> list[bytes]:
    chosen = set(Random(_SEED).sample(range(count), min(_CHANGES, count // 10)))
    return [line for number, line in enumerate(lines) if number in chosen]


def _write(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines)


def _resident() -> int:
    """Give the bytes this process holds now (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def _show_json(row: Row) -> None:
    print(
        json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()}),
        flush=True,
    )


def _show_plain(row: Row) -> None:
    told = (f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items())
    print("  ".join(told), flush=True)


if __name__ == "__main__":
    main()
