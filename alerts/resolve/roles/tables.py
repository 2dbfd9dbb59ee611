"""All tables of cue words by their names, in the order in which they are given their bits."""

from alerts.resolve.roles import (
    words_actors,
    words_again,
    words_calm,
    words_events,
    words_frame,
    words_quiet,
    words_retold,
    words_times,
)
from alerts.resolve.roles.words import Table

TABLES: dict[str, Table] = {
    name: table
    for module in (
        words_events,
        words_frame,
        words_times,
        words_actors,
        words_quiet,
        words_calm,
        words_retold,
        words_again,
    )
    for name, table in vars(module).items()
    if name.isupper()
}
