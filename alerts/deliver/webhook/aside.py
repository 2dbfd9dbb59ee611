"""What belongs to one request, where the client that makes it gives us no place for it."""

from contextvars import ContextVar, Token
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Within(Generic[T]):
    """A context in which a variable holds a value. Thousands are entered a second."""

    __slots__ = ("_held", "_token", "_variable")

    def __init__(self, variable: "ContextVar[T | None]", held: T) -> None:
        self._variable = variable
        self._held = held
        self._token: Token[T | None] | None = None

    def __enter__(self) -> T:
        self._token = self._variable.set(self._held)
        return self._held

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._token is not None:
            self._variable.reset(self._token)
