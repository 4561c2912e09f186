/** The declarations of the packed package under a strict compiler. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from './project.mjs';

const TSC = fileURLToPath(new URL('node_modules/.bin/tsc', import.meta.url));
const SPEC = fileURLToPath(new URL('node_modules/@standard-schema/spec', import.meta.url));

const RESOLUTIONS = [
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
];

for (const [resolution, module] of RESOLUTIONS) {
  test(`moduleResolution ${resolution}`, () => {
    const folder = project('types');
    cpSync(SPEC, `${folder}node_modules/@standard-schema/spec`, { recursive: true });
    const options = [
      ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
      ...['--target', 'es2022', '--lib', 'es2022,dom,dom.iterable', '--types', ''],
      ...['--module', module, '--moduleResolution', resolution],
    ];
    const { status, stdout } = spawnSync(TSC, [...options, 'main.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });
}
