"""Plays one script of events and tells what each step gives beside what it should.

A string `$2/decision/issued/flow` in an event is the value at that JSON Pointer in the answer of
step 2, and `${2/decision/issued/flow}` the text inside another one; step 0 is the creation of the
account or the organisation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = Any
Difference = tuple[str, Json, Json]
GROUP = {"comment", "document", "account", "organization", "tests"}
STEP = {"activity", "at", "context", "deadline", "decision", "effects"}
STEP |= {"error", "event", "in_force", "unique", "violated"}
KEYS = [{"id": "k1", "key": "11" * 32}]


def known_group(group: Json) -> None:
    """Holds a group to its members."""
    known(group, GROUP)


def play(ask: Callable[[Json], Json], policy: int, group: Json, test: Json) -> Iterator[Difference]:
    """Plays a script: pairs of what is expected and what was found, each with its name."""
    op = "organization.step" if "organization" in group else "account.step"
    fixed = {"keys": KEYS, "op": op, "policy": policy}
    answers: list[Json] = []
    state: Json = None

    def step(number: int, at: int, event: Json, context: Json) -> Json:
        nonlocal state
        filled = refer({"id": f"e{number}", **event}, answers)
        request = {**fixed, "entropy": f"{number:064x}", "event": filled, "now": at}
        answer = ask({**request, "state": state, **context})
        if "ok" in answer:
            state = answer["ok"].get("state")
        answers.append(answer)
        return answer

    begun = group.get("account", group.get("organization"))
    if begun is None:
        answers.append({})
    else:
        created = step(0, 0, {**begun, "type": "create", "actor": {"role": "system"}}, {})
        yield "created", "allow", created["ok"]["decision"]["outcome"]
    digests = []
    for number, expected in enumerate(test["steps"], start=1):
        known(expected, STEP)
        answer = step(number, expected["at"], expected["event"], expected.get("context", {}))
        event = expected["event"].get("id", f"e{number}")
        for what, wanted, found in compare(expected, answer, event):
            yield f"step {number}, {what}", wanted, found
        digests.append(answer.get("ok", {}).get("digest", ""))
    yield "digests", test["digests"], digests


def compare(expected: Json, answer: Json, event: str) -> Iterator[Difference]:
    """What one step should give and what it gave."""
    if "error" in expected:
        yield "error", expected["error"], answer.get("error", {}).get("code")
        return
    ok = answer["ok"]
    decision = dict(ok["decision"])
    if decision.get("internal") == {"reason": decision["reason"]}:
        del decision["internal"]
    yield "decision", expected.get("decision"), decision
    effects = [dict(effect) for effect in ok["effects"]]
    ids = [effect.pop("id") for effect in effects]
    yield "ids of effects", [f"{event}.{index}" for index in range(len(ids))], ids
    yield "effects", expected.get("effects", []), effects
    lines = [f"{it['action']} {it['outcome']} {it['reason']}" for it in ok["activity"]]
    yield "activity", expected.get("activity", lines), lines
    for name in ["deadline", "in_force"]:
        if name in expected:
            yield name, expected[name], ok.get(name)
    unique = [f"{'claim' if it['claim'] else 'release'} {it['kind']}" for it in ok["unique"]]
    yield "unique", expected.get("unique", []), unique
    rules = ok.get("report", {}).get("rules", [])
    violated = [rule["code"] for rule in rules if rule["status"] == "violated"]
    yield "violated", expected.get("violated", []), violated


def refer(value: Json, answers: list[Json]) -> Json:
    """A value in which what earlier steps answered stands for the references to it."""
    if isinstance(value, str):
        if re.match(r"\$[0-9]+/", value):
            return answered(value[1:], answers)
        return re.sub(r"\$\{([^}]*)\}", lambda found: answered(found[1], answers), value)
    if isinstance(value, list):
        return [refer(item, answers) for item in value]
    if isinstance(value, dict):
        return {name: refer(item, answers) for name, item in value.items()}
    return value


def answered(reference: str, answers: list[Json]) -> Json:
    """What stands at a step and a JSON Pointer in its answer."""
    step, *path = reference.split("/")
    found = answers[int(step)]["ok"]
    for name in path:
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found


def known(value: Json, names: set[str]) -> None:
    """Holds an object to its members."""
    unknown = value.keys() - names
    if unknown:
        raise ValueError(f"unknown member {sorted(unknown)[0]}")
