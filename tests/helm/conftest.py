"""The chart, and the values of the installations that the tests are about."""

from pathlib import Path

import pytest

from tests.helm.rendering import Chart


@pytest.fixture
def chart(helm: Path, tmp_path: Path) -> Chart:
    return Chart(helm, tmp_path)
