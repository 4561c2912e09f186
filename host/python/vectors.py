"""Runs every vector of ``tests/vectors`` on the component in wasmtime's Python binding.

    python host/python/vectors.py [engine.wasm [folder]]

Walks the folders, refuses members and schemas it does not know, prints one line of counts, and
fails when a vector fails or none ran. Everything goes through the engine's own JSON texts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import script
from wicketgate import Engine

Json = Any
ROOT = Path(__file__).parents[2]
TEST = ["id", "comment", "spec?"]
CONTEXT = ["account?", "cohort?", "environment?", "facts?", "mode?"]
CONTEXT += ["now?", "old_password?", "subject?", "year?"]
REDACT = ["text", "format?", "profile?", "key?", "known?", "token?"]
REDACT += ["redacted", "counts?", "spans?", "malformed?"]
PASSWORD = ["flags?", "password", "context?", "binds?", "violations", "undecided?", "needs?"]


class Mismatch(Exception):
    """Why a vector fails, or is not one."""


class Runner:
    """Runs files of vectors and keeps the counts."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.files = 0
        self.tests = 0
        self.not_in_this_build = 0
        self.failures: list[str] = []
        self.path = ""
        self.ids: set[int] = set()

    def run_file(self, vectors: Path, file: Path) -> None:
        """Runs the tests of one file."""
        self.files += 1
        self.path = file.relative_to(vectors).as_posix()
        self.ids = set()
        runners: dict[str, Callable[[Json], None]] = {
            "call-v1.json": self.run_calls,
            "password-v1.json": self.run_passwords,
            "policy-v1.json": self.run_policies,
            "redact-v1.json": self.run_texts,
            "script-v1.json": self.run_scripts,
        }
        try:
            suite = json.loads(file.read_text(encoding="utf-8"))
            equal("suite", self.path.removesuffix(".json"), suite["suite"])
            if suite["schema"] not in runners:
                raise Mismatch(f"unknown schema {show(suite['schema'])}")
            runners[suite["schema"]](suite)
        except Exception as error:
            self.failures.append(f"{self.path}: {type(error).__name__}: {error}")

    def run_passwords(self, suite: Json) -> None:
        """Checks each password in full and in compact form."""
        members(suite, ["suite", "schema", "notes?", "groups"])
        for group in suite["groups"]:
            members(group, ["comment?", "policy|document", "tests"])
            short = {"version": 1, "password": {"rules": group.get("policy")}}
            with self.policy(group.get("document", short)) as policy:
                for test in group["tests"]:
                    self.run_test(test, PASSWORD, lambda test: self.check_password(policy, test))

    def check_password(self, policy: int, test: Json) -> None:
        """Compares both reports on one password with what the vector says."""
        context, binds = test.get("context", {}), test.get("binds", True)
        violations, undecided = test["violations"], test.get("undecided", [])
        members(context, CONTEXT)
        for violation in violations:
            members(violation, ["code", "params", "fix?"])
            members(violation.get("fix", {"code": "", "params": {}}), ["code", "params"])
        verdict = "undecided" if undecided else "accept"
        if violations and binds:
            verdict = "refuse"
        asked = {"op": "password.check", "password": test["password"], "policy": policy}
        report = self.ask({**context, **asked})
        violated = [rule for rule in report["rules"] if rule["status"] == "violated"]
        fixes = ["fix" in violation for violation in violations]
        fixes += [False] * (len(violated) - len(fixes))
        found = [finding(rule, fix) for rule, fix in zip(violated, fixes, strict=False)]
        pending = [rule["code"] for rule in report["rules"] if rule["status"] == "undecided"]
        equal("violations", violations, found)
        equal("undecided", undecided, pending)
        equal("needs", test.get("needs"), report.get("needs"))
        equal("binds", binds, report["binds"])
        equal("verdict", verdict, report["verdict"])
        equal("ok", verdict == "accept", report["ok"])
        compact = self.ask({**context, **asked, "compact": True})
        equal("compact violated", [each["code"] for each in violations], compact["violated"])
        equal("compact verdict", verdict, compact["verdict"])
        equal("compact needs", test.get("needs"), compact.get("needs"))

    def run_policies(self, suite: Json) -> None:
        """Loads each document."""
        members(suite, ["suite", "schema", "tests"])
        for test in suite["tests"]:
            self.run_test(test, ["document|text", "problems|error|resolved"], self.check_policy)

    def check_policy(self, test: Json) -> None:
        """Compares the answer to one document with what the vector says."""
        text = test["text"] if "text" in test else json.dumps(test["document"])
        answer = self.read(self.engine.load(text))
        if "resolved" in test:
            policy = expect_ok(answer)["policy"]
            described = self.ask({"op": "policy.describe", "policy": policy})
            self.engine.unload(policy)
            return equal("resolved", test["resolved"], described["document"])
        error = answer.get("error", {})
        if "error" in test:
            return equal("error", test["error"], error.get("code"))
        equal("error", "invalid-policy", error.get("code"))
        problems = [pick(problem, ["code", "pointer"]) for problem in error["problems"]]
        return equal("problems", test["problems"], problems)

    def run_calls(self, suite: Json) -> None:
        """Sends each request."""
        members(suite, ["suite", "schema", "groups"])
        for group in suite["groups"]:
            members(group, ["document", "tests"])
            with self.policy(group["document"]) as policy:
                for test in group["tests"]:
                    own = ["request|text", "answer"]
                    self.run_test(test, own, lambda test: self.check_call(policy, test))

    def check_call(self, policy: int, test: Json) -> None:
        """Compares the whole answer to one request with what the vector says."""
        request = json.dumps({"policy": policy, **test.get("request", {})})
        text = test.get("text", request).replace("{{policy}}", str(policy))
        answer = self.read(self.engine.call(text))
        equal("answer", test["answer"], answer, wildcard=True)

    def run_texts(self, suite: Json) -> None:
        """Redacts each text."""
        members(suite, ["suite", "schema", "notes?", "groups"])
        for group in suite["groups"]:
            members(group, ["comment?", "document", "tests"])
            with self.policy(group["document"]) as policy:
                for test in group["tests"]:
                    self.run_test(test, REDACT, partial(self.check_text, policy))

    def check_text(self, policy: int, test: Json) -> None:
        """Redacts one text in three ways, which must agree with the vector and with each other."""
        text = test["text"]
        plain = {"policy": policy, "format": test.get("format", "text")}
        given = ("profile", "key", "known", "token")
        plain |= {name: test[name] for name in given if name in test}
        asked = self.ask({**plain, "op": "redact", "spans": True, "text": text})
        spans = asked.get("spans", [])
        found = [[span["start"], span["end"], span["label"]] for span in spans]
        equal("text", test["redacted"], asked["text"])
        equal("counts", test.get("counts", asked["counts"]), asked["counts"])
        equal("spans", test.get("spans", found), found)
        equal("malformed", test.get("malformed", asked["malformed"]), asked["malformed"])
        last, counts, encoded = 0, Counter[str](), text.encode()
        for start, end, label in found:
            if not last <= start < end <= len(encoded):
                raise Mismatch(f"a span is out of order or out of the text: {show(spans)}")
            encoded[start:end].decode()
            last = end
            counts[label] += 1
        equal("spans of each label", asked["counts"], dict(counts))
        equal("the function", test["redacted"], self.engine.redact(json.dumps(plain), text))
        opened = self.read(self.engine.redact_open(json.dumps({**plain, "spans": True})))
        stream = expect_ok(opened)["stream"]
        size = 1 if len(text) < 200 else 7
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        out = "".join(self.engine.redact_push(stream, piece) for piece in pieces)
        closed = expect_ok(self.read(self.engine.redact_close(stream)))
        equal("the stream", asked, {**closed, "text": out + closed["text"]})

    def run_scripts(self, suite: Json) -> None:
        """Plays each script."""
        members(suite, ["suite", "schema", "groups"])
        for group in suite["groups"]:
            script.known_group(group)
            with self.policy(group["document"]) as policy:
                for test in group["tests"]:
                    check = partial(self.check_script, policy, group)
                    self.run_test(test, ["steps", "digests"], check)

    def check_script(self, policy: int, group: Json, test: Json) -> None:
        """Plays one script and compares each step."""
        differences = script.play(self.answer, policy, group, test)
        for what, expected, found in differences:
            equal(what, expected, found, wildcard=True)

    def answer(self, request: Json) -> Json:
        """The whole answer to a request."""
        return self.read(self.engine.call(json.dumps(request)))

    def run_test(self, test: Json, own: list[str], run: Callable[[Json], None]) -> None:
        """Counts a test, runs it and keeps its failure."""
        self.tests += 1
        try:
            members(test, TEST + own)
            if test["id"] in self.ids:
                raise Mismatch("the id is used twice")
            self.ids.add(test["id"])
            run(test)
        except Exception as error:
            name = f"{self.path} {test.get('id')} ({test.get('comment')})"
            self.failures.append(f"{name}: {type(error).__name__}: {error}")

    @contextmanager
    def policy(self, document: Json) -> Generator[int, None, None]:
        """Holds a policy for the tests of a group."""
        policy = expect_ok(self.read(self.engine.load(json.dumps(document))))["policy"]
        yield policy
        self.engine.unload(policy)

    def ask(self, request: Json) -> Json:
        """What a request is answered, which must be `ok`."""
        return expect_ok(self.read(self.engine.call(json.dumps(request))))

    def read(self, text: str) -> Json:
        """An answer as JSON."""
        answer = json.loads(text)
        if answer.get("error", {}).get("code") == "not-in-this-build":
            self.not_in_this_build += 1
        return answer


