/**
 * Builds `dist/`: the modules, both WebAssembly files with their glue, and `dist/page/`, what the server's
 * pages take: the element as one plain script, and the scripts of `page/`, which no package holds.
 *
 * The glue and the WebAssembly are what `cargo xtask build` left in target/web.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = fileURLToPath(new URL('../../../target/web', import.meta.url));
const builds = { base: 'wicketgate.wasm', full: 'wicketgate-full.wasm' };

process.chdir(root);
for (const name of Object.keys(builds)) {
  if (!existsSync(`${web}/${name}/wicketgate_web.js`)) {
    console.error(`target/web/${name} is missing: run \`cargo xtask build\``);
    process.exit(1);
  }
}
rmSync('dist', { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', { stdio: 'inherit' });

mkdirSync('dist/glue');
mkdirSync('dist/page');
for (const [name, file] of Object.entries(builds)) {
  cpSync(`${web}/${name}/wicketgate_web.js`, `dist/glue/${name}.js`);
  cpSync(`${web}/${name}/wicketgate_web_bg.wasm`, `dist/${file}`);
  cpSync(`dist/${file}`, `dist/page/${file}`);
}
const base64 = readFileSync('dist/wicketgate.wasm', 'base64');
writeFileSync('dist/bytes.js', `export default '${base64}';\n`);

await build({
  entryPoints: {
    form: 'dist/form.js',
    redact: 'page/redact.ts',
    'redact-worker': 'page/worker.ts',
  },
  outdir: 'dist/page',
  alias: { wicketgate: './dist/index.js' },
  tsconfig: 'tsconfig.json',
  bundle: true,
  format: 'esm',
  minify: true,
  target: 'es2022',
  logLevel: 'warning',
});

for (const file of ['page/form.js', ...Object.values(builds)]) {
  const bytes = readFileSync(`dist/${file}`);
  console.log(`${file}: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} after brotli`);
}
