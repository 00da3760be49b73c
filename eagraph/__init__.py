"""eagraph: what depends on what, what breaks with it, and how sensitive it becomes together.

The walk of a record: loaders → model → store → graph (snapshot) → analysis → results → CLI, API, dashboards.
"""

__version__ = "0.1.0"
