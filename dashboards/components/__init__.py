"""Dash components of our own: each a Python class that names its props, and a bundle of JavaScript that Dash serves.

Dash finds the bundles by the name of this package, and its version makes browsers fetch a new one.
"""

__version__ = "0.1.0"
