"""Redaction: texts without the personal data and secrets in them, whole or in pieces."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypedDict

from ._error import EngineFault, WicketgateError

if TYPE_CHECKING:
    from typing_extensions import Required, Self

Because = Literal["possible", "likely", "certain", "key", "known"]


class Known(TypedDict, total=False):
    """A value that is redacted wherever it stands, and the label that stands in its place."""

    label: str
    value: Required[str]


class TokenKey(TypedDict):
    """A key of tokens: its id, letters and a number, and 64 bytes as hexadecimal digits."""

    id: str
    key: str


class Tokens(TokenKey, total=False):
    """The key that makes tokens, and for whom; those of one tenant do not open as another's."""

    tenant: str


class RedactOptions(TypedDict, total=False):
    """How a text is written, for which profile; the key of pseudonyms as hexadecimal digits."""

    format: Literal["auto", "csv", "form", "json", "text", "tsv"]
    key: str
    known: Sequence[Known]
    profile: str
    token: Tokens


class RevealOptions(TypedDict, total=False):
    """How values are written in the place of their tokens, and for whom those were made."""

    format: Literal["csv", "form", "json", "text", "tsv"]
    tenant: str


@dataclass(frozen=True)
class RedactedSpan:
    """A match: ``text[start:end]`` of the given text, why it is one and what was done with it."""

    action: str
    because: Because
    end: int
    label: str
    start: int


@dataclass(frozen=True)
class RedactionReport:
    """What was found, without the values; ``malformed`` counts records that were read as text."""

    counts: Mapping[str, int]
    malformed: int


@dataclass(frozen=True)
class Redacted(RedactionReport):
    """A text with something else in the place of each match; the matches, where asked for."""

    text: str
    spans: Sequence[RedactedSpan] = ()


@dataclass(frozen=True)
class Revealed:
    """A text with its tokens opened, and how many were; the others stay as they are."""

    forged: int
    opened: int
    text: str = field(repr=False)
    unknown_key: int


class Channel(Protocol):
    """A stream of the engine."""

    def push(self, text: str) -> str: ...
    def close(self) -> dict[str, Any]: ...


class RedactionStream(Iterator[str]):
    """The text of the chunks as far as it is decided; ``report`` is there once it has ended.

    Use ``Policy.redact_stream``. Who stops before the end calls ``close``, or leaves its ``with``.
    """

    def __init__(self, channel: Channel, chunks: Iterable[str]) -> None:
        self.report: RedactionReport | None = None
        self._texts = self._run(channel, chunks)
        self._channel: Channel | None = channel

    def __next__(self) -> str:
        return next(self._texts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the stream go; what it held back is lost."""
        self._texts.close()
        self._end()

    def _run(self, channel: Channel, chunks: Iterable[str]) -> Generator[str, None, None]:
        try:
            for chunk in chunks:
                for piece in _pieces(chunk):
                    if text := channel.push(piece):
                        yield text
            self._channel = None
            closed = channel.close()
            self.report = RedactionReport(closed["counts"], closed["malformed"])
            if closed["text"]:
                yield closed["text"]
        finally:
            self._end()

    def _end(self) -> None:
        channel, self._channel = self._channel, None
        if channel is not None:
            _let_go(channel)


def redact(channel: Channel, text: str) -> Redacted:
    """A whole text, by a stream: it may be longer than a request, and is not escaped as JSON."""
    try:
        texts = [channel.push(piece) for piece in _pieces(text)]
    except BaseException:
        _let_go(channel)
        raise
    closed = channel.close()
    spans = tuple(_spans(text, closed.get("spans", ())))
    texts.append(closed["text"])
    return Redacted(closed["counts"], closed["malformed"], "".join(texts), spans)


def reveal(ask: Callable[[Mapping[str, Any]], Mapping[str, Any]], text: str) -> Revealed:
    """A text of any length, in parts: what may begin a token waits for the rest of it."""
    texts, rest = [], ""
    forged = opened = unknown = 0
    for start in range(0, max(len(text), 1), _PART):
        more = start + _PART < len(text)
        part = ask({"text": rest + text[start : start + _PART], "more": more})
        texts.append(part["text"])
        rest = part.get("rest", "")
        forged += part["forged"]
        opened += part["opened"]
        unknown += part["unknown_key"]
    return Revealed(forged, opened, "".join(texts), unknown)


def _let_go(channel: Channel) -> None:
    """Ends a stream that is not wanted any more; what it says no longer matters."""
    with suppress(WicketgateError, EngineFault):
        channel.close()


def _spans(text: str, spans: Iterable[Mapping[str, Any]]) -> Iterator[RedactedSpan]:
    """The engine counts bytes of UTF-8, Python characters."""
    place = width = 0

    def character(target: int) -> int:
        nonlocal place, width
        while width < target:
            # In steps of a line or so: what is encoded is forgotten at once.
            step = text[place : place + min(_STEP, target - width)]
            size = len(step.encode())
            if width + size > target:
                step = step.encode()[: target - width].decode()
                size = target - width
            place += len(step)
            width += size
        return place

    for span in spans:
        start, end = character(span["start"]), character(span["end"])
        yield RedactedSpan(span["action"], span["because"], end, span["label"], start)


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]


_PIECE = 1 << 16
# As JSON, each character may have six bytes, and a request 128 KiB.
_PART = 1 << 14
_STEP = 1 << 10
