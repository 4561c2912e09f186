/** The repository's README: each example prints what its comment says. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from './project.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXAMPLES = [
  ...readFileSync(`${ROOT}README.md`, 'utf8').matchAll(/```(js|python)\n(.*?)```/gs),
].map(([, language, code]) => ({ language, code }));

/** What the comment behind the printing line promises. */
function promised(code) {
  const [, words] = /(?:console\.log|print)\(.*\);?\s+(?:\/\/|#) (.*)$/m.exec(code);
  return `${words}\n`;
}

test('there is an example for each package', () => {
  assert.deepEqual(
    EXAMPLES.map(({ language }) => language),
    ['js', 'js', 'python', 'js', 'js'],
  );
});

for (const [index, { language, code }] of EXAMPLES.entries()) {
  test(`example ${index + 1}, in ${language}`, () => {
    const printed = language === 'js' ? runInNode(index, code) : runInPython(code);
    assert.equal(printed, promised(code));
  });
}

/** Runs an example where the npm package is installed; the one for Node stands in this tree. */
function runInNode(index, code) {
  const folder = project('node');
  const plugin = JSON.stringify(`${ROOT}host/node/index.js`);
  writeFileSync(`${folder}readme-${index}.js`, code.replace("'@wicketgate/node'", plugin));
  return execFileSync('node', [`readme-${index}.js`], { cwd: folder, encoding: 'utf8' });
}

function runInPython(code) {
  const python = process.env.PYTHON ?? `${ROOT}target/xtask/venv/bin/python`;
  return execFileSync(python, ['-c', code], { cwd: `${ROOT}host/python`, encoding: 'utf8' });
}
