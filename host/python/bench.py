"""Verifying the code of an authenticator app in Python, beside pyotp; `cargo xtask bench` runs it.

The package steps an account that waits for a code; pyotp compares a code with those of three steps
and keeps nothing. The account is the one that was measured in Rust.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time_ns

import pyotp

from wicketgate import Engine

Verify = Callable[[str], bool]


def main() -> None:
    """Prints a row of the table for each."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    codes, request = kept["codes"], kept["request"]
    with Engine.open().policy(kept["document"]) as policy:

        def step(code: str) -> bool:
            event = {**request["event"], "code": code}
            stepped = policy.step(
                state=request["state"], event=event, keys=request["keys"], now=request["now"]
            )
            return bool(stepped["decision"]["outcome"] == "allow")

        cases: dict[str, Verify] = {
            "wicketgate, `step`, package for Python": step,
            "pyotp in Python": lambda code: pyotp.TOTP(kept["secret"]).verify(
                code, for_time=request["now"] // 1000, valid_window=1
            ),
        }
        for name, micros in measure(cases, codes).items():
            print("row", "totp", name, *micros, sep="\t")


def measure(cases: dict[str, Verify], codes: list[str]) -> dict[str, list[float]]:
    """Medians in microseconds over interleaved rounds, for a right and a wrong code."""
    for name, verify in cases.items():
        if [verify(code) for code in codes] != [True, False]:
            raise SystemExit(f"{name} takes a right code for wrong, or a wrong one for right")
    times: dict[str, list[list[float]]] = {name: [[] for _ in codes] for name in cases}
    for _ in range(ROUNDS):
        for name, verify in cases.items():
            for rounds, code in zip(times[name], codes, strict=True):
                rounds.append(microseconds(verify, code))
    return {name: [median(rounds) for rounds in columns] for name, columns in times.items()}


def microseconds(verify: Verify, code: str) -> float:
    """Processor time of a call, which other programs disturb less than the clock's."""
    start, calls, spent = process_time_ns(), 0, 0
    while spent < ROUND:
        for _ in range(BATCH):
            verify(code)
        calls += BATCH
        spent = process_time_ns() - start
    return spent / 1000 / calls


KEPT = Path(__file__).parents[2] / "target" / "bench" / "totp.json"
ROUNDS = 9
# Nanoseconds of one round.
ROUND = 40_000_000
BATCH = 16

if __name__ == "__main__":
    main()
