/**
 * Runs every vector of `tests/vectors` on the core module in Node.
 *
 *     node host/node/vectors.mjs [engine.core.wasm [folder]]
 *
 * Walks the folders, refuses members and schemas it does not know, prints one line of counts, and
 * fails when a vector fails or none ran. Everything goes through the engine's own JSON texts.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { knownGroup, play } from '../../tests/browser/script.mjs';
import { Engine } from './index.js';

const ROOT = new URL('../../', import.meta.url);
const [, , module = new URL('target/wicketgate/engine.core.wasm', ROOT), folder] = process.argv;
const VECTORS = folder ? pathToFileURL(`${folder}/`) : new URL('tests/vectors/', ROOT);
const TEST = ['id', 'comment', 'spec?'];
const CONTEXT = [
  'account?',
  'cohort?',
  'environment?',
  'facts?',
  'mode?',
  'now?',
  'old_password?',
  'subject?',
  'year?',
];
const REDACT = [
  'text',
  'format?',
  'profile?',
  'key?',
  'known?',
  'token?',
  'redacted',
  'counts?',
  'spans?',
  'malformed?',
];
const PASSWORD = ['flags?', 'password', 'context?', 'binds?', 'violations', 'undecided?', 'needs?'];

const engine = await Engine.open({ path: module });
const counts = { files: 0, tests: 0, notInThisBuild: 0 };
const failures = [];
const runners = {
  'call-v1.json': runCalls,
  'password-v1.json': runPasswords,
  'policy-v1.json': runPolicies,
  'redact-v1.json': runTexts,
  'script-v1.json': runScripts,
};

for (const area of readdirSync(VECTORS).filter((name) => name !== 'schema')) {
  for (const name of readdirSync(new URL(area, VECTORS))) runFile(`${area}/${name}`);
}
for (const failure of failures) console.error(failure);
console.log(
  `vectors: engine=node files=${counts.files} tests=${counts.tests} not-in-this-build=${counts.notInThisBuild}`,
);
process.exitCode = failures.length > 0 || counts.tests === 0 ? 1 : 0;

function runFile(path) {
  counts.files += 1;
  const file = { path, ids: new Set() };
  try {
    const suite = JSON.parse(readFileSync(new URL(path, VECTORS), 'utf8'));
    if (`${suite.suite}.json` !== path) throw new Error(`the suite is called ${show(suite.suite)}`);
    const run = Object.hasOwn(runners, suite.schema) && runners[suite.schema];
    if (!run) throw new Error(`unknown schema ${show(suite.schema)}`);
    run(file, suite);
  } catch (error) {
    failures.push(`${path}: ${error.message}`);
  }
}

function runPasswords(file, suite) {
  members(suite, ['suite', 'schema', 'notes?', 'groups']);
  for (const group of suite.groups) {
    members(group, ['comment?', 'policy|document', 'tests']);
    const document = group.document ?? { version: 1, password: { rules: group.policy } };
    withPolicy(document, (policy) => {
      for (const test of group.tests) {
        runTest(file, test, PASSWORD, () => checkPassword(policy, test));
      }
    });
  }
}

function checkPassword(policy, test) {
  const { password, context = {}, binds = true, violations, undecided = [] } = test;
  members(context, CONTEXT);
  for (const violation of violations) {
    members(violation, ['code', 'params', 'fix?']);
    if (violation.fix) members(violation.fix, ['code', 'params']);
  }
  const refused = violations.length > 0 && binds;
  const pending = undecided.length > 0;
  const verdict = refused ? 'refuse' : pending ? 'undecided' : 'accept';
  const request = { ...context, op: 'password.check', password, policy };
  const report = expectOk(ask(request));
  const violated = report.rules.filter((rule) => rule.status === 'violated');
  const actual = violated.map(({ code, params, fix }, index) =>
    violations[index]?.fix && fix
      ? { code, params, fix: { code: fix.code, params: fix.params } }
      : { code, params },
  );
  equal('violations', violations, actual);
  equal('undecided', undecided, codes(report.rules.filter((rule) => rule.status === 'undecided')));
  equal('needs', test.needs, report.needs);
  equal('binds', binds, report.binds);
  equal('verdict', verdict, report.verdict);
  equal('ok', verdict === 'accept', report.ok);
  const compact = expectOk(ask({ ...request, compact: true }));
  equal('compact violated', codes(violations), compact.violated);
  equal('compact verdict', verdict, compact.verdict);
  equal('compact needs', test.needs, compact.needs);
}

function runPolicies(file, suite) {
  members(suite, ['suite', 'schema', 'tests']);
  for (const test of suite.tests) {
    runTest(file, test, ['document|text', 'problems|error|resolved'], () => {
      const answer = read(engine.load(test.text ?? JSON.stringify(test.document)));
      if (test.error !== undefined) return equal('error', test.error, answer.error?.code);
      if (test.problems) {
        equal('error', 'invalid-policy', answer.error?.code);
        const problems = answer.error.problems?.map(({ code, pointer }) => ({ code, pointer }));
        return equal('problems', test.problems, problems);
      }
      const { policy } = expectOk(answer);
      const described = expectOk(ask({ op: 'policy.describe', policy }));
      engine.unload(policy);
      equal('resolved', test.resolved, described.document);
    });
  }
}

function runCalls(file, suite) {
  members(suite, ['suite', 'schema', 'groups']);
  for (const group of suite.groups) {
    members(group, ['document', 'tests']);
    withPolicy(group.document, (policy) => {
      for (const test of group.tests) {
        runTest(file, test, ['request|text', 'answer'], () => {
          const text = test.text ?? JSON.stringify({ policy, ...test.request });
          const answer = read(engine.call(text.replaceAll('{{policy}}', policy)));
          if (!matches(test.answer, answer)) equal('answer', test.answer, answer);
        });
      }
    });
  }
}

function runTexts(file, suite) {
  members(suite, ['suite', 'schema', 'notes?', 'groups']);
  for (const group of suite.groups) {
    members(group, ['comment?', 'document', 'tests']);
    withPolicy(group.document, (policy) => {
      for (const test of group.tests) runTest(file, test, REDACT, () => redact(policy, test));
    });
  }
}

/** The operation, the function and a stream, which must agree with the vector and with each other. */
function redact(policy, test) {
  const { text, format = 'text', profile, key, known, token, redacted } = test;
  const plain = { policy, format, profile, key, known, token };
  const asked = expectOk(ask({ ...plain, op: 'redact', spans: true, text }));
  const spans = (asked.spans ?? []).map(({ start, end, label }) => [start, end, label]);
  equal('text', redacted, asked.text);
  equal('counts', test.counts ?? asked.counts, asked.counts);
  equal('spans', test.spans ?? spans, spans);
  equal('malformed', test.malformed ?? asked.malformed, asked.malformed);
  const bytes = Buffer.from(text);
  const counts = {};
  let last = 0;
  for (const [start, end, label] of spans) {
    const slice = bytes.subarray(start, end).toString();
    const inside = last <= start && start < end && end <= bytes.length && text.includes(slice);
    equal('each span in order and in the text', true, inside);
    last = end;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  equal('spans of each label', asked.counts, counts);
  equal('the function', redacted, engine.redact(JSON.stringify(plain), text));
  const opened = read(engine.redactOpen(JSON.stringify({ ...plain, spans: true })));
  const { stream } = expectOk(opened);
  const characters = [...text];
  const size = characters.length < 200 ? 1 : 7;
  let out = '';
  for (let at = 0; at < characters.length; at += size) {
    out += engine.redactPush(stream, characters.slice(at, at + size).join(''));
  }
  const closed = expectOk(read(engine.redactClose(stream)));
  equal('the stream', asked, { ...closed, text: out + closed.text });
}

function runScripts(file, suite) {
  members(suite, ['suite', 'schema', 'groups']);
  for (const group of suite.groups) {
    knownGroup(group);
    withPolicy(group.document, (policy) => {
      for (const test of group.tests) {
        runTest(file, test, ['steps', 'digests'], () => play(ask, policy, group, test));
      }
    });
  }
}

function runTest(file, test, own, run) {
  counts.tests += 1;
  try {
    members(test, [...TEST, ...own]);
    if (file.ids.has(test.id)) throw new Error('the id is used twice');
    file.ids.add(test.id);
    run();
  } catch (error) {
    failures.push(`${file.path} ${test.id} (${test.comment}): ${error.message}`);
  }
}

function withPolicy(document, run) {
  const { policy } = expectOk(read(engine.load(JSON.stringify(document))));
  run(policy);
  engine.unload(policy);
}

function ask(request) {
  return read(engine.call(JSON.stringify(request)));
}

function read(text) {
  const answer = JSON.parse(text);
  if (answer.error?.code === 'not-in-this-build') counts.notInThisBuild += 1;
  return answer;
}

function expectOk(answer) {
  if (answer.ok === undefined) throw new Error(`expected ok, got ${show(answer)}`);
  return answer.ok;
}

function equal(what, expected, actual) {
  if (isDeepStrictEqual(expected, actual)) return;
  throw new Error(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

/** Equality of JSON values, where an expected "*" stands for any string. */
function matches(expected, actual) {
  if (expected === '*') return typeof actual === 'string';
  if (typeof expected !== 'object' || expected === null) return expected === actual;
  if (typeof actual !== 'object' || actual === null) return false;
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => Object.hasOwn(actual, key) && matches(expected[key], actual[key]))
  );
}

/** Holds an object to its members: `a` must be there, `a?` may be, of `a|b` exactly one must. */
function members(object, names) {
  const known = new Set(names.flatMap((name) => name.replace('?', '').split('|')));
  const unknown = Object.keys(object).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Error(`unknown member ${show(unknown)}`);
  for (const name of names.filter((each) => !each.endsWith('?'))) {
    const present = name.split('|').filter((key) => Object.hasOwn(object, key));
    if (present.length !== 1) throw new Error(`exactly one of ${show(name)} is needed`);
  }
}

function codes(rules) {
  return rules.map((rule) => rule.code);
}

function show(value) {
  const text = String(JSON.stringify(value));
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
