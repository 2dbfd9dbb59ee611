"""All that the demo says to whoever watches it."""

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TextIO

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts.demo.api import Api
from alerts.demo.arrivals import Arrival
from alerts.demo.card import WORDLESS, card, colour_of, isolated
from alerts.demo.cast import CAST, Subscribed, receipts_of
from alerts.demo.judge import Verdict
from alerts.demo.samples import Sample
from alerts.model.rule import Channel

_NARROWEST = 60


class Screen:
    """The terminal, or the file, that the demo speaks to."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False)
        if not self.is_watched and self._console.width < _NARROWEST:
            self._console.width = _NARROWEST
        self._after_alert = False

    @property
    def is_watched(self) -> bool:
        """Tell whether somebody reads along."""
        return self._console.is_terminal

    def say(self, text: str | Text = "") -> None:
        """Print a line."""
        self._console.print(text)

    @contextmanager
    def busy(self, doing: str) -> Iterator[None]:
        """Show that something takes its time: turning on a terminal, as a line elsewhere."""
        if self.is_watched:
            with self._console.status(doing):
                yield
        else:
            self._console.print(f"{doing} …")
            yield

    def intro(self, url: str, kafka: str, log: Path | None) -> None:
        """Say what runs where."""
        self.say(Text("Alerts, all of it in this one process", "bold"))
        rows = (
            ("service", f"{url} (its API is described at {url}/docs)"),
            ("Kafka", f"{kafka}, an embedded broker; database: SQLite, in a temporary folder"),
            ("inboxes", "a webhook receiver and a mail server, on ports of their own"),
            ("log", str(log) if log else "on standard error"),
        )
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for row in rows:
            grid.add_row(*row)
        self._console.print(grid)
        self.say()

    def enrolled(self, everyone: Sequence[Subscribed]) -> None:
        """Say who watches what."""
        for who in everyone:
            member = who.member
            line = Text("● ", colour_of(member.name))
            line.append(member.name, f"bold {colour_of(member.name)}")
            watched = ", ".join(f"{key} {' or '.join(v)}" for key, v in member.when.items())
            by = " and ".join(
                "webhook" if c is Channel.WEBHOOK else "e-mail" for c in member.channels
            )
            line.append(f" watches {watched}, by {by}")
            self.say(line)

    def sending(self, number: int, of: int, sample: Sample) -> None:
        """Say which report goes onto Kafka now."""
        report = sample.report
        title = report.title or WORDLESS
        line = Text(f"\n▸ report {number} of {of}, {report.language}: ", "dim")
        line.append(isolated(title), "dim")
        line.append("" if sample.to else "  (nobody asked for this one)", "dim italic")
        self.say(line)
        self._after_alert = False

    def show(self, arrival: Arrival | str) -> None:
        """Show an alert, apart from the one before unless it is the same; or what is none."""
        if isinstance(arrival, str):
            self.say(Text(f"✘ {arrival}", "red"))
            return
        if arrival.is_news and self._after_alert:
            self.say()
        self._console.print(card(arrival))
        self._after_alert = True

    def summary(self, samples: Sequence[Sample], read: Sequence[Arrival], verdict: Verdict) -> None:
        """Count what came, and say what did not."""
        expected = Counter(receipt[1:] for s in samples for receipt in receipts_of(s))
        came = {
            (member.name, channel): [a.ms for a in read if a.receipt[1:] == (member.name, channel)]
            for member in CAST
            for channel in member.channels
        }
        table = Table(title_justify="left", title_style="bold", title="\nSummary", box=None)
        table.add_column("subscriber")
        table.add_column("by")
        for column in ("expected", "came", "median ms"):
            table.add_column(column, justify="right")
        for (name, channel), times in came.items():
            table.add_row(
                Text(name, colour_of(name)),
                "webhook" if channel is Channel.WEBHOOK else "e-mail",
                str(expected[name, channel]),
                str(len(times)),
                _median(times),
            )
        self._console.print(table)
        alerts = {a.data.alert_id for a in read}
        self.say(
            f"{len(samples)} reports, {len(alerts)} alerts, {len(read)} messages; "
            f"{_median([a.ms for a in read])} ms from Kafka to the receiver, in the median."
        )
        self._judged(verdict)

    def _judged(self, verdict: Verdict) -> None:
        counts = f"missing {len(verdict.missing)}, doubled {len(verdict.doubled)}, wrong {len(verdict.wrong)}"
        if verdict.is_good:
            self.say(Text(f"✔ {counts}: everyone got what is theirs, once.", "bold green"))
            return
        self.say(Text(f"✘ {counts}, unreadable {len(verdict.unread)}", "bold red"))
        for complaint in verdict.complaints():
            self.say(Text(f"  {complaint}", "red"))

    def invitation(self, operator: Api, you: Subscribed) -> None:
        """Print the two commands with which the user tries it, each on one line of its own."""
        rule = {
            "name": "My rule",
            "when": {"facility": ["Khor Mor"]},
            "notify": [you.destinations[Channel.WEBHOOK]],
        }
        report = {
            "id": "mine-'$(date +%s)'",
            "source": {"name": "My desk"},
            "body": "A drone has come down at the Khor Mor gas field.",
        }
        self.say(
            Text("\nYour turn. Add a rule, then send a report; the alert is shown here.", "bold")
        )
        self._command(f"{operator.base}/v1/rules", you.api.key, orjson.dumps(rule).decode())
        self._command(f"{operator.base}/v1/reports", operator.key, orjson.dumps(report).decode())
        self.say(Text("\nCtrl-C ends the demo.", "dim"))

    def _command(self, url: str, key: str, body: str) -> None:
        """Print a curl line that no terminal's width breaks."""
        bearer = shlex.quote(f"Authorization: Bearer {key}")
        line = f"curl -sS {url} -H {bearer} -H 'Content-Type: application/json' -d '{body}'"
        self.say()
        self._console.print(line, soft_wrap=True, markup=False, style="cyan")


def _median(times: Sequence[float | None]) -> str:
    known = [ms for ms in times if ms is not None]
    return f"{median(known):.0f}" if known else "–"
