"""What goes wrong: by the caller's mistake, or by the engine's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class WicketgateError(Exception):
    """The caller's mistake: ``code`` never changes, the message is English for a developer."""

    def __init__(
        self,
        code: str,
        message: str,
        pointer: str | None = None,
        problems: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(code, message, pointer, problems)
        self.code = code
        self.message = message
        self.pointer = pointer
        self.problems = problems

    def __str__(self) -> str:
        return self.message


class EngineFault(Exception):
    """The engine's fault, never the caller's: there is no verdict, so refuse."""
