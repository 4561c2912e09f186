"""The Python face of the engine: types, errors, edges."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import pickle
import resource
import threading
import unittest
from typing import Any

from support import DOCUMENT, ENGINE, engine

from wicketgate import Engine, Fix, Key, Policy, Verified, WicketgateError

KEYS: list[Key] = [{"id": "k1", "key": "11" * 32}]
HASH = (
    "$argon2id$v=19$m=7168,t=5,p=1$AAECAwQFBgcICQoLDA0ODw"
    "$8cZyfmGLYgTYc8avb2ZXWqFShr92bklhQdS/tplOl9k"
)


def plain(answer: Any) -> Any:
    """A typed answer as JSON has it."""
    members = dataclasses.asdict(answer, dict_factory=lambda items: _present(dict(items)))
    return json.loads(json.dumps(members))


def _present(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


class Answers(unittest.TestCase):
    """The typed answers say what the engine's texts say."""

    def setUp(self) -> None:
        self.policy = engine().policy(DOCUMENT)
        self.handle: int = json.loads(engine().load(json.dumps(DOCUMENT)))["ok"]["policy"]
        self.addCleanup(lambda: engine().unload(self.handle))

    def ask(self, op: str, **members: object) -> Any:
        request = {"op": op, "policy": self.handle, **members}
        return json.loads(engine().call(json.dumps(request)))["ok"]

    def test_an_account_signs_in(self) -> None:
        actor = {"role": "system"}
        begun = {"type": "create", "id": "e1", "account": "a1", "login": "ada", "actor": actor}
        made = self.policy.step(event={**begun, "hash": HASH}, keys=KEYS, now=0)
        self.assertEqual(made["decision"]["outcome"], "allow")
        event: dict[str, Any] = {"type": "sign-in", "id": "e2"}
        asked = self.policy.step(state=made["state"], event=event, keys=KEYS, now=1000)
        attempt = asked["decision"]["verify"]["attempt"]
        for result, outcome in (("mismatch", "deny"), ("match", "allow")):
            results = [{"name": "current", "result": result}]
            event = {"type": "settle", "id": "e3", "attempt": attempt, "results": results}
            settled = self.policy.step(state=asked["state"], event=event, keys=KEYS, now=1100)
            self.assertEqual(settled["decision"]["outcome"], outcome)
        again = self.policy.step(state=asked["state"], event=event, keys=KEYS, now=1100)
        tokens = [step["decision"]["issued"]["session"] for step in (settled, again)]
        self.assertNotEqual(*tokens)
        with self.assertRaises(WicketgateError) as caught:
            self.policy.step(state={"v": 999}, event=event, keys=KEYS, now=0)
        self.assertEqual(caught.exception.code, "newer-state")

    def test_an_organisation_begins(self) -> None:
        actor = {"role": "system"}
        event = {"type": "create", "id": "e1", "organization": "o1", "actor": actor}
        given = bytes(32)
        made = self.policy.step_organization(event=event, keys=KEYS, now=0, entropy=given)
        self.assertEqual(made["decision"]["outcome"], "allow")
        members = {"event": event, "keys": KEYS, "now": 0, "entropy": given.hex()}
        self.assertEqual(made, self.ask("organization.step", **members))

    def test_reports(self) -> None:
        for password in ("", "abc", "correct horse 1", "пароль 2024", "💩" * 70):
            with self.subTest(password):
                report = self.policy.check(password)
                self.assertEqual(plain(report), self.ask("password.check", password=password))
                summary = self.policy.summary(password)
                compact = self.ask("password.check", password=password, compact=True)
                self.assertEqual(plain(summary), compact)
                self.assertEqual(report.verdict, summary.verdict)

    def test_a_fix_has_a_type(self) -> None:
        fixes = [entry.fix for entry in self.policy.check("abc").rules if entry.fix]
        self.assertIsInstance(fixes[0], Fix)

    def test_the_other_questions(self) -> None:
        self.assertEqual(plain(self.policy.requirements()), self.ask("password.requirements"))
        self.assertEqual(self.policy.public_form(), self.ask("policy.public"))
        self.assertEqual(self.policy.describe(), self.ask("policy.describe"))
        self.assertEqual(self.policy.form_digest, self.policy.check("").form_digest)
        self.assertEqual(self.policy.digest, self.policy.describe()["digest"])

    def test_context(self) -> None:
        section = {**DOCUMENT["password"], "effective_from": [{"from": "2021-03-15"}]}
        policy = engine().policy({"version": 1, "password": section})
        self.assertTrue(policy.check("a", subject="new", now=0).binds)
        report = policy.check("a", subject="existing", now=0)
        self.assertEqual((report.binds, report.binds_from), (False, 1_615_766_400_000))

    def test_a_hash_has_a_salt_of_its_own(self) -> None:
        hashing = {"memory": 7168, "iterations": 5, "salt_bytes": 24}
        policy = engine().policy({"version": 1, "password": {"hashing": hashing}})
        made, other = policy.hash("a word").hash, policy.hash("a word").hash
        self.assertNotEqual(made, other)
        self.assertEqual(policy.verify("a word", made), Verified(match=True, rehash=False))
        self.assertFalse(policy.verify("another", made).match)
        salt = bytes(range(24))
        salted = policy.hash("a word", entropy=salt).hash
        self.assertEqual(salted.split("$")[4], base64.b64encode(salt).decode())
        with self.assertRaises(WicketgateError) as raised:
            policy.hash("a word", entropy=salt[1:])
        self.assertEqual(raised.exception.code, "invalid-request")
        aged = self.policy.verify("a word", made)
        self.assertEqual((aged.match, aged.rehash, list(aged.because)), (True, True, ["memory"]))

    def test_warnings(self) -> None:
        self.assertEqual(self.policy.warnings, ())
        rules = {"common": {}, "min-length": {"min": 15}}
        (warning,) = engine().policy({"version": 1, "password": {"rules": rules}}).warnings
        self.assertEqual(warning["code"], "common-list-short")

    def test_a_document_may_be_text(self) -> None:
        self.assertEqual(engine().policy(json.dumps(DOCUMENT)).digest, self.policy.digest)


