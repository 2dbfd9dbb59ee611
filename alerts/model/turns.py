"""Turns in a line: one after the other, so far apart, wherever those who stand in it are.

Whose turn is near waits for it on the spot. Whoever would wait for longer is promised a turn and
goes away; coming back in time they find it kept, before all who came meanwhile. Who comes back
late takes what nobody used, and where all was used, another turn: so of many who were kept away,
few go at once, and each was sent away once more at most. Where those who were promised turns do not
come at all, having been cancelled, whoever is there goes in their place. Instants are whole
microseconds.

Time may be set back. A line that was used in a future which is none any more is to begin anew in
the present; a promise of then that lies at its end or beyond it binds nobody.
"""

from dataclasses import dataclass

NEAR = 250_000
# Of turns that were promised and not used, no more are made up for than in such a time.
SLACK = 2_000_000
# Who asks may have stood before the line for a moment since it was told the time.
_UNSURE = 10_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """`ends` is the first turn that nobody was promised; up to `free` all were used."""

    ends: int
    free: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn `at` an instant, to be waited for if it `is_near`; and the line with it."""

    at: int
    is_near: bool
    line: Line


def has_strayed(line: Line, now: int, step: int) -> bool:
    """Tell whether a line was used in a future that is none any more."""
    return line.free - now > furthest(step)


def furthest(step: int) -> int:
    """Tell how far ahead of the present turns may be used, at most."""
    return NEAR + max(SLACK, step) + step + _UNSURE


def turn(line: Line, promised: int | None, now: int, step: int) -> Turn:
    """Give the turn of somebody who asks, and may have been `promised` one before."""
    if promised is not None and promised >= line.ends:
        promised = None
    slack = max(SLACK, step)
    if promised is None:
        at = max(now, line.ends, line.free)
        if at - now <= NEAR:
            return _used(line, at, step)
        unused = max(line.free, now - slack - step)
        if unused + step <= now - slack:
            return Turn(now, is_near=True, line=Line(line.ends, unused + step))
        return _promised(line, at, step)
    if promised - now > NEAR:
        return Turn(promised, is_near=False, line=line)
    at = max(now, promised)
    if line.free - at <= slack:
        return _used(line, at, step)
    return _promised(line, max(line.ends, line.free), step)


def urgent(line: Line, promised: int | None, now: int, step: int) -> Turn:
    """Give a turn at once to what can hardly bear a line, while few of its kind came lately.

    The others make room for it. Where so many came that these would have to wait for long, it
    stands in line as they do.
    """
    if line.free - now > SLACK // 2:
        return turn(line, promised, now, step)
    return _used(line, now, step)


def _used(line: Line, at: int, step: int) -> Turn:
    used = Line(max(line.ends, at + step), max(line.free, at) + step)
    return Turn(at, is_near=True, line=used)


def _promised(line: Line, at: int, step: int) -> Turn:
    return Turn(at, is_near=False, line=Line(at + step, line.free))
