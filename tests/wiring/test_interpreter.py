"""A process takes what the system lets it have."""

import subprocess
import sys

_CODE = """
import resource
from alerts.wiring.interpreter import open_many
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
open_many()
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, most)
"""


def test_it_may_have_as_many_files_open_as_there_can_be() -> None:
    subprocess.run([sys.executable, "-c", _CODE], check=True)
