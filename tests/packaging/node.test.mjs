/** The packed package in Node: every entry point, and what its functions promise. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { project } from './project.mjs';

const RULES = { 'min-length': { min: 8 }, classes: { min: 3 }, digit: {} };
const DOCUMENT = { version: 1, password: { rules: RULES } };

const HASH =
  '$argon2id$v=19$m=7168,t=5,p=1$AAECAwQFBgcICQoLDA0ODw$8cZyfmGLYgTYc8avb2ZXWqFShr92bklhQdS/tplOl9k';

const folder = project('node');
const { load, open, WicketgateError, passwordSchema, formSchema, form, files } = await import(
  pathToFileURL(`${folder}everything.js`)
);
const refused = (code) => (error) => {
  assert.ok(error instanceof WicketgateError, String(error));
  assert.equal(error.code, code);
  return true;
};

describe('entry points', () => {
  for (const script of ['main.js', 'main.cjs']) {
    test(script, () => {
      const printed = execFileSync('node', [script], { cwd: folder, encoding: 'utf8' });
      assert.equal(printed, '3 more characters\n');
    });
  }

  test('the example of the README', () => {
    const readme = readFileSync(`${folder}node_modules/wicketgate/README.md`, 'utf8');
    const [, example] = /```js\n([^`]*)```/.exec(readme);
    writeFileSync(`${folder}readme.js`, example);
    const printed = execFileSync('node', ['readme.js'], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual(printed.trim().split('\n'), [
      'refuse',
      'min-length violated use at least 8 characters 2 more characters',
      'digit violated use at least 1 digit (0-9) 1 more digit',
    ]);
  });

  test('the form may be imported where there is no document', () => {
    assert.equal(typeof form.WicketgatePassword, 'function');
  });

  test('both WebAssembly files have an address', () => {
    for (const file of files) assert.ok(existsSync(fileURLToPath(file)), file);
  });
});

describe('answers', () => {
  test('the typed report is what the call answers', async () => {
    const policy = await load(DOCUMENT);
    for (const password of ['', 'short', 'Longer-than-8', 'aaaaaaaaaa', 'пароль-Z9', '💩💩']) {
      const [report, called] = [
        policy.check(password),
        policy.call({ op: 'password.check', password }),
      ];
      const { formDigest, ...rest } = report;
      assert.deepEqual({ ...rest, form_digest: formDigest }, called, password);
      assert.deepEqual(
        policy.summary(password),
        policy.call({ op: 'password.check', password, compact: true }),
      );
    }
    const { formDigest, ...rest } = policy.requirements();
    const requirements = policy.call({ op: 'password.requirements' });
    assert.deepEqual({ ...rest, form_digest: formDigest }, requirements);
    assert.deepEqual(policy.publicForm(), policy.call({ op: 'policy.public' }));
  });

  test('are frozen throughout, with the names of parameters as the policy has them', async () => {
    const policy = await load(DOCUMENT);
    const report = policy.check('short');
    const frozen = (value) =>
      typeof value !== 'object' || (Object.isFrozen(value) && Object.values(value).every(frozen));
    assert.ok(frozen(report));
    assert.ok(frozen(policy.publicForm()));
    assert.ok('symbol_mode' in report.rules.find(({ code }) => code === 'classes').params);
    assert.equal(report.formDigest, policy.formDigest);
  });

  test('options reach the engine', async () => {
    const dated = {
      ...DOCUMENT,
      password: { ...DOCUMENT.password, effective_from: [{ from: '2021-03-15' }] },
    };
    const policy = await load(dated, { build: 'full' });
    const now = Date.UTC(2021, 0, 1);
    assert.equal(policy.check('short', { subject: 'existing', now }).binds, false);
    assert.equal(policy.check('short', { subject: 'existing', now }).bindsFrom > now, true);
    assert.equal(policy.check('short').binds, true);
    assert.throws(() => policy.check('short', { subject: 'existing' }), refused('needs-now'));
  });

  test('a hash is made with a salt of its own, and verified', async () => {
    const hashing = { memory: 7168, iterations: 5, salt_bytes: 40 };
    const document = { version: 1, password: { hashing } };
    const policy = await load(document, { build: 'full' });
    const [{ hash }, other] = [policy.hash('a word'), policy.hash('a word')];
    assert.notEqual(hash, other.hash);
    assert.equal(Buffer.from(hash.split('$')[4], 'base64').length, 40);
    assert.deepEqual(policy.verify('a word', hash), { match: true, rehash: false });
    assert.equal(policy.verify('another', hash).match, false);
    const entropy = '0123456789abcdef'.repeat(5);
    assert.equal(
      Buffer.from(policy.hash('a word', { entropy }).hash.split('$')[4], 'base64').toString('hex'),
      entropy,
    );
    assert.throws(() => policy.hash('a word', { entropy: '00' }), refused('invalid-request'));
    const aged = (await load(DOCUMENT, { build: 'full' })).verify('a word', hash);
    assert.deepEqual(aged, { match: true, rehash: true, because: ['memory'] });
    const base = await load(policy.publicForm().document, { build: 'base' });
    assert.throws(() => base.hash('a word'), refused('not-in-this-build'));
    assert.throws(() => base.verify('a word', hash), refused('not-in-this-build'));
  });

  test('an account begins and signs in', async () => {
    const policy = await load(DOCUMENT, { build: 'full' });
    const keys = [{ id: 'k1', key: '11'.repeat(32) }];
    const actor = { role: 'system' };
    const step = (state, event, now) => policy.step({ state, event, keys, now });
    const begun = { type: 'create', id: 'e1', account: 'a1', login: 'ada', mustChange: false };
    const made = step(undefined, { ...begun, hash: HASH, actor }, 0);
    assert.equal(made.decision.outcome, 'allow');
    const asked = step(made.state, { type: 'sign-in', id: 'e2' }, 1000);
    const { attempt } = asked.decision.verify;
    const settle = (result) => {
      const results = [{ name: 'current', result }];
      return step(asked.state, { type: 'settle', id: 'e3', attempt, results }, 1100);
    };
    assert.equal(settle('mismatch').decision.outcome, 'deny');
    const tokens = [settle('match'), settle('match')].map((step) => step.decision.issued.session);
    assert.notEqual(tokens[0], tokens[1]);
    const event = { type: 'create', id: 'e1', organization: 'o1', actor };
    const request = { event, keys, now: 0, entropy: '00'.repeat(32) };
    assert.equal(policy.stepOrganization(request).decision.outcome, 'allow');
    const base = await load(policy.publicForm().document, { build: 'base' });
    assert.throws(() => base.step({ event, keys, now: 0 }), refused('not-in-this-build'));
  });

  test('what the author of a policy should know', async () => {
    const rules = { common: {}, 'min-length': { min: 15 } };
    const { warnings } = await load({ version: 1, password: { rules } }, { build: 'full' });
    assert.deepEqual(
      warnings.map(({ code, pointer }) => [code, pointer]),
      [['common-list-short', '/password/rules/common']],
    );
    assert.deepEqual((await load(DOCUMENT, { build: 'full' })).warnings, []);
  });

  test('the whole policy is told by the full build alone', async () => {
    const full = await load(DOCUMENT, { build: 'full' });
    assert.deepEqual(full.describe().document.password.rules.digit, { min: 1 });
    assert.equal(full.describe().formDigest, full.formDigest);
    const base = await load(full.publicForm().document, { build: 'base' });
    assert.throws(() => base.describe(), refused('not-in-this-build'));
    assert.equal(base.formDigest, full.formDigest);
    await assert.rejects(load(DOCUMENT, { build: 'base' }), refused('not-in-this-build'));
  });
});

describe('loading', () => {
  let site;
  let asked = 0;
  before(async () => {
    site = createServer(({ url }, response) => {
      asked += 1;
      const answer = { digest: 'unused', document: DOCUMENT };
      if (url === '/v1/policy') response.setHeader('content-type', 'application/json');
      else response.statusCode = 404;
      response.end(JSON.stringify(answer));
    });
    await new Promise((done) => site.listen(0, '127.0.0.1', done));
  });
  after(() => site.close());
  const address = (path) => `http://127.0.0.1:${site.address().port}${path}`;

  test('a document, its text and its address are one policy', async () => {
    const sources = [
      DOCUMENT,
      ` ${JSON.stringify(DOCUMENT)}`,
      address('/v1/policy'),
      new URL(address('/v1/policy')),
    ];
    const digests = new Set();
    for (const source of sources) digests.add((await load(source)).digest);
    assert.equal(digests.size, 1);
  });

  test('who asks for an address at once shares one request', async () => {
    asked = 0;
    await Promise.all([load(address('/v1/policy')), load(address('/v1/policy'))]);
    assert.equal(asked, 1);
  });

  test('an address without a policy is an error', async () => {
    await assert.rejects(load(address('/nothing')), refused('policy-unavailable'));
  });

  test('many loads of one policy hold one, until the last lets go', async () => {
    const engine = await open('base');
    const held = () => JSON.parse(engine.describe()).policies.length;
    const before = held();
    const document = { form: 1, password: { messages: {}, rules: { 'min-length': { min: 31 } } } };
    const policies = await Promise.all(Array.from({ length: 100 }, () => load(document)));
    assert.equal(held(), before + 1);
    const [last, ...others] = policies;
    for (const policy of others) policy.dispose();
    assert.throws(() => others[0].check('a'), refused('unknown-policy'));
    assert.equal(last.summary('a').verdict, 'refuse');
    last.dispose();
    last.dispose();
    assert.equal(held(), before);
  });

  test('a policy that base cannot hold gets the full build, unless base was asked for', async () => {
    const preset = { version: 1, extends: 'preset:default' };
    assert.equal((await load(preset)).check('').verdict, 'refuse');
    await assert.rejects(load(preset, { build: 'base' }), refused('not-in-this-build'));
  });

  test('every problem of a document is told', async () => {
    const document = {
      version: 1,
      password: { rules: { 'min-lenght': { min: 8 }, digit: { min: 0 } } },
    };
    await assert.rejects(load(document), (error) => {
      refused('invalid-policy')(error);
      const told = error.problems.map(({ code, nearest }) => ({ code, nearest }));
      assert.deepEqual(told, [
        { code: 'unknown-rule', nearest: 'min-length' },
        { code: 'out-of-range', nearest: undefined },
      ]);
      assert.equal(error.pointer, error.problems[0].pointer);
      return true;
    });
  });
});

describe('text that is not Unicode', () => {
  const ILL_FORMED = ['\ud800', 'a\udc00b', '\udc00\ud800', '💩\ud83d'];

  test('is refused wherever it comes in, and never replaced', async () => {
    const policy = await load(DOCUMENT);
    const engine = await open('base');
    for (const text of ILL_FORMED) {
      const raw = [
        engine.call(`{"op":"password.check","policy":1,"password":"${text}"}`),
        engine.call(`{"op":"password.check","policy":1,"password":"\\${text}"}`),
        engine.load(`{"version":1,"$comment":"${text}","password":{"rules":{}}}`),
      ];
      for (const answer of raw) assert.equal(JSON.parse(answer).error?.code, 'malformed-json');
      for (const ask of [
        () => policy.check(text),
        () => policy.summary(text),
        () => policy.check('a', { cohort: text }),
        () => policy.call({ op: 'password.check', password: text }),
      ]) {
        assert.throws(ask, refused('malformed-json'));
      }
      await assert.rejects(load({ ...DOCUMENT, $comment: text }), refused('malformed-json'));
    }
    assert.equal(policy.check('💩').rules[0].params.actual, 1);
  });
});

describe('errors', () => {
  test('never hold the password', async () => {
    const policy = await load(DOCUMENT);
    const secret = 'hunter2-hunter2';
    for (const request of [
      { op: 'password.check', password: secret.repeat(400) },
      { op: 'password.check', password: `${secret}\ud800` },
      { op: 'password.check', password: [secret] },
      { op: 'password.check', pasword: secret, password: secret },
      { op: secret },
    ]) {
      assert.throws(
        () => policy.call(request),
        (error) => {
          const told = `${error} ${error.stack} ${JSON.stringify(error.problems)} ${error.cause}`;
          assert.ok(error instanceof WicketgateError);
          assert.ok(request.op === secret || !told.includes('hunter2'), told);
          return true;
        },
      );
    }
  });

  test('WebAssembly that is none can be tried again', async () => {
    const again = await import(
      `${pathToFileURL(folder)}node_modules/wicketgate/dist/engine.js?again`
    );
    await assert.rejects(
      again.open('full', new Uint8Array(8)),
      (error) => error.code === 'wasm-unavailable',
    );
    assert.equal(typeof (await again.open('full')).describe(), 'string');
  });
});

describe('Standard Schema', () => {
  test('of a password', async () => {
    const { validate, vendor, version } = passwordSchema(await load(DOCUMENT))['~standard'];
    assert.deepEqual([vendor, version], ['wicketgate', 1]);
    assert.deepEqual(validate('Longer-than-8'), { value: 'Longer-than-8' });
    const messages = validate('short1').issues.map(({ message }) => message);
    assert.equal(messages.length, 2);
    assert.equal(messages[0], 'use at least 8 characters');
    assert.equal(validate(undefined).issues.length, 1);
  });

  test('of a form', async () => {
    const { validate } = formSchema(await load(DOCUMENT), 'password')['~standard'];
    const values = { name: 'a', password: 'Longer-than-8' };
    assert.deepEqual(validate(values), { value: values });
    assert.deepEqual(validate({ name: 'a', password: '' }).issues[0].path, ['password']);
    assert.equal(validate(null).issues.length, 1);
  });

  test('a rule that only the server decides does not stop the form', async () => {
    const later = {
      form: 1,
      password: { rules: { 'min-length': { min: 2 }, 'not-known-yet': {} } },
    };
    const policy = await load(later);
    assert.equal(policy.check('long').verdict, 'undecided');
    assert.deepEqual(passwordSchema(policy)['~standard'].validate('long'), { value: 'long' });
  });
});