def finding(rule: Json, fix: bool) -> Json:
    """What a vector says of a violated rule."""
    found = pick(rule, ["code", "params"])
    if fix and "fix" in rule:
        found["fix"] = pick(rule["fix"], ["code", "params"])
    return found


def pick(value: Json, names: list[str]) -> Json:
    """Some members of an object."""
    return {name: value[name] for name in names}


def expect_ok(answer: Json) -> Json:
    """The `ok` member of an answer."""
    if "ok" not in answer:
        raise Mismatch(f"expected ok, got {show(answer)}")
    return answer["ok"]


def equal(what: str, expected: Json, actual: Json, *, wildcard: bool = False) -> None:
    """Holds one value to the other."""
    if not same(expected, actual, wildcard=wildcard):
        raise Mismatch(f"{what}: expected {show(expected)}, got {show(actual)}")


def same(expected: Json, actual: Json, *, wildcard: bool) -> bool:
    """Equality in JSON, where true is not 1; with a wildcard, "*" stands for any string."""
    if wildcard and expected == "*":
        return isinstance(actual, str)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(
            same(expected[key], actual[key], wildcard=wildcard) for key in expected
        )
    if isinstance(expected, list) and isinstance(actual, list):
        return len(expected) == len(actual) and all(
            same(one, other, wildcard=wildcard) for one, other in zip(expected, actual, strict=True)
        )
    return isinstance(expected, bool) == isinstance(actual, bool) and bool(expected == actual)


