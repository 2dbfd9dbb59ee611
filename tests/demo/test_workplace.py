import shutil
from pathlib import Path

import pytest

from alerts.demo.workplace import ROOM_BYTES, check_room, workplace
from alerts.model.errors import Unavailable


def test_the_folder_is_removed_in_the_end() -> None:
    with workplace() as place:
        place.log.write_text("all is well")
    assert not place.folder.exists()


def fail(log: str | None) -> None:
    """A run that fails, after it has written this to its log."""
    with workplace() as place:
        if log is not None:
            place.log.write_text(log)
        raise Unavailable(f"failed in {place.folder}")


def test_a_log_that_should_be_read_is_kept_and_named() -> None:
    with pytest.raises(Unavailable) as failure:
        fail("what happened")
    log = Path(str(failure.value).partition("The service's log: ")[2])
    assert log.read_text() == "what happened"
    shutil.rmtree(log.parent)


def test_a_folder_without_a_log_is_not_worth_keeping() -> None:
    with pytest.raises(Unavailable) as failure:
        fail(None)
    assert not Path(str(failure.value).removeprefix("failed in ")).exists()


def test_a_full_disk_is_told_before_anything_is_started() -> None:
    with pytest.raises(Unavailable, match="only 3 MB are free in /some/where"):
        check_room(Path("/some/where/folder"), 3 * 1024 * 1024)


def test_a_disk_with_room_is_fine() -> None:
    check_room(Path("/some/where/folder"), ROOM_BYTES)
