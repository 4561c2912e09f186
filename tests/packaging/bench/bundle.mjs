/** Contenders as a page would load them: bundled by one bundler, minified, compressed. */

import { copyFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { project } from '../project.mjs';

const installed = `${project('node')}node_modules`;
const here = fileURLToPath(new URL('.', import.meta.url));
const WASM = ['wicketgate.wasm', 'wicketgate-full.wasm'];

/** The folder of the bundles. */
export const folder = fileURLToPath(new URL('../../../target/packaging/bench/', import.meta.url));

/** What is weighed: an entry, and the WebAssembly that it fetches. */
const WEIGHED = {
  'wicketgate, base': ['wicketgate', WASM[0]],
  'wicketgate, full': ['wicketgate', WASM[1]],
  'password-validator': ['password-validator'],
  'check-password-strength': ['check-password-strength'],
  zxcvbn: ['zxcvbn'],
  'zxcvbn-ts (core, common, en)': ['zxcvbn-ts'],
  qrcode: ['qrcode'],
  otpauth: ['otpauth'],
  otplib: ['otplib'],
};

/** Bundles everything that is measured, and answers the module. */
export async function contenders() {
  await bundle(`${here}contenders.mjs`);
  for (const file of WASM) copyFileSync(`${installed}/wicketgate/dist/${file}`, folder + file);
  return `${folder}contenders.js`;
}

/** Bytes of each contender: as it is and after brotli, scripts and WebAssembly. */
export async function weigh() {
  const rows = [];
  for (const [name, [entry, wasm]] of Object.entries(WEIGHED)) {
    await bundle(`${here}entries/${entry}.mjs`);
    const parts = [`${folder}${entry}.js`, wasm && folder + wasm].filter(Boolean);
    const bytes = parts.map((path) => readFileSync(path));
    rows.push({
      name,
      plain: bytes.map(({ length }) => length),
      brotli: bytes.map((text) => brotliCompressSync(text, QUALITY).length),
    });
  }
  return rows;
}

function bundle(entry) {
  return build({
    entryPoints: [entry],
    outdir: folder,
    bundle: true,
    format: 'esm',
    minify: true,
    nodePaths: [installed],
    target: 'es2022',
    logLevel: 'error',
  });
}

const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
