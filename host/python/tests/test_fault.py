"""What a faulty engine does to its host: nothing."""

from __future__ import annotations

import unittest

import wasmtime
from support import hostile

from wicketgate import Engine, EngineFault, WicketgateError

LONG = "x" * 300
FAULTS = {
    "trap": "unreachable",
    "endless loop": "(loop $again (br $again))",
    "endless recursion": "(drop (call $self (local.get $at) (local.get $size)))",
    "too much memory": (
        "(if (i32.eq (memory.grow (i32.const 2000)) (i32.const -1)) (then unreachable))"
    ),
}


class Fault(unittest.TestCase):
    """After a fault there is no answer; a policy goes on, a raw instance does not."""

    def test_a_policy_is_loaded_again(self) -> None:
        for name, body in FAULTS.items():
            with self.subTest(name):
                policy = Engine(hostile(body)).policy({"version": 1})
                self.assertEqual(policy.summary("short").verdict, "refuse")
                self.assertRaises(EngineFault, policy.summary, LONG)
                self.assertEqual(policy.summary("short").verdict, "refuse")

    def test_a_policy_that_is_baked_in_is_found_again(self) -> None:
        policy = Engine(hostile("unreachable")).policy()
        self.assertEqual((policy.digest, policy.form_digest), ("a", "b"))
        self.assertRaises(EngineFault, policy.summary, LONG)
        self.assertEqual(policy.summary("short").verdict, "refuse")

    def test_policies_do_not_share_a_fault(self) -> None:
        engine = Engine(hostile("unreachable"))
        policy = engine.policy({"version": 1})
        self.assertRaises(EngineFault, engine.call, LONG)
        self.assertFalse(engine.alive)
        self.assertEqual(policy.summary("short").verdict, "refuse")
        self.assertEqual(engine.policy({"version": 1}).summary("short").verdict, "refuse")

    def test_handles_die_with_their_instance(self) -> None:
        engine = Engine(hostile("unreachable"))
        self.assertRaises(EngineFault, engine.call, LONG)
        self.assertRaises(EngineFault, engine.call, "{}")
        self.assertRaises(EngineFault, engine.load, "{}")
        self.assertRaises(EngineFault, engine.unload, 1)
        self.assertRaises(EngineFault, engine.describe)

    def test_imports_are_refused(self) -> None:
        importing = wasmtime.wat2wasm('(component (import "clock" (func)))')
        for wasm in (b"", b"\0asm\1\0\0\0", bytes(importing), wasmtime.wat2wasm("(component)")):
            with self.subTest(wasm), self.assertRaises(WicketgateError) as raised:
                Engine(bytes(wasm))
            self.assertEqual(raised.exception.code, "wasm-refused")