def members(value: Json, names: list[str]) -> None:
    """Holds an object to its members: `a` must be there, `a?` may be, of `a|b` exactly one must."""
    known = {key for name in names for key in name.removesuffix("?").split("|")}
    for key in value.keys() - known:
        raise Mismatch(f"unknown member {show(key)}")
    for name in names:
        if not name.endswith("?") and sum(key in value for key in name.split("|")) != 1:
            raise Mismatch(f"exactly one of {show(name)} is needed")


def show(value: Json) -> str:
    """A value as one line of JSON, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 500 else f"{text[:500]}…"


def main() -> int:
    """Runs all of them."""
    defaults = [f"{ROOT}/target/wicketgate/engine.wasm", f"{ROOT}/tests/vectors"]
    engine, folder = sys.argv[1:] + defaults[len(sys.argv) - 1 :]
    vectors = Path(folder)
    runner = Runner(Engine.open(engine))
    for file in sorted(vectors.glob("*/*.json")):
        if file.parent.name != "schema":
            runner.run_file(vectors, file)
    for failure in runner.failures:
        print(failure, file=sys.stderr)
    counts = f"files={runner.files} tests={runner.tests}"
    print(f"vectors: engine=python {counts} not-in-this-build={runner.not_in_this_build}")
    return 1 if runner.failures or runner.tests == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
