/**
 * Runs vector files against an engine; a page runs it as it stands.
 *
 * There is no list of files and none of exceptions: a schema or a member that this file does not know, a
 * suite with the wrong name and an empty file are failures. `cargo xtask test` compares the counts.
 */

import { compare, known, same } from './compare.mjs';
import { knownGroup, play } from './script.mjs';

/**
 * @typedef {{ describe(): string, load(text: string): string, unload(policy: number): void, call(text: string): string,
 *   redact(request: string, text: string): string, redactOpen(request: string): string,
 *   redactPush(stream: number, text: string): string, redactClose(stream: number): string }} Engine
 * @param {Engine} engine
 * @param {{ suite: string, text: string }[]} files
 * @param {Engine} [server] The full build, which makes the form documents that the base build is given.
 */
export function run(engine, files, server) {
  const { build, operations, rules } = JSON.parse(engine.describe());
  const opens = operations.includes('redact.reveal');
  const tally = { build, opens, rules, server, files: 0, tests: 0, outside: 0, failures: [] };
  if (build !== 'base' && build !== 'full') tally.failures.push(`describe: unknown build ${build}`);
  for (const { suite, text } of files) {
    try {
      runFile(engine, suite, JSON.parse(text), tally);
    } catch (error) {
      tally.failures.push(`${suite}: ${error.message}`);
    }
  }
  const { tests, outside, failures } = tally;
  return { files: tally.files, tests, outside, failures };
}

function runFile(engine, suite, file, tally) {
  const format = FORMATS[file.schema];
  if (!format) throw new Error(`unknown schema ${file.schema}`);
  known(file, ['suite', 'schema', ...format.members]);
  if (file.suite !== suite) throw new Error(`the suite is ${file.suite}`);
  const ids = new Set();
  tally.files += 1;
  for (const { id, token = false, test } of format.tests(engine, file, tally)) {
    if (ids.has(id)) throw new Error(`two tests have the id ${id}`);
    ids.add(id);
    tally.tests += 1;
    try {
      test();
    } catch (error) {
      // The full build leaves nothing out but what needs a key of tokens, and says so in `operations`.
      const partial = tally.build === 'base' || (token && !tally.opens);
      if (!(error instanceof OutsideBuild) || !partial) {
        tally.failures.push(`${suite} test ${id}: ${error.message}`);
      } else {
        tally.outside += 1;
      }
    }
  }
  if (ids.size === 0) throw new Error('the file has no tests');
}

const FORMATS = {
  'call-v1.json': {
    members: ['groups'],
    *tests(engine, { groups }, tally) {
      for (const group of groups) {
        known(group, ['document', 'tests']);
        const policy = lazy(() => held(engine, group.document, tally));
        for (const test of group.tests) {
          const token = /"redact\.reveal"|"token":/.test(test.text ?? JSON.stringify(test.request));
          yield { id: test.id, token, test: () => call(engine, policy(), test, tally) };
        }
        policy.release((handle) => engine.unload(handle));
      }
    },
  },
  'password-v1.json': {
    members: ['notes', 'groups'],
    *tests(engine, { groups }, tally) {
      for (const group of groups) {
        known(group, ['comment', 'policy', 'document', 'tests']);
        const document =
          either(group, 'policy', 'document') === 'document'
            ? group.document
            : { version: 1, password: { rules: group.policy } };
        const policy = lazy(() => held(engine, document, tally));
        for (const test of group.tests) {
          const { rules } = tally;
          yield { id: test.id, test: () => password(engine, policy(), test, group.policy, rules) };
        }
        policy.release((handle) => engine.unload(handle));
      }
    },
  },
  'policy-v1.json': {
    members: ['tests'],
    *tests(engine, { tests }) {
      for (const test of tests) yield { id: test.id, test: () => policy(engine, test) };
    },
  },
  'redact-v1.json': {
    members: ['notes', 'groups'],
    *tests(engine, { groups }, tally) {
      for (const group of groups) {
        known(group, ['comment', 'document', 'tests']);
        const policy = lazy(() => held(engine, group.document, tally));
        for (const test of group.tests) {
          const token = test.token !== undefined;
          yield { id: test.id, token, test: () => redact(engine, policy(), test) };
        }
        policy.release((handle) => engine.unload(handle));
      }
    },
  },
  'script-v1.json': {
    members: ['groups'],
    *tests(engine, { groups }) {
      const ask = (request) => {
        const answer = parse(engine.call(JSON.stringify(request)));
        leave(answer);
        return answer;
      };
      for (const group of groups) {
        knownGroup(group);
        const policy = lazy(() => ok(engine.load(JSON.stringify(group.document))).policy);
        for (const test of group.tests) {
          yield { id: test.id, test: () => play(ask, policy(), group, test) };
        }
        policy.release((handle) => engine.unload(handle));
      }
    },
  },
};

