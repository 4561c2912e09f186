"""Wicketgate in Python: the verdicts of the form and the server, from the same WebAssembly module.

``engine.wasm`` runs in wasmtime, which grants it nothing: no clock, no files, no network. This
module passes texts in and out; what a policy means stands in the engine.

It is the component that runs, not the core module: a check through its typed call takes 36 µs, and
213 µs through the four calls and the memory reads that the core module needs.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import wasmtime
from wasmtime import component

from . import _answer, _redact
from ._answer import (
    Context,
    Entry,
    Fix,
    Hashed,
    Key,
    OrganizationStep,
    Report,
    Requirement,
    Requirements,
    Step,
    Summary,
    Verified,
)
from ._error import EngineFault, WicketgateError
from ._redact import (
    Known,
    Redacted,
    RedactedSpan,
    RedactionReport,
    RedactionStream,
    RedactOptions,
    Revealed,
    RevealOptions,
    TokenKey,
    Tokens,
)

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

__all__ = [
    "Context",
    "Engine",
    "EngineFault",
    "Entry",
    "Fix",
    "Hashed",
    "Key",
    "Known",
    "OrganizationStep",
    "Policy",
    "RedactOptions",
    "Redacted",
    "RedactedSpan",
    "RedactionReport",
    "RedactionStream",
    "Report",
    "Requirement",
    "Requirements",
    "RevealOptions",
    "Revealed",
    "Step",
    "Summary",
    "TokenKey",
    "Tokens",
    "Verified",
    "WicketgateError",
]


class Instance:
    """One instance of the engine: texts in, texts out. Its first fault is its end."""

    def __init__(self, engine: wasmtime.Engine, compiled: component.Component) -> None:
        # A store takes one thread at a time, and wasmtime lets go of the interpreter's lock.
        self._lock = Lock()
        self._store: wasmtime.Store | None = wasmtime.Store(engine)
        self._store.set_limits(memory_size=_LARGEST)
        self._functions: dict[str, Any] = {}
        with self._entered() as store:
            instance = component.Linker(engine).instantiate(store, compiled)
            interface = instance.get_export_index(store, _INTERFACE)
            for name in _FUNCTIONS:
                index = instance.get_export_index(store, name, interface)
                self._functions[name] = index and instance.get_func(store, index)

    @property
    def alive(self) -> bool:
        """Whether it still answers."""
        return self._store is not None

    def describe(self) -> str:
        """Versions, operations, limits and rules, as JSON."""
        return str(self._call("describe"))

    def load(self, document: str) -> str:
        """Parses a policy document; the answer, as JSON, has its handle."""
        return str(self._call("load", _well_formed(document)))

    def unload(self, policy: int) -> None:
        """Forgets the policy of a handle."""
        self._call("unload", policy)

    def call(self, request: str) -> str:
        """Answers one request, as JSON."""
        return str(self._call("call", _well_formed(request)))

    def redact(self, request: str, text: str) -> str:
        """Redacts a whole text; the request, as JSON, says how."""
        return _output(self._call("redact", _well_formed(request), _well_formed(text)))

    def redact_open(self, request: str) -> str:
        """Begins a text in pieces; the answer, as JSON, has its handle."""
        return str(self._call("redact-open", _well_formed(request)))

    def redact_push(self, stream: int, text: str) -> str:
        """Takes the next piece and gives what is decided, which may be nothing yet."""
        return _output(self._call("redact-push", stream, _well_formed(text)))

    def redact_close(self, stream: int) -> str:
        """Ends a text in pieces; the answer, as JSON, has the rest of it and what was found."""
        return str(self._call("redact-close", stream))

    def _call(self, name: str, *arguments: object) -> object:
        with self._entered() as store:
            return self._functions[name](store, *arguments)

    @contextmanager
    def _entered(self) -> Generator[wasmtime.Store, None, None]:
        with self._lock:
            if self._store is None:
                raise EngineFault("an earlier fault ended this instance: open another")
            try:
                self._store.set_fuel(_FUEL)
                yield self._store
            except BaseException as cause:
                # Whatever came between, an interrupt too: the instance may be halfway through.
                self._store = None
                if isinstance(cause, (wasmtime.Trap, wasmtime.WasmtimeError)):
                    raise EngineFault("the engine failed, so there is no answer") from cause
                raise


class Engine(Instance):
    """The engine, verified and compiled; itself an instance, for those who speak its JSON."""

    def __init__(self, wasm: bytes, *, digest: str | None = None) -> None:
        actual = hashlib.sha256(wasm).hexdigest()
        if digest is not None and digest.removeprefix("sha256:") != actual:
            raise WicketgateError("digest-mismatch", f"the engine's digest is `sha256:{actual}`")
        config = wasmtime.Config()
        config.consume_fuel = True
        self._engine = wasmtime.Engine(config)
        try:
            self._compiled = component.Component(self._engine, wasm)
        except wasmtime.WasmtimeError as error:
            raise WicketgateError("wasm-refused", f"it is not a component: {error}") from error
        for name in self._compiled.type.imports(self._engine):
            raise WicketgateError("wasm-refused", f"it imports `{name}`: an engine imports nothing")
        if _INTERFACE not in self._compiled.type.exports(self._engine):
            raise WicketgateError("wasm-refused", f"it does not export `{_INTERFACE}`")
        super().__init__(self._engine, self._compiled)

    @classmethod
    def open(cls, path: str | PathLike[str] | None = None, *, digest: str | None = None) -> Self:
        """Opens the engine in this package, or the one given; compares its SHA-256 digest."""
        try:
            wasm = Path(path or _PACKAGED).read_bytes()
        except OSError as error:
            message = f"no engine, run `cargo xtask build`: {error}"
            raise WicketgateError("wasm-unavailable", message) from error
        return cls(wasm, digest=digest)

    def policy(self, document: Mapping[str, Any] | str | None = None) -> Policy:
        """Parses a document once, to check many passwords; without one, the policy baked in."""
        return Policy(lambda: Instance(self._engine, self._compiled), document)


class Policy(AbstractContextManager["Policy"]):
    """A policy, in an instance of its own that is replaced after a fault. Use ``Engine.policy``."""

    def __init__(
        self, instantiate: Callable[[], Instance], document: Mapping[str, Any] | str | None
    ) -> None:
        self._instantiate = instantiate
        self._document = _json(document) if isinstance(document, Mapping) else document
        instance, loaded = self._start()
        self._live: tuple[Instance, dict[str, Any]] | None = (instance, loaded)
        self.digest: str = loaded["digest"]
        self.form_digest: str = loaded["form_digest"]
        self.warnings: Sequence[Mapping[str, Any]] = tuple(loaded.get("warnings", ()))

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the instance go; asking after that is an error."""
        self._live = None

    def check(self, password: str, **context: Unpack[Context]) -> Report:
        """Judges a password: one entry for each rule, what it asks and how to satisfy it."""
        return _answer.report(self._ask("password.check", {**context, "password": password}))

    def summary(self, password: str, **context: Unpack[Context]) -> Summary:
        """Judges a password, naming only the rules that do not hold."""
        members = {**context, "password": password, "compact": True}
        return _answer.summary(self._ask("password.check", members))

    def hash(self, password: str, *, entropy: bytes | None = None) -> Hashed:
        """A hash to store, by the policy's parameters; the salt is the system's entropy."""
        if entropy is None:
            entropy = secrets.token_bytes(self.describe()["hashing"]["salt_bytes"])
        members = {"password": password, "salt": entropy.hex()}
        return _answer.hashed(self._ask("password.hash", members))

    def verify(self, password: str, stored: str) -> Verified:
        """Whether a stored hash is of this password, and whether to hash it anew."""
        return _answer.verified(
            self._ask("password.verify", {"password": password, "hash": stored})
        )

    def step(self, *, entropy: bytes | None = None, **request: Unpack[Step]) -> dict[str, Any]:
        """Decides what an event does to an account; the entropy is the system's."""
        return self._step("account.step", entropy, request)

    def step_organization(
        self, *, entropy: bytes | None = None, **request: Unpack[OrganizationStep]
    ) -> dict[str, Any]:
        """Decides what an event does to an organisation."""
        return self._step("organization.step", entropy, request)

    def redact(
        self, text: str, *, spans: bool = False, **options: Unpack[RedactOptions]
    ) -> Redacted:
        """Takes personal data and secrets out of a text; on demand says where they stood."""
        return _redact.redact(self._open({**options, "spans": spans}), text)

    def redact_stream(
        self, chunks: Iterable[str], **options: Unpack[RedactOptions]
    ) -> RedactionStream:
        """Redacts a text as it comes, however it is cut; what may become a match is held back."""
        return RedactionStream(self._open(options), chunks)

    def reveal(
        self, text: str, keys: Sequence[TokenKey], **options: Unpack[RevealOptions]
    ) -> Revealed:
        """Puts values in the place of the tokens that these keys made for this tenant."""
        shared = {**options, "op": "redact.reveal", "keys": list(keys)}
        instance, _ = self._here()
        return _redact.reveal(
            lambda members: _parse(instance.call(_json({**shared, **members}))), text
        )

    def requirements(self) -> Requirements:
        """What a password must satisfy, to show before anyone types."""
        return _answer.requirements(self._ask("password.requirements", {}))

    def public_form(self) -> dict[str, Any]:
        """The form document: what a page may know of this policy."""
        return self._ask("policy.public", {})

    def describe(self) -> dict[str, Any]:
        """The whole policy, merged, with its defaults filled in."""
        return self._ask("policy.describe", {})

    def _step(
        self, op: str, entropy: bytes | None, request: Step | OrganizationStep
    ) -> dict[str, Any]:
        drawn = secrets.token_bytes(32) if entropy is None else entropy
        return self._ask(op, {**request, "entropy": drawn.hex()})

    def _open(self, options: Mapping[str, Any]) -> _Channel:
        instance, loaded = self._here()
        opened = instance.redact_open(_json({**options, "policy": loaded["policy"]}))
        return _Channel(instance, _parse(opened)["stream"])

    def _ask(self, op: str, members: Mapping[str, Any]) -> dict[str, Any]:
        instance, loaded = self._here()
        return _parse(instance.call(_json({**members, "op": op, "policy": loaded["policy"]})))

    def _here(self) -> tuple[Instance, dict[str, Any]]:
        live = self._live
        if live is None:
            raise WicketgateError("unknown-policy", "the policy was closed")
        if not live[0].alive:
            live = self._live = self._start()
        return live

    def _start(self) -> tuple[Instance, dict[str, Any]]:
        instance = self._instantiate()
        if self._document is not None:
            return instance, _parse(instance.load(self._document))
        for baked in json.loads(instance.describe())["policies"]:
            return instance, baked
        raise WicketgateError("unknown-policy", "no policy is baked in: give a document")


