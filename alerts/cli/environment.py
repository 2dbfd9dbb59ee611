"""The settings of this process and its log, for every command that needs them."""

import os

from alerts.settings import Settings, read_settings
from alerts.telemetry import log


def from_environment() -> Settings:
    """Read the settings and start the log. Raises `InvalidInput`."""
    settings = read_settings(os.environ)
    log.configure(settings.log_level, settings.log_format)
    return settings
