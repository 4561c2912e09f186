"""Texts and streams of text: the same output however they come, and places in characters."""

from __future__ import annotations

import json
import unittest
from collections.abc import Callable
from typing import Any

from support import engine

from wicketgate import RedactedSpan, RedactionReport, Revealed, TokenKey, WicketgateError

DOCUMENT: dict[str, Any] = {"version": 1, "redaction": {"kinds": {"us-ssn": {}}}}
TEXT = "💩 é write to ada@example.com 💩, or bob@example.org"
LEFT = "💩 é write to [EMAIL_ADDRESS] 💩, or [EMAIL_ADDRESS]"


class Redaction(unittest.TestCase):
    """What the package makes of the engine's redaction."""

    def setUp(self) -> None:
        self.policy = engine().policy(DOCUMENT)

    def assert_code(self, code: str, run: Callable[..., object], *given: object) -> None:
        with self.assertRaises(WicketgateError) as raised:
            run(*given)
        self.assertEqual(raised.exception.code, code)

    def test_a_text_and_where_its_matches_stand(self) -> None:
        redacted = self.policy.redact(TEXT, spans=True)
        self.assertEqual((redacted.text, redacted.malformed), (LEFT, 0))
        self.assertEqual(redacted.counts, {"EMAIL_ADDRESS": 2})
        found = [TEXT[span.start : span.end] for span in redacted.spans]
        self.assertEqual(found, ["ada@example.com", "bob@example.org"])
        self.assertIsInstance(redacted.spans[0], RedactedSpan)
        self.assertEqual({span.action for span in redacted.spans}, {"replace"})
        self.assertEqual(self.policy.redact(TEXT).spans, ())

    def test_a_text_that_is_longer_than_a_request(self) -> None:
        redacted = self.policy.redact(f"{TEXT}\n" * 20_000, spans=True)
        self.assertEqual(redacted.text, f"{LEFT}\n" * 20_000)
        self.assertEqual(redacted.counts, {"EMAIL_ADDRESS": 40_000})
        last = redacted.spans[-1]
        self.assertEqual((TEXT + "\n")[-16:-1], (f"{TEXT}\n" * 20_000)[last.start : last.end])

    def test_options_reach_the_engine(self) -> None:
        redacted = self.policy.redact('{"mail":"ada@example.com"}', format="json")
        self.assertEqual(json.loads(redacted.text), {"mail": "[EMAIL_ADDRESS]"})
        known = self.policy.redact("Ada LOVELACE", known=[{"value": "Lovelace", "label": "NAME"}])
        self.assertEqual(known.text, "Ada [NAME]")
        self.assert_code("invalid-request", lambda: self.policy.redact("", profile="none"))
        self.assert_code("invalid-request", lambda: self.policy.redact_stream([], key="00"))

    def test_tokens_open_with_their_key_alone_however_long_the_text_is(self) -> None:
        tokens = engine().policy({"version": 1, "redaction": {"action": "token"}})
        key, other = ({"id": "k1", "key": digits * 64} for digits in ("11", "22"))
        given = f"{TEXT} {'x' * 30}\n" * 2_000
        made = tokens.redact(given, token={"id": "k1", "key": key["key"], "tenant": "acme"}).text
        self.assertNotIn("example", made)
        keys: list[TokenKey] = [{"id": "k1", "key": key["key"]}]
        opened = tokens.reveal(made, keys, tenant="acme")
        self.assertEqual(opened, Revealed(0, 4_000, given, 0))
        self.assertNotIn("ada", repr(opened))
        others: list[TokenKey] = [{"id": "k1", "key": other["key"]}]
        self.assertEqual(tokens.reveal(made, others, tenant="acme").forged, 4_000)
        self.assertEqual(tokens.reveal(made, []), Revealed(0, 0, made, 4_000))
        short: list[TokenKey] = [{"id": "k1", "key": "11"}]
        self.assert_code("invalid-request", lambda: tokens.reveal("", short))

    def test_chunks_cut_anywhere(self) -> None:
        for size in (1, 2, 3, 7, 1000):
            chunks = [TEXT[at : at + size] for at in range(0, len(TEXT), size)]
            stream = self.policy.redact_stream(chunks)
            self.assertIsNone(stream.report)
            self.assertEqual("".join(stream), LEFT)
            self.assertEqual(stream.report, RedactionReport({"EMAIL_ADDRESS": 2}, 0))

    def test_surrogates_are_never_replaced_or_joined(self) -> None:
        for text in ("\ud800", "abc\udfff", "\ud83d\udca9"):
            self.assert_code("malformed-json", self.policy.redact, text)
            stream = self.policy.redact_stream(text)
            self.assert_code("malformed-json", list, stream)

    def test_a_stream_that_nobody_reads_to_its_end_is_let_go(self) -> None:
        for _ in range(200):
            with self.policy.redact_stream([TEXT * 100, TEXT]) as stream:
                next(stream)
            self.policy.redact_stream([TEXT]).close()
            self.assertRaises(WicketgateError, self.policy.redact, "\ud800")
        self.assertEqual(self.policy.redact(TEXT).text, LEFT)

    def test_the_engines_own_functions(self) -> None:
        policy = json.loads(engine().load(json.dumps(DOCUMENT)))["ok"]["policy"]
        request = json.dumps({"policy": policy})
        self.assertEqual(engine().redact(request, TEXT), LEFT)
        stream = json.loads(engine().redact_open(request))["ok"]["stream"]
        out = engine().redact_push(stream, TEXT)
        closed = json.loads(engine().redact_close(stream))["ok"]
        self.assertEqual(out + closed["text"], LEFT)
        self.assert_code("unknown-stream", lambda: engine().redact_push(stream, TEXT))
        answer = json.loads(engine().redact_close(stream))
        self.assertEqual(answer["error"]["code"], "unknown-stream")
        self.assert_code("invalid-request", lambda: engine().redact("{}", TEXT))
        self.assert_code("too-large", lambda: engine().redact(request, "x" * 2_000_000))
        engine().unload(policy)
