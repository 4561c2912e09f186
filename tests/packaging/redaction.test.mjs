/** Redaction through the packed package: whole texts, streams, and what base says. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { project } from './project.mjs';

const DOCUMENT = { version: 1, redaction: { kinds: { 'us-ssn': {} } } };
const TEXT = '💩 é write to ada@example.com 💩, or bob@example.org';
const LEFT = '💩 é write to [EMAIL_ADDRESS] 💩, or [EMAIL_ADDRESS]';
const REPORT = { counts: { EMAIL_ADDRESS: 2 }, malformed: 0 };

const folder = project('node');
const { load, open, WicketgateError } = await import(pathToFileURL(`${folder}everything.js`));
const policy = await load(DOCUMENT, { build: 'full' });
const refused = (code) => (error) => error instanceof WicketgateError && error.code === code;

/** What comes out of a stream that is given chunks. */
async function through(stream, chunks) {
  const writer = stream.writable.getWriter();
  const written = (async () => {
    for (const chunk of chunks) await writer.write(chunk);
    await writer.close();
  })();
  let out = '';
  try {
    for await (const text of stream.readable) out += text;
  } finally {
    await written.catch(() => {});
  }
  return out;
}

describe('a text', () => {
  test('and where its matches stand', () => {
    const { spans, ...redacted } = policy.redact(TEXT, { spans: true });
    assert.deepEqual(redacted, { ...REPORT, text: LEFT });
    const found = spans.map(({ start, end }) => TEXT.slice(start, end));
    assert.deepEqual(found, ['ada@example.com', 'bob@example.org']);
    assert.deepEqual(policy.redact(TEXT), { ...REPORT, text: LEFT });
    assert.ok(Object.isFrozen(spans[0]));
  });

  test('that is longer than a request', () => {
    const { text, counts } = policy.redact(`${TEXT}\n`.repeat(20_000));
    assert.equal(text, `${LEFT}\n`.repeat(20_000));
    assert.equal(counts.EMAIL_ADDRESS, 40_000);
  });

  test('with options', () => {
    const known = [{ value: 'Lovelace', label: 'NAME' }];
    assert.equal(policy.redact('{"a":"Ada LOVELACE"}', { known }).text, '{"a":"Ada [NAME]"}');
    assert.throws(() => policy.redact('', { profile: 'none' }), refused('invalid-request'));
    assert.throws(() => policy.redaction({ key: '00' }), refused('invalid-request'));
  });
});

describe('a stream', () => {
  test('gives the same, cut anywhere, even within a character', async () => {
    for (const size of [1, 2, 3, 7, 1000]) {
      const chunks = [];
      for (let at = 0; at < TEXT.length; at += size) chunks.push(TEXT.slice(at, at + size));
      const stream = policy.redaction();
      assert.equal(await through(stream, chunks), LEFT);
      assert.deepEqual(await stream.report, REPORT);
    }
  });

  test('fails with what is no text, and so does its report', async () => {
    for (const chunks of [['\ud800'], ['a\udc00b'], ['💩'.slice(1), '💩']]) {
      const stream = policy.redaction();
      await assert.rejects(through(stream, chunks), refused('malformed-json'));
      await assert.rejects(stream.report, refused('malformed-json'));
    }
  });

  test('is let go when it fails', async () => {
    for (let count = 0; count < 100; count += 1) {
      await assert.rejects(through(policy.redaction(), ['\ud800']));
      assert.throws(() => policy.redact('\ud800'), refused('malformed-json'));
    }
    assert.equal(policy.redact(TEXT).text, LEFT);
  });

  test('ends with its policy', async () => {
    const brief = await load({ version: 1 }, { build: 'full' });
    const stream = brief.redaction();
    brief.dispose();
    await assert.rejects(through(stream, ['a']), refused('unknown-policy'));
    assert.throws(() => brief.redact('a'), refused('unknown-policy'));
  });
});

test('base has none', async () => {
  const base = await load(policy.publicForm().document, { build: 'base' });
  assert.throws(() => base.redact('a'), refused('not-in-this-build'));
  assert.throws(() => base.redaction(), refused('not-in-this-build'));
  const engine = await open('base');
  assert.throws(() => engine.redact('{}', 'a'), refused('not-in-this-build'));
  assert.throws(() => engine.redactPush(1, 'a'), refused('not-in-this-build'));
  const { error } = JSON.parse(engine.redactClose(1));
  assert.equal(error.code, 'not-in-this-build');
});
