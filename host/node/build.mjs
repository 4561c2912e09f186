/**
 * Copies into this package what other parts of the repository make: the engine, the types of its
 * answers, the licence; or what the arguments name. The copies are git-ignored; `npm pack` ships them.
 */

import { copyFile } from 'node:fs/promises';

const COPIES = [
  ['target/wicketgate/engine.core.wasm', 'engine.core.wasm'],
  ['js/wicketgate/src/generated/types.ts', 'types.d.ts'],
  ['LICENSE', 'LICENSE'],
];

const named = process.argv.slice(2);
for (const [from, to] of COPIES) {
  if (named.length > 0 && !named.includes(to)) continue;
  try {
    await copyFile(new URL(`../../${from}`, import.meta.url), new URL(to, import.meta.url));
  } catch (error) {
    console.error(`${from} cannot be copied: run \`cargo xtask build\` first: ${error.message}`);
    process.exit(1);
  }
}
