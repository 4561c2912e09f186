"""Presidio and scrubadub on the first part of the corpus; `cargo xtask bench --peers` runs it.

Presidio has its pattern recognizers alone: names and places need a language model, which is no part
of the comparison. Where the documents of presidio-research are there, it is also told how much of
them it finds, by the same rule as ours: exact spans, whatever the score.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import scrubadub
from presidio_analyzer import EntityRecognizer, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

BYTES = 200_000
ROUNDS = 3
KINDS = ["EMAIL_ADDRESS", "US_SSN", "IP_ADDRESS", "IBAN_CODE", "CREDIT_CARD", "PHONE_NUMBER"]


def main() -> None:
    """Prints a row of the table for each, and what Presidio finds."""
    logging.disable(logging.WARNING)
    whole = Path(os.environ["TEXT"]).read_bytes()[:BYTES]
    text = whole[: whole.rindex(b"\n") + 1].decode()
    recognizers = patterns()
    scrubber = scrubadub.Scrubber()
    passes: dict[str, Callable[[str], object]] = {
        "Presidio 2.2.366, pattern recognizers, 200 KB": lambda text: anonymize(recognizers, text),
        "scrubadub 2.0.1, 200 KB": scrubber.clean,
    }
    for name, rate in measure(passes, text).items():
        print("row", "redaction", name, rate, sep="\t")
    cases = Path(os.environ["CASES"])
    if cases.is_file():
        print(recall(recognizers, cases))


def patterns() -> list[EntityRecognizer]:
    """Everything that Presidio has for English without a model."""
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    return [it for it in registry.recognizers if not isinstance(it, SpacyRecognizer)]


def find(recognizers: list[EntityRecognizer], text: str) -> list[tuple[int, int, str]]:
    """What is found, in code points."""
    found = []
    for recognizer in recognizers:
        results = recognizer.analyze(text, recognizer.supported_entities, None)
        found += [(it.start, it.end, it.entity_type) for it in results or []]
    return sorted(set(found))


def anonymize(recognizers: list[EntityRecognizer], text: str) -> str:
    """The text with its matches replaced; of those that overlap the first one counts."""
    out, at = [], 0
    for start, end, label in find(recognizers, text):
        if start >= at:
            out += [text[at:start], f"<{label}>"]
            at = end
    return "".join([*out, text[at:]])


def measure(passes: dict[str, Callable[[str], object]], text: str) -> dict[str, float]:
    """Medians in MB/s over interleaved rounds, by processor time."""
    rates: dict[str, list[float]] = {name: [] for name in passes}
    for _ in range(ROUNDS):
        for name, redact in passes.items():
            start = process_time()
            redact(text)
            rates[name].append(len(text.encode()) / 1e6 / (process_time() - start))
    return {name: median(rounds) for name, rounds in rates.items()}


def recall(recognizers: list[EntityRecognizer], cases: Path) -> str:
    """How many of the spans in documents are found exactly."""
    counts = {kind: [0, 0] for kind in KINDS}
    for line in cases.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = [tuple(span) for span in row["spans"] if span[2] in counts]
        found = set(find(recognizers, row["text"])) if expected else set()
        for span in expected:
            counts[span[2]][0] += span in found
            counts[span[2]][1] += 1
    told = ", ".join(f"{kind} {found} of {of}" for kind, (found, of) in counts.items())
    return f"exact spans that Presidio finds in the same documents: {told}"


if __name__ == "__main__":
    main()
