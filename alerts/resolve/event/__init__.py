"""What happened, when and how badly, read from the words of nine languages.

Pure: the same report gives the same reading. `read_event` is the door; the tables under
`words/` are the part that people change.
"""

from alerts.resolve.event.reading import read_event

__all__ = ["read_event"]
