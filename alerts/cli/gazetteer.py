"""`alerts gazetteer`: whether it is sound, and files for it from the registers of others."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from alerts.cli.environment import from_environment

if TYPE_CHECKING:
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.resolve.imports.beside import Imported
    from alerts.resolve.imports.tables import Faults
    from alerts.resolve.soundness import Finding

app = typer.Typer(no_args_is_help=True, help="Check the gazetteer, and add to it from registers.")
importing = typer.Typer(no_args_is_help=True, help="Make a gazetteer file from a register.")
app.add_typer(importing, name="import")

_UNSOUND = 1
_TOLD = 10  # of what was left out, on standard error
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}

Register = Annotated[Path, typer.Argument(metavar="FILE")]
Output = Annotated[
    Path | None,
    typer.Option(help="Where to write: .jsonl or .yaml; unset, JSON Lines on standard output."),
]
Countries = Annotated[
    list[str] | None, typer.Option("--country", help="Only this country, by ISO code; repeatable.")
]


@app.callback()
def _group() -> None:
    """Check the gazetteer, and add to it from registers."""


@importing.callback()
def _imports() -> None:
    """Make a gazetteer file from a register."""


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="More gazetteer files or folders, beside the shipped one and the setting's.",
        ),
    ] = None,
    notes: Annotated[
        bool,
        typer.Option("--notes", help="Tell also what a rule settles, as names that are shared."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON though a terminal is there.")
    ] = False,
) -> None:
    """Check the gazetteer for what is wrong or doubtful; 1 if there are errors."""
    from alerts.resolve.soundness import Severity

    findings = _findings([*from_environment().gazetteer, *(files or [])])
    counts = Counter(finding.severity for finding in findings)
    told = [f for f in findings if notes or f.severity is not Severity.NOTE]
    if as_json or not sys.stdout.isatty():
        from alerts.cli.output import show

        for finding in told:
            show(asdict(finding))
    else:
        _print(told)
    hint = "" if notes else " (--notes tells them)"
    typer.echo(
        f"alerts: {counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings,"
        f" {counts[Severity.NOTE]} notes{hint}",
        err=True,
    )
    if counts[Severity.ERROR]:
        raise typer.Exit(_UNSOUND)


def _findings(files: list[Path]) -> "list[Finding]":
    """Check, and show on a terminal how far it is."""
    from alerts.resolve.keeping import keeping_all
    from alerts.resolve.soundness import STAGES, check_files

    if not sys.stderr.isatty():
        with keeping_all():
            return check_files(files)
    from rich.console import Console
    from rich.progress import Progress

    with keeping_all(), Progress(transient=True, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=len(STAGES))

        def beginning(stage: str) -> None:
            done = STAGES.index(stage)
            progress.update(task, description=f"Checking {stage}", completed=done, refresh=True)

        return check_files(files, beginning)


def _print(findings: "list[Finding]") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for f in findings:
        line = Text.assemble((f"{f.severity:8}", _STYLES[f.severity]))
        line.append(f"{f.file}: {f.entity}: " if f.entity else f"{f.file}: ", style="bold")
        line.append(f"{f.detail}\n        {f.fix} ")
        line.append(f"[{f.check}]", style="dim")
        console.print(line)


@importing.command(
    epilog=(
        "The tracker is a CSV file, or a sheet of its workbook saved as one. Places that the"
        " gazetteer has already get only the whole names that it lacks (add_to); what is merely"
        " spelled like one near by is left out and named. Bare names (Omar) become short: in a"
        " text they need a head noun."
    )
)
def gem(
    file: Register,
    output: Output = None,
    country: Countries = None,
    planned: Annotated[
        bool, typer.Option("--planned", help="Also what is only planned, or was given up before.")
    ] = False,
) -> None:
    """Make a gazetteer file from a Global Energy Monitor tracker: fields, or gas power plants."""
    from alerts.resolve.imports import gem as tracker
    from alerts.resolve.imports.beside import put_beside
    from alerts.resolve.imports.places import Places
    from alerts.resolve.imports.tables import Faults

    known = _known(output)
    places = Places(known)
    faults = Faults()
    only = frozenset(c.upper() for c in country or ())
    with _reading(file) as lines:
        found = tracker.candidates(file.name, lines, places, faults, only=only, on_paper=planned)
        imported = put_beside(known, places, found)
    _finish(imported, faults, tracker.CREDIT, output)


@importing.command(
    epilog=(
        "Places that the gazetteer has already get only the whole names that it lacks (add_to);"
        " what is merely spelled like one near by is left out and named. Names that are words,"
        " persons or other places', and single words for small towns, become short."
    )
)
def geonames(
    file: Register,
    output: Output = None,
    country: Countries = None,
    feature_class: Annotated[
        list[str] | None,
        typer.Option("--class", help="Only this feature class, as P or S; repeatable."),
    ] = None,
    code: Annotated[
        list[str] | None, typer.Option(help="Only this feature code, as OILR; repeatable.")
    ] = None,
    min_population: Annotated[
        int, typer.Option(min=0, help="Only towns with so many inhabitants.")
    ] = 5000,
    alternate_names: Annotated[
        Path | None,
        typer.Option(help="alternateNamesV2.txt: names by language."),
    ] = None,
) -> None:
    """Make a gazetteer file from a GeoNames dump: allCountries.txt, or one country's file."""
    from alerts.resolve.imports import geonames as dump
    from alerts.resolve.imports.beside import put_beside
    from alerts.resolve.imports.places import Places
    from alerts.resolve.imports.tables import Faults

    known = _known(output)
    places = Places(known)
    faults = Faults()
    wanted = dump.Wanted(
        classes=frozenset(c.upper() for c in feature_class or ()),
        codes=frozenset(c.upper() for c in code or ()),
        countries=frozenset(c.upper() for c in country or ()),
        population=min_population,
    )
    with _reading(file) as lines:
        dump.check_form(file.name, next(lines, ""))
    with _reading(file) as lines:
        regions = dump.provinces(lines, places)
    names: dict[str, list[tuple[str, str]]] = {}
    if alternate_names is not None:
        with _reading(file) as lines:
            ids = dump.wanted_ids(lines, wanted)
        with _reading(alternate_names) as lines:
            names = dump.alternates(lines, ids, faults)
    with _reading(file) as lines:
        found = dump.candidates(lines, places, faults, wanted, regions=regions, names=names)
        imported = put_beside(known, places, found)
    _finish(imported, faults, dump.CREDIT, output)


