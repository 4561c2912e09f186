/**
 * Runs every vector in Chromium: `node vectors.mjs full|base|core`.
 *
 * `full` and `base` are the two builds of the packed npm package, `core` is engine.core.wasm through the
 * loader beside this file.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, serve } from './browser.mjs';
import { artefacts, unpack } from './package.mjs';

const ENGINES = {
  full: {
    name: 'browser-npm-full',
    open: 'const { open } = await import("/package/dist/index.js"); return open("full");',
  },
  base: {
    name: 'browser-npm-base',
    open: 'const { open } = await import("/package/dist/index.js"); return open("base");',
    server: 'const { open } = await import("/package/dist/index.js"); return open("full");',
  },
  core: {
    name: 'browser-core',
    open: 'const { instantiate } = await import("/tests/core-loader.mjs"); return instantiate(fetch("/artefacts/engine.core.wasm"));',
  },
};

const here = fileURLToPath(new URL('.', import.meta.url));
const engine = ENGINES[process.argv[2]];
if (!engine) {
  console.error('usage: node vectors.mjs full|base|core');
  process.exit(2);
}
const site = await serve(
  { '/package/': unpack(), '/artefacts/': artefacts, '/tests/': here },
  { '/': '<!doctype html><title>vectors</title>' },
);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(site.address);
  const { files, tests, outside, failures } = await page.evaluate(runAll, [
    engine.open,
    engine.server,
    vectors(),
  ]);
  for (const failure of failures) console.error(failure);
  console.log(
    `vectors: engine=${engine.name} files=${files} tests=${tests} not-in-this-build=${outside}`,
  );
  if (failures.length > 0 || tests === 0) process.exitCode = 1;
} finally {
  await browser.close();
  site.close();
}

/** In the page. */
async function runAll([open, server, files]) {
  const { run } = await import('/tests/runner.mjs');
  const start = (code) => new Function(`return (async () => { ${code} })()`)();
  return run(await start(open), files, server && (await start(server)));
}

function vectors() {
  const root = fileURLToPath(new URL('../vectors/', import.meta.url));
  const folders = readdirSync(root)
    .filter((name) => name !== 'schema')
    .sort();
  return folders.flatMap((folder) =>
    readdirSync(root + folder)
      .sort()
      .map((file) => ({
        suite: `${folder}/${file.replace(/\.json$/, '')}`,
        text: readFileSync(`${root}${folder}/${file}`, 'utf8'),
      })),
  );
}
