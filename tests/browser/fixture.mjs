/** Pages of a test's own, with the packed package and a policy behind an address. */

import assert from 'node:assert/strict';
import { launch, serve } from './browser.mjs';
import { unpack } from './package.mjs';

/** Rules that a password meets one by one. */
export const RULES = { 'min-length': { min: 8 }, uppercase: {}, digit: {} };

/**
 * Opens Chromium and a site; `close` ends both.
 *
 * `policy` may be replaced between requests. It is sent as the server sends it, with an entity tag.
 */
export async function start() {
  const pages = {};
  const folder = unpack();
  const { load } = await import(`${folder}dist/index.js`);
  const site = await serve({ '/package/': folder }, pages);
  const browser = await launch();
  return {
    address: site.address,
    async setRules(rules) {
      const policy = await load({ version: 1, password: { rules } }, { build: 'full' });
      const { digest, document } = policy.publicForm();
      pages['/v1/policy.json'] = JSON.stringify({ digest, document });
    },
    async open(body, options) {
      pages['/page.html'] = `<!doctype html><html lang="en"><title>test</title>
        <script type="module" src="/package/dist/form.js"></script>${body}`;
      await Promise.all(browser.contexts().map((context) => context.close()));
      const page = await (await browser.newContext(options)).newPage();
      page.setDefaultTimeout(5000);
      const errors = watch(page);
      await page.goto(`${site.address}/page.html`);
      return { page, errors };
    },
    async close() {
      await browser.close();
      site.close();
    },
  };
}

/** Collects what a page complains of. */
export function watch(page) {
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  return errors;
}

/** The list as a reader sees it: status by code. */
export function statuses(scope) {
  return scope
    .locator('[data-wicketgate-rules] > li')
    .evaluateAll((items) =>
      Object.fromEntries(items.map((item) => [item.dataset.code, item.dataset.status])),
    );
}

/** Waits until an assertion holds, or fails as it does. */
export async function eventually(check, within = 5000) {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((wait) => setTimeout(wait, 20));
    }
  }
}

/** Waits until the list shows these statuses. */
export function expectStatuses(scope, expected) {
  return eventually(async () => assert.deepEqual(await statuses(scope), expected));
}
