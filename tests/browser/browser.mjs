/** The system's Chromium, and a small site to show it. */

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

const EXECUTABLES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Starts Chromium; the caller closes it. */
export function launch() {
  const executablePath = EXECUTABLES.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('Chromium is missing: run `cargo xtask setup`, or name one in CHROMIUM');
  }
  const quiet = [
    'disable-gpu',
    'disable-quic',
    'no-first-run',
    'disable-background-networking',
    'disable-component-update',
    'disable-sync',
  ];
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', ...quiet.map((flag) => `--${flag}`)],
  });
}

/**
 * Serves folders on a free port: `{ '/vectors/': '/path/to/vectors' }`.
 *
 * @param {Record<string, string>} folders
 * @param {Record<string, string>} pages texts by path
 */
export async function serve(folders, pages = {}) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    // What a browser asks for of its own accord.
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname in pages) return answer(response, pathname, pages[pathname]);
    const prefix = Object.keys(folders).find((prefix) => pathname.startsWith(prefix));
    const file = prefix && join(folders[prefix], normalize(pathname.slice(prefix.length)));
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      return response.writeHead(404).end();
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(response, path, text) {
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/html' }).end(text);
}

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};
