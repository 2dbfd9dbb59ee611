import sys
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager

import pytest

from alerts.demo.show import Options, Running, run
from alerts.model.errors import InvalidInput


def never(_told: Mapping[str, str]) -> AbstractAsyncContextManager[Running]:
    raise AssertionError("nothing may be started")


async def test_whoever_lacks_the_extra_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "confluent_kafka", None)
    with pytest.raises(InvalidInput, match=r"needs confluent-kafka.*pip install 'alerts\[demo\]'"):
        await run(never, Options(once=True))
