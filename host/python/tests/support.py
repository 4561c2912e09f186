"""What the tests share: the source tree on the path, the engine, a policy, hostile engines."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import wasmtime

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
ENGINE = ROOT / "target" / "wicketgate" / "engine.wasm"
DOCUMENT: dict[str, Any] = {
    "version": 1,
    "password": {"rules": {"min-length": {"min": 8}, "max-length": {"max": 64}, "digit": {}}},
}

sys.path.insert(0, str(HERE))

from wicketgate import Engine  # noqa: E402 (the path comes first)


@cache
def engine() -> Engine:
    """The engine that `cargo xtask build` made."""
    return Engine.open(ENGINE)


def hostile(body: str) -> bytes:
    """An engine that answers requests up to 200 bytes and does `body` on longer ones."""
    return bytes(wasmtime.wat2wasm(_HOSTILE.replace("BODY", body)))


_LOADED = '{"ok":{"digest":"a","form_digest":"b","policy":7}}'
_ANSWER = '{"ok":{"ok":false,"undecided":[],"verdict":"refuse","violated":[]}}'
_BAKED = '{"policies":[{"digest":"a","form_digest":"b","policy":7}]}'


def _place(address: int, text: str) -> str:
    """Data: at the address the address and the length of the text, behind them the text."""
    pair = (address + 8).to_bytes(4, "little") + len(text).to_bytes(4, "little")
    escaped = "".join(f"\\{byte:02x}" for byte in pair + text.encode())
    return f'(data (i32.const {address}) "{escaped}")'


_HOSTILE = rf"""
(component
  (core module $module
    (memory (export "memory") 1)
    {_place(0, _LOADED)}
    {_place(100, _ANSWER)}
    {_place(200, _BAKED)}
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
    (func (export "describe") (result i32) (i32.const 200))
    (func (export "load") (param i32 i32) (result i32) (i32.const 0))
    (func (export "unload") (param i32))
    (func $self (export "call") (param $at i32) (param $size i32) (result i32)
      (if (i32.gt_u (local.get $size) (i32.const 200)) (then BODY))
      (i32.const 100)))
  (core instance $core (instantiate $module))
  (alias core export $core "memory" (core memory $memory))
  (alias core export $core "realloc" (core func $realloc))
  (type $ask (func (param "request" string) (result string)))
  (func $describe (result string)
    (canon lift (core func $core "describe") (memory $memory) (realloc $realloc)))
  (func $load (type $ask)
    (canon lift (core func $core "load") (memory $memory) (realloc $realloc)))
  (func $call (type $ask)
    (canon lift (core func $core "call") (memory $memory) (realloc $realloc)))
  (func $unload (param "policy" u32) (canon lift (core func $core "unload")))
  (instance $engine
    (export "describe" (func $describe))
    (export "load" (func $load))
    (export "unload" (func $unload))
    (export "call" (func $call)))
  (export "wicketgate:policy/engine@1.0.0" (instance $engine)))
"""
