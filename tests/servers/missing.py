"""What a machine lacks is an answer of its own, apart from every failure.

Only this makes a test be skipped; a server that is there and does not start is
a failure everywhere.
"""


class Missing(Exception):  # noqa: N818  it names what is missing, and is no error in CI's absence
    """The named program is not on this machine."""
