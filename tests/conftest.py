"""What all tests share: Hypothesis does not judge by the clock, on whatever machine it runs."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A first example pays for imports and compilation. What must be quick has timed tests of its own.
settings.register_profile(
    "cleantext",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("cleantext")
