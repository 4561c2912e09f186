/** Breached passwords in the form: who is asked, when, and what follows. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { eventually, expectStatuses, start } from '../fixture.mjs';

const KNOWN = 'Tr0ub4dor&3';
const GOOD = 'vermilion 7 orbit';
const digits = (text) => createHash('sha1').update(text).digest('hex').toUpperCase();
const rows = (text) => `${'0'.repeat(34)}1:3\r\n${digits(text).slice(5)}:42\r\n`;
const UNDECIDED = { 'min-length': 'satisfied', breached: 'undecided' };
const BREACHED = { ...UNDECIDED, breached: 'violated' };
const UNKNOWN = { ...UNDECIDED, breached: 'satisfied' };

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

/** A form with the attribute, and what is asked of the address in it. */
async function open(answer, attribute = 'ranges="/ranges/{prefix}"') {
  await site.setRules({ 'min-length': { min: 8 }, breached: {} });
  const { page, errors } = await site.open('');
  const asked = [];
  await page.route('**/ranges/*', (route) => {
    asked.push(new URL(route.request().url()).pathname.slice('/ranges/'.length));
    return answer(route);
  });
  await page.evaluate((attribute) => {
    document.body.innerHTML = `<main><h1>Test</h1><form action="/sent">
      <wicketgate-password policy="/v1/policy.json" ${attribute}>
        <label for="password">Password</label>
        <input type="password" id="password" name="password" required>
      </wicketgate-password>
      <label for="other">Other</label><input id="other" autocomplete="username">
      <button>Send</button></form></main>`;
    window.sent = 0;
    document.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      window.sent += 1;
    });
  }, attribute);
  await page.waitForFunction(() => document.querySelector('wicketgate-password').policy);
  const input = page.locator('#password');
  const message = () => input.evaluate((element) => element.validationMessage);
  return { page, errors, input, message, asked };
}

const tell = (route) => route.fulfill({ body: rows(KNOWN), contentType: 'text/plain' });
const sent = (page) => page.evaluate(() => window.sent);
const submits = (page, count) =>
  eventually(async () => assert.equal(await sent(page), count, 'submits'));

test('asks when the input is left, by five digits, and never while someone types', async () => {
  const { page, errors, input, message, asked } = await open(tell);
  await input.pressSequentially(KNOWN);
  await expectStatuses(page, UNDECIDED);
  await page.waitForTimeout(700);
  assert.deepEqual(asked, []);
  await input.blur();
  await expectStatuses(page, BREACHED);
  assert.deepEqual(asked, [digits(KNOWN).slice(0, 5)]);
  assert.notEqual(await message(), '');
  await input.fill(GOOD);
  await expectStatuses(page, UNDECIDED);
  assert.equal(await message(), '');
  await input.blur();
  await expectStatuses(page, UNKNOWN);
  assert.equal(asked.length, 2);
  assert.deepEqual(errors, []);
});

test('another field does not ask again, and what is known stays', async () => {
  const { page, input, asked } = await open(tell);
  await input.fill(KNOWN);
  await page.locator('#other').pressSequentially('ada');
  await expectStatuses(page, BREACHED);
  await input.focus();
  await input.blur();
  assert.equal(asked.length, 1);
});

test('asks nothing of what is refused anyway, or where nobody is named', async () => {
  const { input, asked } = await open(tell);
  await input.fill('short');
  await input.blur();
  const { page, input: second } = await open(tell, '');
  await second.fill(KNOWN);
  await second.press('Enter');
  await submits(page, 1);
  await expectStatuses(page, UNDECIDED);
  assert.deepEqual(asked, []);
});

test('asks before a submit, and stops one that the answer refuses', async () => {
  const { page, input, asked } = await open(tell);
  await input.fill(KNOWN);
  await input.press('Enter');
  await expectStatuses(page, BREACHED);
  await page.waitForTimeout(100);
  assert.equal(await sent(page), 0);
  await input.fill(GOOD);
  await input.press('Enter');
  await submits(page, 1);
  await input.press('Enter');
  await submits(page, 2);
  assert.equal(asked.length, 2);
});

test('leaves the rule to the server where the answer is none', async () => {
  const bad = {
    failed: (route) => route.abort(),
    missing: (route) => route.fulfill({ status: 503, body: rows(KNOWN) }),
    large: (route) => route.fulfill({ body: rows(KNOWN).repeat(1500) }),
  };
  for (const [name, answer] of Object.entries(bad)) {
    const { page, input, message, asked } = await open(answer);
    await input.fill(KNOWN);
    await input.press('Enter');
    await submits(page, 1);
    await expectStatuses(page, UNDECIDED);
    assert.equal(await message(), '', name);
    assert.equal(asked.length, 1, name);
  }
});

test('a list that does not answer holds a submit for a while and no longer', async () => {
  const { page, input } = await open(() => {});
  await input.fill(KNOWN);
  await input.press('Enter');
  await input.press('Enter');
  assert.equal(await sent(page), 0);
  await submits(page, 1);
  await expectStatuses(page, UNDECIDED);
});

test('the page’s own function goes before the attribute', async () => {
  const { page, input, asked } = await open(tell);
  await page.evaluate((rows) => {
    const element = document.querySelector('wicketgate-password');
    window.asked = [];
    element.ranges = async (prefix) => {
      window.asked.push(prefix);
      if (window.asked.length > 1) throw new Error('gone');
      return rows;
    };
  }, rows(KNOWN));
  await input.fill(KNOWN);
  await input.blur();
  await expectStatuses(page, BREACHED);
  await input.fill(GOOD);
  await input.press('Enter');
  await submits(page, 1);
  await expectStatuses(page, UNDECIDED);
  const prefixes = [KNOWN, GOOD].map((text) => digits(text).slice(0, 5));
  assert.deepEqual(await page.evaluate(() => window.asked), prefixes);
  assert.deepEqual(asked, []);
});
