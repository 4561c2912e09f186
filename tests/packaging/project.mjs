/** Projects of users: a folder outside the repository's sources with the packed package installed. */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TARBALL = fileURLToPath(
  new URL('../../target/wicketgate/wicketgate-0.1.0.tgz', import.meta.url),
);

/** Copies a project, installs the package as a user would, and answers the folder. */
export function project(name) {
  if (!existsSync(TARBALL)) throw new Error(`${TARBALL} is missing: run \`cargo xtask build\``);
  const folder = fileURLToPath(new URL(`../../target/packaging/${name}/`, import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(new URL(`projects/${name}/`, import.meta.url), folder, { recursive: true });
  const options = ['--offline', '--no-audit', '--no-fund', '--no-package-lock'];
  execFileSync('npm', ['install', ...options, TARBALL], { cwd: folder, stdio: 'pipe' });
  return folder;
}
