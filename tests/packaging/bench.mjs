/**
 * The packed package in Node beside what a user would pick instead, interleaved in one run.
 *
 * Times differ from one machine and minute to the next; the ratios hold.
 */

import { pathToFileURL } from 'node:url';
import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import PasswordValidator from 'password-validator';
import zxcvbn from 'zxcvbn';
import { project } from './project.mjs';

const ROUNDS = 9;
const MILLISECONDS = 60;
const PASSWORD = 'Tr0ub4dor&3x';

const { load } = await import(pathToFileURL(`${project('node')}everything.js`));
const cases = { ...(await wicketgate()), ...others() };
const times = measure(cases);
print(times);

/** Eight rules, as the peer that has rules is given eight. */
async function wicketgate() {
  const rules = {
    'min-length': { min: 8 },
    'max-length': { max: 64 },
    'max-bytes': { max: 72 },
    lowercase: {},
    uppercase: {},
    digit: {},
    symbol: {},
    'max-identical-run': { max: 2 },
  };
  const document = { version: 1, password: { rules } };
  const base = await load(document, { build: 'base' });
  const full = await load(document, { build: 'full' });
  const request = { op: 'password.check', password: PASSWORD, compact: true };
  return {
    'wicketgate, codes (base)': () => base.summary(PASSWORD),
    'wicketgate, report (base)': () => base.check(PASSWORD),
    'wicketgate, codes (full)': () => full.summary(PASSWORD),
    'wicketgate, report (full)': () => full.check(PASSWORD),
    'wicketgate, string call (full)': () => full.call(request),
  };
}

function others() {
  const validator = new PasswordValidator();
  validator.is().min(8).is().max(64).has().lowercase().has().uppercase();
  validator
    .has()
    .digits()
    .has()
    .symbols()
    .has()
    .not()
    .spaces()
    .has()
    .not(/(.)\1\1/);
  const policies = {
    staticPolicies: {
      a: 'permit(principal == User::"alice", action == Action::"view", resource == File::"93");',
      b: 'forbid(principal, action == Action::"delete", resource) unless { context.mfa };',
      c: 'permit(principal in Group::"admins", action, resource);',
    },
  };
  const question = {
    principal: { type: 'User', id: 'alice' },
    action: { type: 'Action', id: 'view' },
    resource: { type: 'File', id: '93' },
    context: {},
    entities: [],
  };
  cedar.preparsePolicySet('bench', policies);
  return {
    'password-validator 5 (a list of 8 rules)': () => validator.validate(PASSWORD, { list: true }),
    'zxcvbn 4.4.2': () => zxcvbn(PASSWORD),
    'cedar-wasm 4 (3 policies, parsed each time)': () =>
      cedar.isAuthorized({ ...question, policies }),
    'cedar-wasm 4 (3 policies, parsed before)': () =>
      cedar.statefulIsAuthorized({ ...question, preparsedPolicySetId: 'bench' }),
  };
}

/** Medians in microseconds; each round measures every case, so that a slow minute meets all. */
function measure(cases) {
  const rounds = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (const run of Object.values(cases)) microseconds(run);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(cases)) rounds[name].push(microseconds(run));
  }
  const median = (list) => list.toSorted((a, b) => a - b)[ROUNDS >> 1];
  return Object.entries(rounds).map(([name, list]) => [name, median(list)]);
}

/** Processor time, which other programs on the machine disturb less than the clock's. */
function microseconds(run) {
  const start = process.cpuUsage();
  const end = performance.now() + MILLISECONDS;
  let count = 0;
  do {
    for (let i = 0; i < 10; i += 1) run();
    count += 10;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

function print(times) {
  const [[, one]] = times;
  console.log(
    `one password of 12 characters, Node ${process.versions.node}, medians of ${ROUNDS}, processor time`,
  );
  console.log(`  ${''.padEnd(46)}${'µs'.padStart(10)}${'ratio'.padStart(10)}`);
  for (const [name, time] of times) {
    const ratio = (time / one).toFixed(2);
    console.log(`  ${name.padEnd(46)}${time.toFixed(2).padStart(10)}${ratio.padStart(10)}`);
  }
  console.log(
    '  opa-wasm 1.10 is not measured: its policy is compiled by the opa program, which npm does not have',
  );
}
