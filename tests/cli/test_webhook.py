"""`alerts webhook verify` says yes to what we send, and says why not to anything else."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from alerts.keyring import new_webhook_secret, signed_headers

ENTROPY = bytes(range(32))
SECRET = new_webhook_secret(ENTROPY)
BODY = b'{"specversion":"1.0","id":"dlv_1"}'
LONG_AGO = datetime(2021, 7, 13, tzinfo=UTC)


def run(*words: str, given: bytes = b"") -> tuple[int, Any, str]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    ended = subprocess.run(
        [sys.executable, "-m", "alerts", "webhook", "verify", *words],
        input=given,
        capture_output=True,
        check=False,
        env=surroundings,
    )
    said = orjson.loads(ended.stdout) if ended.stdout else None
    return ended.returncode, said, ended.stderr.decode()


def caught(tmp_path: Path, body: bytes = BODY, at: datetime | None = None) -> list[str]:
    """Keep a webhook in files, as a receiver would; give the words that name them."""
    at = at or datetime.now(UTC)  # noqa: TID251 - the command reads the world's clock
    signed = signed_headers(BODY, message_id="dlv_1", at=at, secrets=[bytes(32), ENTROPY])
    lines = ["POST /hook HTTP/1.1", *(f"{n.title()}: {v}" for n, v in signed.items())]
    (tmp_path / "body").write_bytes(body)
    (tmp_path / "headers").write_text("\r\n".join(lines))
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    return [str(tmp_path / "body"), "--headers", str(tmp_path / "headers")]


def test_a_webhook_of_ours_is_verified(tmp_path: Path) -> None:
    words = [*caught(tmp_path), "--secret-file", str(tmp_path / "secret")]
    assert run(*words) == (0, {"verified": True, "id": "dlv_1"}, "")


def test_headers_can_be_given_one_by_one_and_the_body_by_a_pipe() -> None:
    at = datetime.now(UTC)  # noqa: TID251 - the command reads the world's clock
    signed = signed_headers(BODY, message_id="dlv_1", at=at, secrets=[ENTROPY])
    words = [word for name, value in signed.items() for word in ("--header", f"{name}: {value}")]
    assert run("-", *words, "--secret", SECRET, given=BODY)[0] == 0


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        (BODY + b"\n", "without the line end"),
        (b'{"specversion": "1.0", "id": "dlv_1"}', "read as JSON and written anew"),
        (b"{}", "not by our secret"),
        (b"not JSON", "not by our secret"),
    ],
)
def test_a_body_that_was_changed_is_refused_and_the_usual_change_is_named(
    tmp_path: Path, body: bytes, hint: str
) -> None:
    status, said, _ = run(*caught(tmp_path, body), "--secret", SECRET)
    assert status == 1
    assert said["verified"] is False
    assert hint in said["fault"]


def test_an_old_one_is_refused_unless_its_age_is_of_no_matter(tmp_path: Path) -> None:
    words = [*caught(tmp_path, at=LONG_AGO), "--secret", SECRET]
    status, said, _ = run(*words)
    assert status == 1
    assert said["fault"] == "its webhook-timestamp is more than five minutes off"
    assert run(*words, "--any-age")[0] == 0


def test_a_header_that_is_missing_is_named(tmp_path: Path) -> None:
    words = caught(tmp_path)
    (tmp_path / "headers").write_text('{"webhook-id": "dlv_1"}')
    status, said, _ = run(*words, "--secret", SECRET)
    assert (status, said["fault"]) == (1, "the header webhook-timestamp is missing")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "give the body's file"),
        (("-",), "give the secret"),
        (("-", "--secret", "whsec_", "--secret-file", "x"), "cannot be read"),
        (("/nowhere", "--secret", SECRET), "cannot be read"),
        (("-", "--secret", SECRET, "--header", "webhook-id"), "is no header"),
        (("--sample", "-", "--secret", SECRET), "give it alone"),
        (("--sample", "-"), "not JSON"),
    ],
)
def test_words_that_cannot_be_used_end_with_2_and_the_reason(
    words: Sequence[str], complaint: str
) -> None:
    status, said, error = run(*words)
    assert (status, said) == (2, None)
    assert complaint in error


def test_what_is_no_secret_is_said_without_showing_it(tmp_path: Path) -> None:
    status, _, error = run(*caught(tmp_path), "--secret", "hunter2")
    assert status == 2
    assert "hunter2" not in error