class Edges(unittest.TestCase):
    """What is refused, with which code."""

    def assert_code(self, code: str, run: Any, *arguments: Any, **named: Any) -> WicketgateError:
        with self.assertRaises(WicketgateError) as raised:
            run(*arguments, **named)
        self.assertEqual(raised.exception.code, code)
        return raised.exception

    def test_surrogates_are_never_replaced_or_joined(self) -> None:
        policy = engine().policy(DOCUMENT)
        for text in ("\ud800", "abc\udfff", "\ud83d\udca9"):
            self.assert_code("malformed-json", policy.check, text)
            self.assert_code("malformed-json", policy.summary, text)
            self.assert_code("malformed-json", policy.check, "a", environment=text)
            self.assert_code("malformed-json", engine().call, text)
            self.assert_code("malformed-json", engine().load, text)
            self.assert_code("malformed-json", engine().policy, {"$comment": text})
        self.assertTrue(policy.check("💩💩💩💩💩💩💩1").ok)

    def test_length(self) -> None:
        policy = engine().policy(DOCUMENT)
        self.assert_code("password-too-large", policy.check, "x" * 4097)
        self.assert_code("too-large", policy.check, "x" * 140_000)
        self.assert_code("too-large", policy.check, "x" * 2_000_000)
        self.assert_code("too-large", engine().policy, " " * 300_000 + "{}")

    def test_problems(self) -> None:
        document = {"version": 1, "password": {"rules": {"min-lenght": {"min": 8}}}}
        error = self.assert_code("invalid-policy", engine().policy, document)
        self.assertEqual(error.problems[0]["code"], "unknown-rule")
        self.assertEqual(error.problems[0]["pointer"], "/password/rules/min-lenght")
        self.assertEqual(str(pickle.loads(pickle.dumps(error))), str(error))

    def test_digest(self) -> None:
        digest = hashlib.sha256(ENGINE.read_bytes()).hexdigest()
        Engine.open(ENGINE, digest=digest)
        Engine.open(ENGINE, digest=f"sha256:{digest}")
        self.assert_code("digest-mismatch", Engine.open, ENGINE, digest="sha256:" + "0" * 64)
        self.assert_code("digest-mismatch", Engine.open, ENGINE, digest="")

    def test_no_engine(self) -> None:
        self.assert_code("wasm-unavailable", Engine.open, "/nowhere/engine.wasm")

    def test_closed(self) -> None:
        with engine().policy(DOCUMENT) as policy:
            self.assertTrue(policy.check("correct horse 1").ok)
        self.assert_code("unknown-policy", policy.check, "correct horse 1")

    def test_nothing_is_baked_in(self) -> None:
        self.assert_code("unknown-policy", engine().policy)


class Use(unittest.TestCase):
    """Long and parallel use."""

    def test_threads_share_a_policy(self) -> None:
        policy = engine().policy(DOCUMENT)
        verdicts: list[tuple[int, str]] = []

        def check(length: int) -> None:
            for _ in range(200):
                verdicts.append((length, policy.summary("1" * length).verdict))

        threads = [threading.Thread(target=check, args=(length,)) for length in (4, 7, 8, 64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expected = {(4, "refuse"), (7, "refuse"), (8, "accept"), (64, "accept")}
        self.assertEqual((len(verdicts), set(verdicts)), (800, expected))

    def test_memory_does_not_grow(self) -> None:
        policy = engine().policy(DOCUMENT)
        self.check_many(policy, 2_000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.check_many(policy, 20_000)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        self.assertLess(grown, 1024, "KiB")

    def check_many(self, policy: Policy, count: int) -> None:
        for _ in range(count):
            policy.summary("correct horse battery staple 1" * 10)
