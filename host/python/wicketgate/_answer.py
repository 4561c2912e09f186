"""The engine's answers as Python types, which a test holds to the engine.

A member that this version does not know is left out, so that a newer engine can say more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Required

Verdict = Literal["accept", "refuse", "undecided"]


class Context(TypedDict, total=False):
    """Facts that a policy may ask for; ``now`` is in milliseconds since the Unix epoch."""

    subject: Literal["new", "existing"]
    environment: str
    cohort: str
    now: int


class Key(TypedDict):
    """A key of codes and tokens: its id, and at least 32 bytes as hexadecimal digits."""

    id: str
    key: str


class OrganizationStep(TypedDict, total=False):
    """What happens to an organisation; ``state`` is the last step's, None before there is one."""

    event: Required[Mapping[str, Any]]
    keys: Required[Sequence[Key]]
    now: Required[int]
    state: Mapping[str, Any] | None


class Step(OrganizationStep, total=False):
    """What happens to an account, and what is known of whose it is."""

    account: Mapping[str, Any]
    environment: str
    facts: Mapping[str, Any]
    year: int


@dataclass(frozen=True)
class Fix:
    """The smallest change that would satisfy a rule."""

    code: str
    message: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Requirement:
    """What a rule asks."""

    code: str
    message: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """What a rule says of a password, and the smallest change that would satisfy it."""

    code: str
    message: str
    params: Mapping[str, Any]
    status: Literal["satisfied", "violated", "undecided"]
    fix: Fix | None = None


@dataclass(frozen=True)
class Report:
    """The verdict on a password, with an entry for each rule of the policy."""

    binds: bool
    engine: str
    form_digest: str
    ok: bool
    rules: Sequence[Entry]
    verdict: Verdict
    binds_from: int | None = None


@dataclass(frozen=True)
class Summary:
    """The verdict on a password, with the codes of the rules that do not hold."""

    ok: bool
    undecided: Sequence[str]
    verdict: Verdict
    violated: Sequence[str]


@dataclass(frozen=True)
class Hashed:
    """A hash, in the PHC string format."""

    hash: str


@dataclass(frozen=True)
class Verified:
    """Whether a hash is of a password, and why to hash it anew, where it should be."""

    match: bool
    rehash: bool
    because: Sequence[str] = ()


@dataclass(frozen=True)
class Requirements:
    """What a password must satisfy, to show before anyone types."""

    engine: str
    form_digest: str
    rules: Sequence[Requirement]


def report(members: Mapping[str, Any]) -> Report:
    """The answer to a full check."""
    return _build(Report, members, rules=tuple(_entry(rule) for rule in members["rules"]))


def summary(members: Mapping[str, Any]) -> Summary:
    """The answer to a compact check."""
    return _build(Summary, members)


def hashed(members: Mapping[str, Any]) -> Hashed:
    """The answer to a question for a hash."""
    return _build(Hashed, members)


def verified(members: Mapping[str, Any]) -> Verified:
    """The answer to a comparison with a hash."""
    return _build(Verified, members)


def requirements(members: Mapping[str, Any]) -> Requirements:
    """The answer to a question for the requirements."""
    rules = tuple(_build(Requirement, rule) for rule in members["rules"])
    return _build(Requirements, members, rules=rules)


def _entry(members: Mapping[str, Any]) -> Entry:
    fix = members.get("fix")
    return _build(Entry, members, fix=fix and _build(Fix, fix))


def _build(kind: type[_Kind], members: Mapping[str, Any], **parts: Any) -> _Kind:
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in members.items() if name in known} | parts)


_Kind = TypeVar("_Kind", Entry, Fix, Hashed, Report, Requirement, Requirements, Summary, Verified)
