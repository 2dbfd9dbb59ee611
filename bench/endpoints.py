"""Endpoints that a client cannot serve by one connection: each is another host."""

_HOSTS = 250


def endpoint(port: int, number: int) -> str:
    """Give the URL of an endpoint: all of 127.0.0.0/8 is this machine's own."""
    return f"http://127.1.{number // _HOSTS}.{1 + number % _HOSTS}:{port}/hook"
