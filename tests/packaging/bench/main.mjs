/**
 * The packed package beside what a user would pick instead, in Node and in Chromium, in one run.
 *
 * Times differ from one machine and minute to the next; the ratios hold.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, serve } from '../../browser/browser.mjs';
import { contenders, folder, weigh } from './bundle.mjs';
import * as cedar from './cedar.mjs';
import * as measure from './measure.mjs';
import * as redaction from './redaction.mjs';
import * as tables from './tables.mjs';

const PASSWORD = 'Tr0ub4dor&3x';
const SIZES = [8, 16, 32, 64, 128, 256, 512, 1024];
const BUDGET = { size: 256, milliseconds: 4 };
const SLOWEST = 2000;
const URI =
  'otpauth://totp/ACME:john%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME';
const TEXTS = [URI, URI.repeat(8)];
const SAMPLE = readFileSync(new URL('sample.txt', import.meta.url), 'utf8');

const bundled = await contenders();
// `redaction` chooses that alone.
if (process.argv[2] !== 'redaction') await everything();
const { load } = await import(pathToFileURL(bundled));
console.log(await redaction.rows(load));

async function everything() {
  const node = await inNode();
  const chromium = await inChromium();
  const hosts = (figures) => ({ Node: node[figures], Chromium: chromium[figures] });
  print(
    `one password of 12 characters; x: beside the first row; medians of ${measure.ROUNDS} interleaved rounds`,
    tables.checks(hosts('checks')),
  );
  print(
    `password strength in ms, in brackets x wicketgate; the same text for all; zxcvbn-ts is told to read
1,024 characters, of which it reads 256 by default`,
    tables.strengths(hosts('strengths'), SIZES, BUDGET, SLOWEST),
  );
  print(
    'bytes that a page loads: one bundler (esbuild), minified, brotli 11; x: beside the first row',
    tables.sizes(await weigh()),
  );
  console.log(tables.rows('totp', node.codes));
  console.log(tables.rows('qr', node.images, ' in Node'));
  console.log(tables.rows('qr', chromium.images, ' in Chromium'));
}

async function inNode() {
  // It reads the account that was measured in Rust, which redaction alone does not leave.
  const totp = await import('./totp.mjs');
  const { check, load, qr, strength } = await import(pathToFileURL(bundled));
  return {
    checks: measure.checks({ ...check, ...cedar.check }, PASSWORD),
    strengths: measure.lengths(strength, SAMPLE, SIZES, SLOWEST),
    codes: measure.columns(await totp.cases(load), totp.codes),
    images: measure.columns(qr, TEXTS),
  };
}

async function inChromium() {
  const tests = fileURLToPath(new URL('.', import.meta.url));
  const page = '<!doctype html><title>bench</title>';
  const site = await serve({ '/bundle/': folder, '/tests/': tests }, { '/': page });
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address);
    return await page.evaluate(inPage, [PASSWORD, SAMPLE, SIZES, SLOWEST, TEXTS]);
  } finally {
    await browser.close();
    site.close();
  }
}

async function inPage([password, sample, sizes, slowest, texts]) {
  const measure = await import('/tests/measure.mjs');
  const { check, qr, strength } = await import('/bundle/contenders.js');
  return {
    checks: measure.checks(check, password),
    strengths: measure.lengths(strength, sample, sizes, slowest),
    images: measure.columns(qr, texts),
  };
}

function print(title, table) {
  console.log(`\n${title}\n\n${table}`);
}
