"""Errors that end a command with one Spanish line and exit status 2."""

from __future__ import annotations


class RnaError(Exception):
    """Something the person at the keyboard can mend, or must hear of."""


class UsageError(RnaError):
    """The command was not given what it needs."""


class GraderError(RnaError):
    """The grader itself is broken: never a student's fault, never a verdict."""
