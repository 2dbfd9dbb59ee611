"""Short rows of numbers, side by side in one array: an object for each would weigh more than it says.

Who puts a row keeps where it lies. A row's room is given to the next one of its size, so nothing
ever moves, and there is no pause to tidy up.
"""

from array import array


class Records:
    """Rows of numbers, each at a place of its own."""

    def __init__(self, typecode: str) -> None:
        self._cells = array(typecode)  # before each row its size
        self._free: dict[int, list[int]] = {}

    def put(self, row: "array[int]") -> int:
        """Keep a row, of the array's type; gives its place."""
        size = len(row)
        free = self._free.get(size)
        if free:
            at = free.pop()
            self._cells[at + 1 : at + 1 + size] = row
            return at
        at = len(self._cells)
        self._cells.append(size)
        self._cells.extend(row)
        return at

    def row(self, at: int) -> "array[int]":
        """Give the row at a place."""
        return self._cells[at + 1 : at + 1 + self._cells[at]]

    def take(self, at: int) -> "array[int]":
        """Give the row at a place for the last time."""
        row = self.row(at)
        self._free.setdefault(len(row), []).append(at)
        return row
