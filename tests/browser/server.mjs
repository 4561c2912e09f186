/** The server as it is installed, on a free port. */

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const TARGET =
  process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));
const PROGRAM = process.env.WICKETGATE ?? resolve(TARGET, 'debug/wicketgate');

/** Starts the server with some rules; answers its address. */
export async function startServer(rules) {
  if (!existsSync(PROGRAM)) {
    throw new Error(`${PROGRAM} is missing: run \`cargo xtask build\`, or name it in WICKETGATE`);
  }
  const policy = join(mkdtempSync(join(tmpdir(), 'wicketgate-')), 'policy.json');
  writeFileSync(policy, JSON.stringify({ version: 1, password: { rules } }));
  const options = ['serve', '--listen', '127.0.0.1:0', '--policy', policy, '--log', 'error'];
  const server = spawn(PROGRAM, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((done, fail) => {
    createInterface({ input: server.stdout }).once('line', done);
    server.once('exit', (code) => fail(new Error(`the server ended with ${code}`)));
    server.once('error', fail);
  });
  return { address: new URL(line).origin, close: () => server.kill() };
}
