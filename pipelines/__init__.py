"""The pipeline: Dagster definitions, and the plain Python they call."""

__version__ = "0.1.0"
