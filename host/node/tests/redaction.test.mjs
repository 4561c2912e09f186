/** Texts and streams of text: the same output however they come, and places in units of JavaScript. */

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import test from 'node:test';
import { Engine, WicketgateError } from '@wicketgate/node';

const DOCUMENT = { version: 1, redaction: { kinds: { 'us-ssn': {} } } };
const TEXT = '💩 é write to ada@example.com 💩, or bob@example.org';
const LEFT = '💩 é write to [EMAIL_ADDRESS] 💩, or [EMAIL_ADDRESS]';

const engine = await Engine.open();
const policy = engine.policy(DOCUMENT);
const code = (code) => (error) => error instanceof WicketgateError && error.code === code;

test('a text, and where its matches stand', () => {
  const { text, counts, malformed, spans } = policy.redact(TEXT, { spans: true });
  assert.deepEqual([text, counts, malformed], [LEFT, { EMAIL_ADDRESS: 2 }, 0]);
  const found = spans.map(({ start, end }) => TEXT.slice(start, end));
  assert.deepEqual(found, ['ada@example.com', 'bob@example.org']);
  assert.equal(policy.redact(TEXT).spans, undefined);
  assert.deepEqual(policy.redact('nothing', { spans: true }), {
    counts: {},
    malformed: 0,
    spans: [],
    text: 'nothing',
  });
  assert.deepEqual([...new Set(spans.map(({ action }) => action))], ['replace']);
  assert.ok(Object.isFrozen(spans[0]));
});

test('a text that is longer than a request', () => {
  const long = `${TEXT}\n`.repeat(20_000);
  const { text, counts } = policy.redact(long);
  assert.equal(text, `${LEFT}\n`.repeat(20_000));
  assert.equal(counts.EMAIL_ADDRESS, 40_000);
});

test('options reach the engine', () => {
  const json = '{"mail":"ada@example.com"}';
  const { text } = policy.redact(json, { format: 'json' });
  assert.deepEqual(JSON.parse(text), { mail: '[EMAIL_ADDRESS]' });
  const known = [{ value: 'Lovelace', label: 'NAME' }];
  assert.equal(policy.redact('Ada LOVELACE', { known }).text, 'Ada [NAME]');
  assert.throws(() => policy.redact('', { profile: 'none' }), code('invalid-request'));
  assert.throws(() => policy.redactStream([], { key: '00' }), code('invalid-request'));
});

test('chunks, cut anywhere, even within a character', async () => {
  for (const size of [1, 2, 3, 7, 1000]) {
    const chunks = [];
    for (let at = 0; at < TEXT.length; at += size) chunks.push(TEXT.slice(at, at + size));
    const stream = policy.redactStream(chunks);
    assert.equal(stream.report, undefined);
    assert.equal([...stream].join(''), LEFT);
    assert.deepEqual(stream.report, { counts: { EMAIL_ADDRESS: 2 }, malformed: 0 });
    const slow = policy.redactStream(Readable.from(chunks));
    let out = '';
    for await (const text of slow) out += text;
    assert.equal(out, LEFT);
    assert.deepEqual(slow.report, stream.report);
  }
});

test('lone surrogates are never replaced', () => {
  for (const text of ['\ud800', 'abc\udfff', '\udca9\ud83d']) {
    assert.throws(() => policy.redact(text), code('malformed-json'));
    assert.throws(() => [...policy.redactStream([text])], code('malformed-json'));
    assert.throws(() => engine.redact('{}', text), code('malformed-json'));
  }
});

test('a stream that nobody reads to its end is let go', () => {
  for (let count = 0; count < 200; count += 1) {
    for (const _ of policy.redactStream([TEXT.repeat(100), TEXT])) break;
    policy.redactStream([TEXT]).dispose();
    assert.throws(() => policy.redact('\ud800'));
    assert.throws(() => [...policy.redactStream(['\ud800'])]);
  }
  assert.equal(policy.redact(TEXT).text, LEFT);
});

test('tokens open with their key alone, however long the text is', () => {
  const tokens = engine.policy({ version: 1, redaction: { action: 'token' } });
  const [key, other] = ['11', '22'].map((digits) => ({ id: 'k1', key: digits.repeat(64) }));
  const given = `${TEXT} ${'x'.repeat(30)}\n`.repeat(2_000);
  const { text } = tokens.redact(given, { token: { ...key, tenant: 'acme' } });
  assert.ok(!text.includes('example'));
  const opened = tokens.reveal(text, { keys: [key], tenant: 'acme' });
  assert.deepEqual(opened, { forged: 0, opened: 4_000, text: given, unknownKey: 0 });
  const { forged, text: left } = tokens.reveal(text, { keys: [other], tenant: 'acme' });
  assert.deepEqual([forged, left === text], [4_000, true]);
  assert.equal(tokens.reveal(text, { keys: [] }).unknownKey, 4_000);
  assert.equal(tokens.reveal('', { keys: [] }).text, '');
  assert.throws(
    () => tokens.reveal('', { keys: [{ id: 'k1', key: '11' }] }),
    code('invalid-request'),
  );
});

test("the engine's own functions", () => {
  const { policy } = JSON.parse(engine.load(JSON.stringify(DOCUMENT))).ok;
  const request = JSON.stringify({ policy });
  assert.equal(engine.redact(request, TEXT), LEFT);
  const { stream } = JSON.parse(engine.redactOpen(request)).ok;
  const out = engine.redactPush(stream, TEXT);
  const { ok } = JSON.parse(engine.redactClose(stream));
  assert.equal(out + ok.text, LEFT);
  assert.throws(() => engine.redactPush(stream, TEXT), code('unknown-stream'));
  assert.equal(JSON.parse(engine.redactClose(stream)).error.code, 'unknown-stream');
  assert.throws(() => engine.redact('{}', TEXT), code('invalid-request'));
  assert.throws(() => engine.redact(request, 'x'.repeat(2_000_000)), code('too-large'));
  engine.unload(policy);
});
