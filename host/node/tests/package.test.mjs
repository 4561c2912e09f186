/** What users install: the packed file, in a project of its own, running the example of the readme. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const FILES = [
  'LICENSE',
  'README.md',
  'engine.core.wasm',
  'index.d.ts',
  'index.js',
  'redaction.js',
  'shape.js',
  'package.json',
];

test('npm pack, npm install, and the readme holds', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'wicketgate-node-'));
  context.after(() => rm(folder, { recursive: true }));
  const [packed] = JSON.parse(run(HERE, 'npm', 'pack', '--json', '--pack-destination', folder));
  const files = packed.files.map((file) => file.path).sort();
  assert.deepEqual(files, [...FILES, 'types.d.ts'].sort());

  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  run(folder, 'npm', 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
  const readme = await readFile(join(HERE, 'README.md'), 'utf8');
  const [, example] = readme.match(/```js\n(.*?)```/s);
  await writeFile(join(folder, 'example.js'), example);
  const printed = run(folder, process.execPath, 'example.js');
  const expected = [
    'refuse',
    'violated: use at least 12 characters (5 more characters)',
    'violated: use at least 1 digit (0-9) (1 more digit)',
    '',
  ];
  assert.equal(printed, expected.join('\n'));
});

function run(folder, command, ...options) {
  return execFileSync(command, options, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}
