"""Metrics, commands, problems and dead letters: what is documented is what there is."""

import ast
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from alerts.cli import app
from alerts.deliver.attempt import label
from alerts.intake.dead_letters import DeadLetter, DeadLetters
from alerts.model.delivery import Delivered, Outcome, Refused, TryAgain
from alerts.model.errors import DeadReason
from alerts.model.rule import Channel, DestinationState
from alerts.web.problem import Trouble
from tests.docs.pages import ROOT, Page, rows, word, words

Row = tuple[str, ...]


def declared_metrics() -> Iterator[Row]:
    module = ast.parse((ROOT / "alerts/telemetry/metrics.py").read_text("utf-8"))
    for statement in module.body:
        match statement:
            case ast.Assign(
                value=ast.Call(
                    func=ast.Name(id=kind),
                    args=[ast.Constant(value=name), ast.Constant(value=text), *rest],
                )
            ):
                labels = ast.literal_eval(rest[0]) if rest else []
                yield (str(name), kind.lower(), *labels, str(text))
            case _:
                pass


def test_every_metric_has_its_line() -> None:
    page = Page.at("docs/reference/metrics.md")
    table = rows(page.text.partition("## Label values")[0])
    documented = [(word(r[0]), r[1], *words(r[2]), r[3]) for r in table]
    assert documented == list(declared_metrics())


def test_every_value_of_a_label_is_named() -> None:
    table = rows(Page.at("docs/reference/metrics.md").under("Label values"))
    documented = {row[0]: words(row[1]) for row in table}
    outcomes: list[Outcome] = [Delivered(), TryAgain("away"), Refused("gone")]
    assert documented == {
        "`reason`": list(DeadReason),
        "`channel`": list(Channel),
        "`state`": list(DestinationState),
        "`outcome` of a report": ["processed", "duplicate", "rejected", "expired"],
        "`outcome` of a delivery": [label(outcome) for outcome in outcomes],
    }


def commands(group: Any, path: Sequence[str] = ("alerts",)) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_every_command_has_its_section() -> None:
    page = Page.at("docs/reference/commands.md")
    documented = [line[3:] for line in page.prose.splitlines() if line.startswith("## ")]
    assert documented == list(COMMANDS)


def test_a_section_has_the_commands_own_words_and_all_its_options() -> None:
    page = Page.at("docs/reference/commands.md")
    for name, command in COMMANDS.items():
        section = page.under(name)
        assert section.strip().splitlines()[0] == command.help, name
        documented = [(word(row[0]), row[1]) for row in rows(section)]
        assert documented == [_option(parameter) for parameter in command.params], name


def _option(parameter: Any) -> tuple[str, str]:
    is_argument = parameter.param_type_name == "argument"
    name = str(parameter.name).upper() if is_argument else str(parameter.opts[0])
    if parameter.required:
        return name, "required"
    match parameter.default:
        case None:
            default = "unset"
        case False:
            default = "off"
        case value:
            default = f"`{value}`"
    return name, default


def test_every_problem_has_its_line() -> None:
    documented = rows(Page.at("docs/reference/problems.md").text)
    actual = [t.words for t in Trouble]
    assert documented == [[f"`{w.slug}`", str(w.status), w.title, w.remedy] for w in actual]


class Record:
    """A consumed record that could not be a report."""

    topic = "reports"
    partition = 3
    offset = 1585
    key: bytes | None = b"k"
    value: bytes | None = b"\xff"
    headers: tuple[tuple[str, bytes], ...] = (("theirs", b"1"),)


class Producer:
    """A producer that keeps what it is given."""

    def __init__(self) -> None:
        self.headers: list[tuple[str, bytes]] = []

    async def start(self) -> None:
        """Need nothing."""

    async def stop(self) -> None:
        """Hold nothing."""

    async def send_and_wait(self, _topic: str, *, headers: list[Any], **_: object) -> None:
        self.headers = headers


async def test_a_dead_letter_has_the_headers_that_are_documented() -> None:
    table = [word(row[0]) for row in rows(Page.at("docs/reference/dead-letters.md").text)]
    producer = Producer()
    letters = DeadLetters(lambda: producer, "reports.dead", 1000)
    await letters.bury([DeadLetter(Record(), DeadReason.NOT_JSON, "not JSON")])
    await letters.close()
    names = [name for name, _ in producer.headers]
    assert names == ["theirs", *table[: len(names) - 1]]
    assert table[len(names) - 1 :] == list(DeadReason)
