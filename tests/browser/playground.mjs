/** The page `/redact` as a test works it, and the engine beside it. */

import assert from 'node:assert/strict';
import { watch } from './fixture.mjs';
import { unpack } from './package.mjs';

/** What the engine says of a text: the same call as the page's, in Node. */
export async function engine() {
  const { load } = await import(`${unpack()}dist/index.js`);
  return async (text, document = { version: 1 }, options = {}) => {
    const policy = await load(document, { build: 'full' });
    return policy.redact(text, { spans: true, ...options });
  };
}

/** Opens the page, ready to redact; `requests` are the addresses that it and its worker ask for. */
export async function openPlayground(browser, address, options = {}) {
  await Promise.all(browser.contexts().map((context) => context.close()));
  const context = await browser.newContext(options);
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  const errors = watch(page);
  await page.goto(`${address}/redact`);
  await page.locator('main[data-ready]').waitFor();
  await settled(page);
  return { context, errors, page, requests };
}

/** Waits until the page shows what follows from all that was given. */
export async function settled(page) {
  await page.locator('main[data-ready]:not([data-busy])').waitFor();
}

/** Gives a text as typing it does. */
export async function give(page, text) {
  await page.locator('#text').fill(text);
  await settled(page);
}

/** Gives a document of one's own. */
export async function setPolicy(page, document) {
  await page.getByLabel('A document of my own').check();
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  await page.locator('#document').fill(text);
  await settled(page);
}

/** Opens a file from memory; it is there once it has been read. */
export async function openFile(page, input, name, content) {
  const buffer = Buffer.from(content);
  await page.locator(input).setInputFiles({ name, mimeType: 'text/plain', buffer });
}

/** The content of the file that the page gives. */
export async function download(page, name) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  if (name) assert.equal(file.suggestedFilename(), name);
  const pieces = [];
  for await (const piece of await file.createReadStream()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** What stands in the page: the result, each mark, and the cells of each row. */
export function shown(page) {
  return page.evaluate(() => ({
    counts: Object.fromEntries(
      [...document.querySelectorAll('#counts tr')].map((row) => [
        row.querySelector('.tag').textContent,
        Number(row.querySelector('.number').textContent.replaceAll(',', '')),
      ]),
    ),
    marked: [...document.querySelectorAll('#marked mark')].map((mark) => [
      mark.firstChild.textContent,
      mark.querySelector('.tag').textContent,
    ]),
    result: document.querySelector('#result').textContent,
    rows: [...document.querySelectorAll('#findings tr')].map((row) =>
      [...row.cells].map((cell) => cell.textContent),
    ),
  }));
}

/** Holds what is shown of a short text to what the engine says of it. */
export function expectShown(found, text, redacted) {
  assert.equal(found.result, redacted.text);
  assert.deepEqual(found.counts, redacted.counts);
  const marks = redacted.spans.map(({ start, end, label }) => [text.slice(start, end), label]);
  assert.deepEqual(found.marked, marks);
  const rows = redacted.spans.map(({ label, start, because, action }) => {
    const before = text.slice(0, start).split('\n');
    const place = `${before.length}:${[...before.at(-1)].length + 1}`;
    return [label, place, ['key', 'known'].includes(because) ? 'given' : because, action];
  });
  assert.deepEqual(
    found.rows.map((cells) => cells.slice(0, 4)),
    rows,
  );
  assert.ok(found.rows.every(([, , , , why]) => why.length > 20));
}
