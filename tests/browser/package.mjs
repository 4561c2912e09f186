/** The packed npm package, as a user's installation unpacks it. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `cargo xtask build` puts what users get. */
export const artefacts = fileURLToPath(new URL('../../target/wicketgate/', import.meta.url));
export const tarball = `${artefacts}wicketgate-0.1.0.tgz`;

/** Unpacks the package afresh and answers its folder. */
export function unpack() {
  if (!existsSync(tarball)) throw new Error(`${tarball} is missing: run \`cargo xtask build\``);
  const folder = fileURLToPath(new URL('../../target/browser-tests/', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', folder]);
  return `${folder}package/`;
}
