"""The runner fails on what it does not know, so that no engine skips a vector quietly."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from support import engine

from vectors import Runner, same

TEST = {"id": 1, "comment": "two letters", "password": "ab", "violations": []}
GROUP = {"policy": {"min-length": {"min": 2}}, "tests": [TEST]}
SUITE = {"suite": "password/sample", "schema": "password-v1.json", "groups": [GROUP]}
SHORT = {"code": "min-length", "params": {"min": 2, "actual": 1}}


def with_test(**members: Any) -> Any:
    """The suite with another test."""
    return {**SUITE, "groups": [{**GROUP, "tests": [{**TEST, **members}]}]}


def with_violation(**members: Any) -> Any:
    """The suite with a test that is violated."""
    return with_test(password="a", violations=[{**SHORT, **members}])


WRONG = {
    "an unknown schema": {**SUITE, "schema": "password-v2.json"},
    "another name": {**SUITE, "suite": "password/other"},
    "an unknown member of the file": {**SUITE, "skip": True},
    "an unknown member of a group": {**SUITE, "groups": [{**GROUP, "skip": True}]},
    "an unknown member of a test": with_test(skip=True),
    "an unknown member of a context": with_test(context={"skip": True}),
    "an id twice": {**SUITE, "groups": [GROUP, GROUP]},
    "a policy that is refused": {**SUITE, "groups": [{**GROUP, "policy": {"none": {}}}]},
    "a violation too few": with_test(password="a"),
    "a violation too many": with_test(violations=[SHORT]),
    "another parameter": with_violation(params={"min": 2, "actual": 0}),
    "another type": with_violation(params={"min": 2, "actual": True}),
    "another fix": with_violation(fix={"code": "add-characters", "params": {"count": 2}}),
    "another binding": with_test(binds=False),
    "an undecided rule": with_test(undecided=["min-length"]),
}


class Strictness(unittest.TestCase):
    """What counts, and what fails."""

    def run_suite(self, suite: Any) -> Runner:
        runner = Runner(engine())
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "password", "sample.json")
            file.parent.mkdir()
            file.write_text(json.dumps(suite))
            runner.run_file(Path(folder), file)
        return runner

    def test_what_holds_is_counted(self) -> None:
        runner = self.run_suite(SUITE)
        self.assertEqual((runner.files, runner.tests, runner.failures), (1, 1, []))
        fix = {"code": "add-characters", "params": {"count": 1}}
        self.assertEqual(self.run_suite(with_violation(fix=fix)).failures, [])

    def test_what_is_wrong_fails(self) -> None:
        for name, suite in WRONG.items():
            with self.subTest(name):
                self.assertEqual(len(self.run_suite(suite).failures), 1)

    def test_equality_is_that_of_json(self) -> None:
        self.assertFalse(same(1, True, wildcard=False))
        self.assertFalse(same("*", "a", wildcard=False))
        self.assertTrue(same({"a": ["*"]}, {"a": ["b"]}, wildcard=True))
        self.assertFalse(same({"a": "*"}, {"a": 1}, wildcard=True))
