"""`alerts`, and `python -m alerts`, which is the same.

The command line takes a moment to import, and somebody may change their mind in it.
"""

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly, however early it comes."""
    try:
        from alerts.cli import main as run  # noqa: PLC0415 - so that Ctrl-C is caught meanwhile

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
