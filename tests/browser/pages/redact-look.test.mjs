/** The page `/redact` as axe-core and the eye see it: light and dark, narrow and wide, in every state. */

import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { expectNothingWrong } from '../axe.mjs';
import { launch } from '../browser.mjs';
import { openPlayground, setPolicy, settled } from '../playground.mjs';
import { startServer } from '../server.mjs';

const SCREENSHOTS = fileURLToPath(new URL('../../../target/screenshots/', import.meta.url));
const LOOKS = {
  'light, narrow': { colorScheme: 'light', width: 320 },
  'light, wide': { colorScheme: 'light', width: 1280 },
  'dark, narrow': { colorScheme: 'dark', width: 320 },
  'dark, wide': { colorScheme: 'dark', width: 1280 },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active', width: 800 },
};

/** What a person does, one after the other; the name of each state. */
const STATES = {
  empty: async () => {},
  sample: async (page) => {
    await page.getByRole('button', { name: 'Take a sample' }).click();
    await page.getByText('Countries: ').click();
    await page.getByRole('button', { name: 'All countries' }).click();
    await settled(page);
  },
  selected: (page) => page.locator('#findings button').nth(3).click(),
  'own policy': async (page) => {
    await page.getByText('Policy document', { exact: true }).click();
    await page.getByRole('button', { name: 'Take an example' }).click();
    await settled(page);
  },
  problem: (page) => setPolicy(page, '{"version": 1, "redaction": {"action": "x", "a": 1}}'),
  long: async (page) => {
    await page.getByLabel('Chosen here').check();
    const text = 'ada@example.com, 4111 1111 1111 1111 in one long line '.repeat(4000);
    const buffer = Buffer.from(text);
    await page.locator('#file').setInputFiles({ name: 'a.log', mimeType: 'text/plain', buffer });
    await page.getByText('Part 1 of').waitFor();
  },
};

let browser;
let server;
before(async () => {
  [server, browser] = await Promise.all([startServer({}), launch()]);
  mkdirSync(SCREENSHOTS, { recursive: true });
});
after(async () => {
  await browser.close();
  server.close();
});

for (const [look, { width, ...options }] of Object.entries(LOOKS)) {
  test(look, async () => {
    const { page } = await openPlayground(browser, server.address, {
      bypassCSP: true,
      reducedMotion: 'reduce',
      viewport: { width, height: 800 },
      ...options,
    });
    for (const [state, reach] of Object.entries(STATES)) {
      await reach(page);
      const path = `${SCREENSHOTS}redact-${look.replaceAll(/\W+/g, '-')}-${state.replaceAll(' ', '-')}.png`;
      await page.screenshot({ path, fullPage: true });
      await expectNothingWrong(page, state);
    }
  });
}
