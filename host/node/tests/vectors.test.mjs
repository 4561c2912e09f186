/** The runner fails on what it does not know, so that no engine skips a vector quietly. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('../vectors.mjs', import.meta.url));
const MODULE = fileURLToPath(new URL('../engine.core.wasm', import.meta.url));

const TEST = { id: 1, comment: 'two letters', password: 'ab', violations: [] };
const GROUP = { policy: { 'min-length': { min: 2 } }, tests: [TEST] };
const SUITE = { suite: 'password/sample', schema: 'password-v1.json', groups: [GROUP] };
const SHORT = { code: 'min-length', params: { min: 2, actual: 1 } };

const WRONG = {
  'no file at all': undefined,
  'an unknown schema': { ...SUITE, schema: 'password-v2.json' },
  'another name': { ...SUITE, suite: 'password/other' },
  'an unknown member of the file': { ...SUITE, skip: true },
  'an unknown member of a group': { ...SUITE, groups: [{ ...GROUP, skip: true }] },
  'an unknown member of a test': withTest({ skip: true }),
  'an unknown member of a context': withTest({ context: { skip: true } }),
  'an id twice': { ...SUITE, groups: [GROUP, GROUP] },
  'a policy that is refused': { ...SUITE, groups: [{ ...GROUP, policy: { none: {} } }] },
  'a violation too few': withTest({ password: 'a' }),
  'a violation too many': withTest({ violations: [SHORT] }),
  'another parameter': withTest({
    password: 'a',
    violations: [{ ...SHORT, params: { min: 2, actual: 0 } }],
  }),
  'another fix': withTest({
    password: 'a',
    violations: [{ ...SHORT, fix: { code: 'add-characters', params: { count: 2 } } }],
  }),
  'another binding': withTest({ binds: false }),
  'an undecided rule': withTest({ undecided: ['min-length'] }),
};

test('a vector that holds is counted', async (context) => {
  const { status, stdout } = await run(context, SUITE);
  assert.equal(stdout, 'vectors: engine=node files=1 tests=1 not-in-this-build=0\n');
  assert.equal(status, 0);
});

for (const [name, suite] of Object.entries(WRONG)) {
  test(`${name} fails`, async (context) => {
    assert.equal((await run(context, suite)).status, 1);
  });
}

function withTest(members) {
  return { ...SUITE, groups: [{ ...GROUP, tests: [{ ...TEST, ...members }] }] };
}

async function run(context, suite) {
  const folder = await mkdtemp(join(tmpdir(), 'wicketgate-vectors-'));
  context.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'password'));
  if (suite) await writeFile(join(folder, 'password', 'sample.json'), JSON.stringify(suite));
  return spawnSync(process.execPath, [RUNNER, MODULE, folder], { encoding: 'utf8' });
}