/**
 * The number under which an engine holds a policy. The base build reads form documents alone: it is given
 * the one that the full build makes of the policy, as a page is by its server.
 */
function held(engine, document, { build, server }) {
  if (build === 'full' || 'form' in document) {
    return ok(engine.load(JSON.stringify(document))).policy;
  }
  const { policy } = ok(server.load(JSON.stringify(document)));
  const ask = (op) => ok(server.call(JSON.stringify({ op, policy }))).document;
  try {
    // A form document has no dates, and no words of `deny-list`: what depends on them no page can tell.
    const { effective_from: dates, rules } = ask('policy.describe').password;
    if (dates || rules['deny-list']) throw new OutsideBuild();
    return ok(engine.load(JSON.stringify(ask('policy.public')))).policy;
  } finally {
    server.unload(policy);
  }
}

function call(engine, handle, test, { build }) {
  known(test, ['id', 'comment', 'spec', 'request', 'text', 'answer']);
  const text =
    either(test, 'request', 'text') === 'request'
      ? JSON.stringify({ policy: handle, ...test.request })
      : test.text.replaceAll('{{policy}}', handle);
  const answer = parse(engine.call(text));
  if (same(build === 'base' ? unexplained(test.answer) : test.answer, answer)) return;
  leave(answer);
  throw new Error(`expected ${JSON.stringify(test.answer)}, found ${JSON.stringify(answer)}`);
}

/** What the base build says of problems: code and place. */
function unexplained(answer) {
  if (!answer.error?.problems) return answer;
  const problems = answer.error.problems.map(({ allowed, given, nearest, ...problem }) => problem);
  return { error: { ...answer.error, problems } };
}

const CONTEXT = [
  'account',
  'cohort',
  'environment',
  'facts',
  'mode',
  'now',
  'old_password',
  'subject',
  'year',
];

function password(engine, handle, test, configured, registry) {
  known(test, [
    'id',
    'comment',
    'spec',
    'flags',
    'password',
    'context',
    'binds',
    'violations',
    'undecided',
    'needs',
  ]);
  known(test.context ?? {}, CONTEXT);
  const { binds = true, violations, undecided = [] } = test;
  const request = {
    op: 'password.check',
    policy: handle,
    password: test.password,
    ...test.context,
  };
  const report = ok(engine.call(JSON.stringify(request)));
  const with_ = (status) => report.rules.filter((entry) => entry.status === status);
  if (with_('undecided').some(({ params }) => params.because === 'not-in-this-build')) {
    throw new OutsideBuild();
  }
  const violated = with_('violated');
  equal(violated.map(pick), violations.map(pick), 'violations');
  violations.forEach((violation, index) => {
    known(violation, ['code', 'params', 'fix']);
    if (violation.fix) equal(pick(violated[index].fix), violation.fix, 'fix');
  });
  equal(
    with_('undecided').map(({ code }) => code),
    undecided,
    'undecided',
  );
  equal(
    with_('satisfied').length + violated.length + undecided.length,
    report.rules.length,
    'statuses',
  );
  equal(
    with_('satisfied').some(({ fix }) => fix),
    false,
    'fix of a satisfied rule',
  );
  equal(report.needs ?? null, test.needs ?? null, 'needs');
  equal(report.binds, binds, 'binds');
  const verdict = verdictOf(binds, violations, undecided);
  equal(report.verdict, verdict, 'verdict');
  equal(report.ok, verdict === 'accept', 'ok');
  everyRule(engine, handle, report, configured, registry);
  const codes = violations.map(({ code }) => code);
  const compact = ok(engine.call(JSON.stringify({ ...request, compact: true })));
  const { needs = null, ...summary } = compact;
  equal(needs, test.needs ?? null, 'compact needs');
  equal(summary, { ok: report.ok, undecided, verdict, violated: codes }, 'compact report');
}

/** The verdict follows from the entries: no vector states it. */
function verdictOf(binds, violations, undecided) {
  if (!binds) return 'accept';
  if (violations.length > 0) return 'refuse';
  return undecided.length > 0 ? 'undecided' : 'accept';
}

/** Every rule that is configured has an entry, in registry order. */
function everyRule(engine, handle, report, configured, registry) {
  const codes = report.rules.map(({ code }) => code);
  const asked = ok(engine.call(JSON.stringify({ op: 'password.requirements', policy: handle })));
  equal(
    codes,
    asked.rules.map(({ code }) => code),
    'entries, beside password.requirements',
  );
  if (!configured) return;
  equal(
    codes,
    registry.filter((code) => code in configured),
    'entries, beside the policy',
  );
  equal(codes.length, Object.keys(configured).length, 'rules known to the engine');
}

