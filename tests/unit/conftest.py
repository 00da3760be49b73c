"""Hypothesis runs here as it does among the property tests."""

import tests.property.conftest  # noqa: F401