def _known(output: Path | None) -> "Gazetteer":
    """Load the gazetteer to compare with: without the file that is about to be written anew."""
    from alerts.model.errors import InvalidInput
    from alerts.resolve.gazetteer import Gazetteer
    from alerts.resolve.gazetteer_files import SUFFIXES

    if output is not None and output.suffix not in SUFFIXES:
        raise InvalidInput(f"--output {output}: call it {output.stem}.jsonl or {output.stem}.yaml")
    files: list[Path] = []
    for path in from_environment().gazetteer:
        found = [p for p in path.rglob("*") if p.suffix in SUFFIXES] if path.is_dir() else [path]
        files += [p for p in sorted(found) if output is None or p.absolute() != output.absolute()]
    return Gazetteer.load(files)


@contextmanager
def _reading(file: Path) -> "Iterator[Iterator[str]]":
    """Open a register, and show on a terminal how far it is read. Raises `InvalidInput`."""
    from alerts.model.errors import InvalidInput

    try:
        opened = file.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise InvalidInput(f"{file}: {error.strerror}") from error
    with opened as lines:
        if sys.stderr.isatty():
            yield _watched(file, lines)
        else:
            yield iter(lines)


def _watched(file: Path, lines: TextIO) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(transient=True, console=Console(stderr=True)) as progress:
        task = progress.add_task(file.name, total=file.stat().st_size)
        for line in lines:
            progress.advance(task, len(line.encode()))
            yield line


def _finish(
    imported: "Imported", faults: "Faults", credit: tuple[str, ...], output: Path | None
) -> None:
    """Write the file, and say on standard error what became of the register."""
    from alerts.model.errors import InvalidInput
    from alerts.resolve.imports.written import written

    as_yaml = output is not None and output.suffix != ".jsonl"
    content = written(imported, credit, as_yaml=as_yaml)
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise InvalidInput(f"--output {output}: {error.strerror}") from error
    _tell(
        f"{len(imported.entities)} new, {imported.known} known already"
        f" ({len(imported.additions)} of them get names), {imported.again} rows of one told before,"
        f" {len(imported.unsure)} left out as unsure, {faults.count} bad rows"
    )
    for name, like in [*imported.unsure.items()][:_TOLD]:
        _tell(f"unsure: {name} is spelled like {like}, and is near it: if it is, add_to {like}")
    for told in faults.told[:_TOLD]:
        _tell(f"bad row: {told}")
    if faults.count > _TOLD:
        _tell(f"bad rows: {faults.count - _TOLD} more")


def _tell(text: str) -> None:
    typer.echo(f"alerts: {text}", err=True)