/** The operation, the function and a stream, which must agree with the vector and with each other. */
function redact(engine, handle, test) {
  known(test, ['id', 'comment', 'spec', ...REDACT]);
  const { text, format = 'text', profile, key, known: values, token, redacted } = test;
  const plain = { policy: handle, format, profile, key, known: values, token };
  const asked = ok(engine.call(JSON.stringify({ ...plain, op: 'redact', spans: true, text })));
  const spans = (asked.spans ?? []).map(({ start, end, label }) => [start, end, label]);
  equal(asked.text, redacted, 'text');
  equal(asked.counts, test.counts ?? asked.counts, 'counts');
  equal(spans, test.spans ?? spans, 'spans');
  equal(asked.malformed, test.malformed ?? asked.malformed, 'malformed');
  inOrder(spans, text, asked.counts);
  equal(engine.redact(JSON.stringify(plain), text), redacted, 'the function');
  const { stream } = ok(engine.redactOpen(JSON.stringify({ ...plain, spans: true })));
  const characters = [...text];
  const size = characters.length < 200 ? 1 : 7;
  let out = '';
  for (let at = 0; at < characters.length; at += size) {
    out += engine.redactPush(stream, characters.slice(at, at + size).join(''));
  }
  const closed = ok(engine.redactClose(stream));
  equal({ ...closed, text: out + closed.text }, asked, 'the stream');
}

/** Each span is of whole characters of the text and behind the last one; so many have each label. */
function inOrder(spans, text, counts) {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const found = {};
  let last = 0;
  for (const [start, end, label] of spans) {
    if (start < last || end <= start || end > bytes.length) {
      throw new Error(`a span is out of order or out of the text: ${JSON.stringify(spans)}`);
    }
    decoder.decode(bytes.subarray(start, end));
    last = end;
    found[label] = (found[label] ?? 0) + 1;
  }
  equal(counts, found, 'spans of each label');
}

const REDACT = [
  'text',
  'format',
  'profile',
  'key',
  'known',
  'token',
  'redacted',
  'counts',
  'spans',
  'malformed',
];

function policy(engine, test) {
  known(test, ['id', 'comment', 'spec', 'document', 'text', 'problems', 'error', 'resolved']);
  const text =
    either(test, 'document', 'text') === 'text' ? test.text : JSON.stringify(test.document);
  const answer = parse(engine.load(text));
  try {
    expectLoaded(engine, test, answer);
  } finally {
    if (answer.ok) engine.unload(answer.ok.policy);
  }
}

function expectLoaded(engine, test, answer) {
  const expected = either(test, 'problems', 'error', 'resolved');
  if (expected === 'error' && answer.error?.code === test.error) return;
  leave(answer);
  if (expected === 'error') {
    throw new Error(`expected ${test.error}, found ${JSON.stringify(answer)}`);
  }
  if (expected === 'resolved') {
    equal(answer.error, undefined, 'error');
    const request = { op: 'policy.describe', policy: answer.ok.policy };
    equal(ok(engine.call(JSON.stringify(request))).document, test.resolved, 'resolved document');
    return;
  }
  for (const problem of test.problems) known(problem, ['code', 'pointer']);
  equal(answer.error?.code, 'invalid-policy', 'error');
  const found = answer.error.problems.map(({ code, pointer }) => ({ code, pointer }));
  equal(found, test.problems, 'problems');
}

/** An answer says that its build leaves out what was asked. */
class OutsideBuild extends Error {
  constructor() {
    super('a full build answers not-in-this-build');
  }
}

function leave(answer) {
  if (answer.error?.code === 'not-in-this-build') throw new OutsideBuild();
}

function ok(text) {
  const answer = parse(text);
  leave(answer);
  if (answer.error) throw new Error(`found the error ${JSON.stringify(answer.error)}`);
  return answer.ok;
}

/** Every answer is `{"ok"}` or `{"error": {"code", "message"}}` and nothing beside it. */
function parse(text) {
  const answer = JSON.parse(text);
  const [name, ...more] = Object.keys(answer);
  const { code, message } = answer.error ?? {};
  const typed = typeof code === 'string' && typeof message === 'string';
  if (more.length > 0 || (name !== 'ok' && !(name === 'error' && typed))) {
    throw new Error(`the answer has an unknown shape: ${text}`);
  }
  return answer;
}

function pick(value) {
  return { code: value?.code, params: value?.params };
}

function either(value, ...members) {
  const present = members.filter((member) => value[member] !== undefined);
  if (present.length !== 1) throw new Error(`needs one of ${members.join(', ')}`);
  return present[0];
}

/** Holds what was found to the letter: no text in an expectation stands for another one. */
function equal(found, expected, what) {
  compare(what, expected, found, false);
}

/** A value made when it is first needed, so that what fails is the test that needs it. */
function lazy(make) {
  let made;
  const get = () => {
    made ??= { value: make() };
    return made.value;
  };
  get.release = (use) => made && use(made.value);
  return get;
}
