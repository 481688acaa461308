"""Errors a person can act on. Each message names the file or source and says what to do."""

from __future__ import annotations


class SanctionsError(Exception):
    """Base of the project's own errors; the command line prints its text as one line and exits with 1."""


class RegisterUnreadable(SanctionsError):
    """A register file does not parse at all, or is no register file; the run stops and publishes nothing."""


class CheckFailed(SanctionsError):
    """A blocking check failed; the run stops and the published file stays as it was."""


class NotPublished(SanctionsError):
    """There is no published file to query yet."""
