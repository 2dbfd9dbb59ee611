"""What every test may ask for."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.servers.fixtures"]

# A shared machine may stall any example; how long one takes says nothing about the code.
settings.register_profile(
    "shared", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("shared")
