"""A bound on interim answers (1xx): the client passes them over, however many come.

A receiver that sends nothing else, as fast as it can, would have our event loop for itself until
its time is up.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError

if TYPE_CHECKING:
    from aiohttp.http import RawResponseMessage
    from aiohttp.streams import StreamReader

MOST_INTERIM = 16


class ImpatientHandler(ResponseHandler):
    """The client's side of a connection, which ends it after too many interim answers."""

    _interim = 0
    _is_prepared = False

    def expect_answer(self) -> None:
        """Be ready for the answer to what is written next; one parser reads all of them."""
        if not self._is_prepared:
            self._is_prepared = True
            self.set_response_params(read_until_eof=True, auto_decompress=False)

    def feed_data(self, data: "tuple[RawResponseMessage, StreamReader]", size: int = 0) -> None:
        """Take the head of an answer."""
        is_interim = data[0].code < HTTPStatus.OK
        self._interim = self._interim + 1 if is_interim else 0
        if self._interim <= MOST_INTERIM:
            super().feed_data(data, size)
            return
        if self.transport is not None:
            self.transport.close()
        self.set_exception(HttpProcessingError(message="too many interim answers"))
