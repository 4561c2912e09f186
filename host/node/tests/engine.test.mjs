/** The JavaScript face of the engine: values, errors, edges. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { Engine, EngineFault, WicketgateError } from '@wicketgate/node';
import { hostile } from './hostile.mjs';

const RULES = { 'min-length': { min: 8 }, 'max-length': { max: 64 }, digit: {} };
const DOCUMENT = { version: 1, password: { rules: RULES } };
const HASH =
  '$argon2id$v=19$m=7168,t=5,p=1$AAECAwQFBgcICQoLDA0ODw$8cZyfmGLYgTYc8avb2ZXWqFShr92bklhQdS/tplOl9k';
const PASSWORDS = ['', 'abc', 'correct horse 1', 'пароль 2024', '💩'.repeat(70)];

const wasm = await readFile(new URL('../engine.core.wasm', import.meta.url));
const memories = watchMemories();
const engine = await Engine.open();
const policy = engine.policy(DOCUMENT);
const handle = JSON.parse(engine.load(JSON.stringify(DOCUMENT))).ok.policy;

test('a report says what the text says', () => {
  for (const password of PASSWORDS) {
    const raw = ask({ op: 'password.check', password });
    const { formDigest, ...report } = policy.check(password);
    assert.deepEqual({ ...report, form_digest: formDigest }, raw, password);
    const compact = ask({ op: 'password.check', password, compact: true });
    assert.deepEqual({ ...policy.summary(password) }, compact, password);
  }
});

test('the other questions', () => {
  const { formDigest, ...requirements } = policy.requirements();
  const raw = ask({ op: 'password.requirements' });
  assert.deepEqual({ ...requirements, form_digest: formDigest }, raw);
  assert.deepEqual(policy.publicForm(), ask({ op: 'policy.public' }));
  assert.deepEqual(policy.describe().document, ask({ op: 'policy.describe' }).document);
  assert.equal(policy.formDigest, policy.check('').formDigest);
  assert.equal(policy.digest, policy.describe().digest);
});

test('answers are frozen and keep the names of parameters', () => {
  const rules = { symbol: { mode: 'ascii_punct' }, classes: { symbol_mode: 'ascii_punct' } };
  const { rules: entries } = engine.policy({ version: 1, password: { rules } }).check('a');
  const classes = entries.find((entry) => entry.code === 'classes');
  assert.equal(classes.params.symbol_mode, 'ascii_punct');
  assert.ok([entries, classes, classes.params].every(Object.isFrozen));
});

test('context', () => {
  const effective_from = [{ from: '2021-03-15' }];
  const later = engine.policy({ version: 1, password: { rules: RULES, effective_from } });
  assert.equal(later.check('a', { subject: 'new', now: 0 }).binds, true);
  const { binds, bindsFrom } = later.check('a', { subject: 'existing', now: 0 });
  assert.deepEqual([binds, bindsFrom], [false, Date.UTC(2021, 2, 15)]);
  const meddling = { op: 'policy.public', policy: 9, password: 'correct horse 1' };
  assert.equal(policy.check('a', meddling).ok, false);
});

test('an account begins, signs in and is kept as it is', () => {
  const keys = [{ id: 'k1', key: '11'.repeat(32) }];
  const step = (state, event, now) => policy.step({ state, event, keys, now });
  const actor = { role: 'system' };
  const begun = { type: 'create', id: 'e1', account: 'a1', login: 'ada', mustChange: false, actor };
  const made = step(undefined, { ...begun, hash: HASH }, 0);
  assert.equal(made.decision.outcome, 'allow');
  const asked = step(made.state, { type: 'sign-in', id: 'e2' }, 1000);
  const { attempt, hashes } = asked.decision.verify;
  const settle = (result) => {
    const results = hashes.map(({ name }) => ({ name, result }));
    return step(asked.state, { type: 'settle', id: 'e3', attempt, results }, 1100);
  };
  assert.equal(settle('mismatch').decision.outcome, 'deny');
  const [signedIn, again] = [settle('match'), settle('match')];
  assert.equal(signedIn.decision.outcome, 'allow');
  assert.notEqual(signedIn.decision.issued.session, again.decision.issued.session);
  const { digest } = step(signedIn.state, { type: 'tick', id: 'e4', actor }, 1100);
  assert.equal(digest, signedIn.digest);
  assert.throws(() => step({ v: 999 }, { type: 'tick', id: 'e5' }, 0), { code: 'newer-state' });
});

test('an organisation begins, with the entropy that is given', () => {
  const actor = { role: 'system' };
  const event = { type: 'create', id: 'e1', organization: 'o1', actor };
  const keys = [{ id: 'k1', key: '11'.repeat(32) }];
  const made = policy.stepOrganization({ event, keys, now: 0, entropy: new Uint8Array(32) });
  assert.equal(made.decision.outcome, 'allow');
  assert.ok(Object.isFrozen(made.state));
  const short = { event, keys, now: 0, entropy: new Uint8Array(31) };
  assert.throws(() => policy.stepOrganization(short), { code: 'invalid-request' });
});

test('a hash is made with a salt of its own, and verified', () => {
  const small = { hashing: { memory: 7168, iterations: 5, salt_bytes: 24 } };
  const policy = engine.policy({ version: 1, password: small });
  const [{ hash }, other] = [policy.hash('a word'), policy.hash('a word')];
  assert.notEqual(hash, other.hash);
  assert.equal(hash.split('$')[4].length, 32);
  assert.deepEqual({ ...policy.verify('a word', hash) }, { match: true, rehash: false });
  assert.equal(policy.verify('another', hash).match, false);
  const entropy = Uint8Array.from({ length: 24 }, (_, index) => index);
  const salted = policy.hash('a word', { entropy });
  assert.equal(salted.hash.split('$')[4], Buffer.from(entropy).toString('base64'));
  throws('invalid-request', () => policy.hash('a word', { entropy: entropy.slice(1) }));
  throws('invalid-hash', () => policy.verify('a word', 'none'));
});

test('warnings', () => {
  assert.deepEqual(policy.warnings, []);
  const rules = { common: {}, 'min-length': { min: 15 } };
  const [{ code, pointer }] = engine.policy({ version: 1, password: { rules } }).warnings;
  assert.deepEqual([code, pointer], ['common-list-short', '/password/rules/common']);
});

test('a document may be text', () => {
  assert.equal(engine.policy(JSON.stringify(DOCUMENT)).digest, policy.digest);
});

test('lone surrogates are never replaced', () => {
  for (const text of ['\ud800', 'abc\udfff', '\udca9\ud83d']) {
    throws('malformed-json', () => policy.check(text));
    throws('malformed-json', () => policy.summary(text));
    throws('malformed-json', () => policy.check('a', { environment: text }));
    throws('malformed-json', () => engine.call(text));
    throws('malformed-json', () => engine.load(text));
    throws('malformed-json', () => engine.policy({ $comment: text }));
  }
  assert.equal(policy.check(`${'💩'.repeat(7)}1`).ok, true);
});

test('length', () => {
  throws('password-too-large', () => policy.check('x'.repeat(4097)));
  throws('too-large', () => policy.check('x'.repeat(140_000)));
  throws('too-large', () => policy.check('x'.repeat(2_000_000)));
  throws('too-large', () => engine.policy(`${' '.repeat(300_000)}{}`));
});

test('problems', () => {
  const document = { version: 1, password: { rules: { 'min-lenght': { min: 8 } } } };
  const { problems } = throws('invalid-policy', () => engine.policy(document));
  const [{ code, pointer }] = problems;
  assert.deepEqual([code, pointer], ['unknown-rule', '/password/rules/min-lenght']);
});

test('digest', async () => {
  const digest = createHash('sha256').update(wasm).digest('hex');
  await Engine.open({ digest });
  await Engine.open({ bytes: wasm, digest: `sha256:${digest}` });
  await assert.rejects(Engine.open({ digest: '0'.repeat(64) }), { code: 'digest-mismatch' });
  await assert.rejects(Engine.open({ digest: '' }), { code: 'digest-mismatch' });
  const module = await WebAssembly.compile(wasm);
  assert.equal((await Engine.open({ module })).describe(), (await Engine.open()).describe());
  await assert.rejects(Engine.open({ module, digest }), { code: 'wasm-refused' });
  await assert.rejects(Engine.open({ module, digest: '' }), { code: 'wasm-refused' });
});

test('no engine', async () => {
  const absent = Engine.open({ path: '/nowhere/engine.core.wasm' });
  await assert.rejects(absent, { code: 'wasm-unavailable' });
});

test('disposed of', () => {
  const brief = engine.policy(DOCUMENT);
  brief[Symbol.dispose]();
  throws('unknown-policy', () => brief.check('a'));
});

test('nothing is baked in', () => {
  throws('unknown-policy', () => engine.policy());
});

test('100,000 calls and 1,000 documents do not grow the memory', () => {
  const password = 'correct horse battery staple 1'.repeat(10);
  for (let count = 0; count < 1_000; count += 1) policy.summary(password);
  const before = memories.map((memory) => memory.buffer.byteLength);
  for (let count = 0; count < 100_000; count += 1) policy.summary(password);
  const document = JSON.stringify(DOCUMENT);
  for (let count = 0; count < 1_000; count += 1) {
    engine.unload(JSON.parse(engine.load(document)).ok.policy);
  }
  const after = memories.slice(0, before.length).map((memory) => memory.buffer.byteLength);
  assert.deepEqual(after, before);
});

test('an answer survives the growth of the memory', async () => {
  const GROW = [0x41, 10, 0x40, 0, 0x1a];
  const growing = (await Engine.open({ bytes: hostile(GROW) })).policy(DOCUMENT);
  for (let count = 0; count < 3; count += 1) {
    assert.equal(growing.summary('x'.repeat(300)).verdict, 'refuse');
  }
});

test('errors are told apart', () => {
  const error = throws('unknown-policy', () => engine.policy());
  assert.ok(error instanceof Error && !(error instanceof EngineFault));
});

function ask(request) {
  return JSON.parse(engine.call(JSON.stringify({ ...request, policy: handle }))).ok;
}

function throws(code, run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof WicketgateError, error);
    assert.equal(error.code, code);
    return error;
  }
  assert.fail(`expected ${code}`);
}

/** The memories of all instances from now on. */
function watchMemories() {
  const watched = [];
  WebAssembly.Instance = class extends WebAssembly.Instance {
    constructor(module) {
      super(module);
      watched.push(this.exports.memory);
    }
  };
  return watched;
}