class _Channel:
    """A stream in the instance that it was begun in."""

    def __init__(self, instance: Instance, stream: int) -> None:
        self._instance = instance
        self._stream = stream

    def push(self, text: str) -> str:
        return self._instance.redact_push(self._stream, text)

    def close(self) -> dict[str, Any]:
        return _parse(self._instance.redact_close(self._stream))


def _output(result: Any) -> str:
    """The text in a result; its error, an answer as JSON, is raised."""
    if result.tag == "err":
        _parse(result.payload)
        raise EngineFault("the engine gave a result for an error")
    return str(result.payload)


def _json(value: Mapping[str, Any]) -> str:
    # SECURITY: escapes would join two lone surrogates into a character that nobody typed.
    return json.dumps(value, ensure_ascii=False)


def _well_formed(text: str) -> str:
    if len(text) > _LONGEST:
        raise WicketgateError("too-large", "the text is longer than 1 MiB")
    if _SURROGATE.search(text):
        raise WicketgateError("malformed-json", "the text has a lone surrogate")
    return text


def _parse(answer: str) -> dict[str, Any]:
    parsed: dict[str, dict[str, Any]] = json.loads(answer)
    if error := parsed.get("error"):
        details = error.get("pointer"), error.get("problems", ())
        raise WicketgateError(error["code"], error["message"], *details)
    return parsed["ok"]


_INTERFACE = "wicketgate:policy/engine@1.0.0"
_FUNCTIONS = ["describe", "load", "unload", "call"]
_FUNCTIONS += ["redact", "redact-open", "redact-push", "redact-close"]
_PACKAGED = Path(__file__).with_name("engine.wasm")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What one call may take: instructions (about ten seconds), bytes of memory, characters of text.
_FUEL = 4_000_000_000
_LARGEST = 64 << 20
_LONGEST = 1 << 20
