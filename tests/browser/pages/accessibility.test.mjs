/** The page `/sign-up` as axe-core and the eye see it: light and dark, narrow and wide, in every state. */

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expectNothingWrong } from '../axe.mjs';
import { launch } from '../browser.mjs';
import { expectStatuses } from '../fixture.mjs';
import { startServer } from '../server.mjs';

const RULES = { 'min-length': { min: 8 }, uppercase: {}, digit: {}, symbol: {}, breached: {} };
const SCREENSHOTS = fileURLToPath(new URL('../../../target/screenshots/', import.meta.url));
const BREACHED = createHash('sha1').update('Wrong-horse-1').digest('hex').toUpperCase();
const WIDTHS = { narrow: 320, wide: 1280 };

/** What a person does, one after the other; the name of each state. */
const STATES = {
  empty: async () => {},
  'half way': async (page) => {
    await page.locator('#password').pressSequentially('abc1');
    await page.waitForTimeout(800);
  },
  shown: (page) => page.getByRole('button', { name: 'Show password' }).click(),
  'stopped by the page': async (page) => {
    await page.locator('#username').fill('ada');
    await page.getByRole('button', { name: 'Create account' }).click();
  },
  satisfied: async (page) => {
    await page.locator('#password').fill('Correct-horse-1');
    await page.locator('#password').blur();
    await expectStatuses(
      page,
      Object.fromEntries(Object.keys(RULES).map((code) => [code, 'satisfied'])),
    );
    await page.waitForTimeout(800);
  },
  'known from a breach': async (page) => {
    const [prefix, suffix] = [BREACHED.slice(0, 5), BREACHED.slice(5)];
    await page.route(`**/v1/ranges/${prefix}`, (route) => route.fulfill({ body: `${suffix}:9` }));
    await page.locator('#password').fill('Wrong-horse-1');
    await page.locator('#password').blur();
    await page.locator('li[data-code=breached][data-status=violated]').waitFor();
    await page.waitForTimeout(800);
  },
  'refused by the server': async (page) => {
    await page.locator('form').evaluate((form) => {
      form.noValidate = true;
    });
    await page.locator('#password').fill('abc1');
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Create account' }).click(),
    ]);
    await page.waitForFunction(() => document.querySelector('wicketgate-password').policy);
  },
};

let server;
let browser;
before(async () => {
  server = await startServer(RULES);
  browser = await launch();
  mkdirSync(SCREENSHOTS, { recursive: true });
});
after(async () => {
  await browser.close();
  server.close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const [name, width] of Object.entries(WIDTHS)) {
    test(`${colorScheme}, ${name}`, async () => {
      const context = await browser.newContext({
        bypassCSP: true,
        colorScheme,
        viewport: { width, height: 800 },
      });
      const page = await context.newPage();
      await page.goto(`${server.address}/sign-up`);
      await page.waitForFunction(() => document.querySelector('wicketgate-password').policy);
      for (const [state, reach] of Object.entries(STATES)) {
        await reach(page);
        const path = `${SCREENSHOTS}${colorScheme}-${name}-${state.replaceAll(' ', '-')}.png`;
        await page.screenshot({ path, fullPage: true });
        await expectNothingWrong(page, state);
      }
      await context.close();
    });
  }
}
