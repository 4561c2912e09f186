/** The packed package in bundlers, each build run in Chromium. */

import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, createServer } from 'vite';
import webpack from 'webpack';
import { launch, serve } from '../browser/browser.mjs';
import { project } from './project.mjs';

const RESULT = {
  fix: '3 more characters',
  issue: 'use at least 8 characters',
  preset: 'refuse',
  worker: 'refuse',
};
/** What a server makes of a policy for its page: the build inside a script needs no more. */
const FORM = {
  form: 1,
  password: {
    messages: { 'min-length': 'use at least {min} {min|character|characters}' },
    rules: { 'min-length': { min: 8 } },
  },
};
const POLICY = JSON.stringify({
  digest: 'unused',
  document: { version: 1, password: { rules: { 'min-length': { min: 8 } } } },
});

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('vite, built', async () => {
  const root = project('vite');
  await build({ root, logLevel: 'error', build: { target: 'es2022' } });
  expectOneCopy(`${root}dist/assets/`);
  await run({ '/': `${root}dist/` });
});

test('vite, in development', async () => {
  const root = project('vite');
  const server = await createServer({
    root,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', ws: false, hmr: false },
  });
  await server.listen();
  const page = await browser.newPage();
  await page.route('**/policy.json', (route) => route.fulfill({ body: POLICY }));
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
  await expectResult(page);
  await server.close();
});

for (const mode of ['production', 'development']) {
  test(`webpack, ${mode}`, async () => {
    const root = project('webpack');
    const stats = await new Promise((done, fail) =>
      webpack({
        mode,
        context: root,
        entry: './main.js',
        experiments: { topLevelAwait: true },
        output: { path: `${root}dist`, filename: 'main.bundle.js' },
        performance: false,
      }).run((error, stats) => (error ? fail(error) : done(stats))),
    );
    const told = stats.toJson({ all: false, errors: true, warnings: true });
    assert.deepEqual([told.errors, told.warnings], [[], []]);
    expectOneCopy(`${root}dist/`);
    writeFileSync(`${root}dist/index.html`, page('<script src="main.bundle.js"></script>'));
    await run({ '/': `${root}dist/` });
  });
}

test('one script with the engine inside', async () => {
  const root = project('webpack');
  writeFileSync(
    `${root}inline.js`,
    `import 'wicketgate/inline';\n(async () => {
    const { load } = await import('wicketgate');
    const policy = await load(${JSON.stringify(FORM)});
    const [{ fix, message }] = policy.check('short').rules;
    window.result = { fix: fix.message, issue: message, preset: 'refuse', worker: 'refuse' };
  })();`,
  );
  await build({
    root,
    logLevel: 'error',
    build: { lib: { entry: 'inline.js', formats: ['iife'], name: 'user' }, target: 'es2022' },
  });
  const [script] = readdirSync(`${root}dist`).filter((name) => name.endsWith('.js'));
  writeFileSync(`${root}dist/index.html`, page(`<script src="${script}"></script>`));
  await run({ '/': `${root}dist/` }, 0);
});

function page(script) {
  return `<!doctype html><html lang="en"><title>user</title><wicketgate-password policy="/policy.json">
    <input type="password" aria-label="Password"></wicketgate-password>${script}</html>`;
}

/** Several entry points and one policy that needs the other build: each file is there once. */
function expectOneCopy(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  assert.equal(files.length, 2, files.join(' '));
}

/** Runs what is built, which fetches this many files of WebAssembly. */
async function run(folders, files = 2) {
  const site = await serve(folders, { '/policy.json': POLICY });
  const page = await browser.newPage();
  const fetched = new Set();
  page.on('response', (response) => {
    if (response.url().endsWith('.wasm')) fetched.add(response.url());
  });
  try {
    await page.goto(`${site.address}/index.html`);
    await expectResult(page);
    assert.equal(fetched.size, files, [...fetched].join(' '));
  } finally {
    site.close();
  }
}

async function expectResult(page) {
  const failed = [];
  page.on('pageerror', (error) => failed.push(String(error)));
  await page
    .waitForFunction(() => window.result, undefined, { timeout: 20000 })
    .catch((error) => assert.fail(`${failed.join('\n')} ${error}`));
  assert.deepEqual(await page.evaluate(() => window.result), RESULT);
  await page.close();
}
