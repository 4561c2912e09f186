/** The page `/redact` of the real server: what it shows is what the engine answers. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../browser.mjs';
import { eventually } from '../fixture.mjs';
import {
  download,
  engine,
  expectShown,
  give,
  openFile,
  openPlayground,
  setPolicy,
  settled,
  shown,
} from '../playground.mjs';
import { startServer } from '../server.mjs';

/** Content types of formats, as the server takes them. */
const TYPES = {
  text: 'text/plain',
  json: 'application/json',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  form: 'application/x-www-form-urlencoded',
};
const PROFILES = {
  version: 1,
  redaction: {
    kinds: { 'email-address': { action: 'keep-domain' } },
    profiles: [{ name: 'support', kinds: { 'email-address': { enabled: false } } }],
  },
};

let browser;
let redact;
let server;
before(async () => {
  [redact, server, browser] = await Promise.all([engine(), startServer({}), launch()]);
});
after(async () => {
  await browser.close();
  server.close();
});

const open = (options) => openPlayground(browser, server.address, options);

test('the sample of each format is redacted as the engine and the server redact it', async () => {
  const { errors, page } = await open();
  for (const [format, type] of Object.entries(TYPES)) {
    await page.getByLabel('Format').selectOption(format);
    await page.getByRole('button', { name: 'Take a sample' }).click();
    await settled(page);
    const text = await page.locator('#text').inputValue();
    const redacted = await redact(text, undefined, { format });
    assert.ok(redacted.spans.length > 2, format);
    const found = await shown(page);
    expectShown(found, text, redacted);
    const answer = await fetch(`${server.address}/v1/redact`, {
      method: 'POST',
      body: text,
      headers: { 'content-type': type },
    });
    assert.equal(await answer.text(), found.result, format);
    if (format === 'json') assert.equal(JSON.parse(found.result).card, '[CREDIT_CARD]');
  }
  assert.deepEqual(errors, []);
});

test('places are those of characters, however many units they have', async () => {
  const { page } = await open();
  const text = 'é💩 ada@example.com\n👩‍👩‍👧 ключ: пётр@пример.рф, 4111 1111 1111 1111 💩\n';
  await give(page, text);
  const redacted = await redact(text);
  assert.equal(redacted.spans.length, 3);
  expectShown(await shown(page), text, redacted);
  await page.locator('#text').evaluate((field) => {
    field.value = 'half of a character: \ud800';
    field.dispatchEvent(new Event('input'));
  });
  await page.getByRole('heading', { name: 'The text could not be redacted' }).waitFor();
});

test('choices make the policy: countries, actions, how sure, one kind alone', async () => {
  const { page } = await open();
  const text = 'ssn 078-05-1121, mail ada@example.com, NHS number 943 476 5919';
  const expect = async (redaction) => {
    await settled(page);
    const document = JSON.parse(await page.locator('#document').inputValue());
    assert.deepEqual(document, { version: 1, redaction });
    const [found, redacted] = [await shown(page), await redact(text, document)];
    const none = Object.entries(found.counts).filter(([, count]) => count === 0);
    for (const [label] of none) delete found.counts[label];
    expectShown(found, text, redacted);
    return found.result;
  };
  await give(page, text);
  await expect({});
  await page.getByText('Countries: 0 of').click();
  await page.getByLabel('United States').check();
  assert.match(await expect({ countries: ['us'] }), /\[US_SSN\]/);
  await page.getByRole('button', { name: 'All countries' }).click();
  await settled(page);
  assert.match((await shown(page)).result, /\[UK_NHS\]/);
  await page.getByRole('button', { name: 'No country' }).click();
  await page.getByLabel('What stands in the place of a match').selectOption('count');
  assert.match(await expect({ action: 'count' }), /\[EMAIL_ADDRESS_1\]/);
  await page.getByLabel('How sure a match must be').selectOption('possible');
  await page.getByLabel('What becomes of email-address').selectOption('keep-domain');
  const kinds = { 'email-address': { action: 'keep-domain' } };
  const looser = { action: 'count', confidence: 'possible' };
  assert.match(await expect({ ...looser, kinds }), /@example\.com/);
  await page.getByLabel('What becomes of email-address').selectOption('off');
  const off = { 'email-address': { enabled: false } };
  assert.match(await expect({ ...looser, kinds: off }), /ada@example\.com/);
  await page.getByLabel('What becomes of email-address').selectOption('');
  await page.getByLabel('Read characters as what they look like').check();
  await expect({ ...looser, look_alikes: true });
});

test('values that are known, and profiles of a policy of one’s own', async () => {
  const { page } = await open();
  const text = 'Lovelace wrote from ada@example.com';
  await give(page, text);
  await setPolicy(page, PROFILES);
  expectShown(await shown(page), text, await redact(text, PROFILES));
  await page.getByLabel('For whom (profile)').selectOption('support');
  await page.getByText('Values you know').click();
  await page.locator('#known').fill('LOVELACE\n\nwrote');
  await settled(page);
  const options = {
    known: [{ value: 'LOVELACE' }, { value: 'wrote' }],
    profile: 'support',
  };
  expectShown(await shown(page), text, await redact(text, PROFILES, options));
  // A policy without the profile is for nobody in particular.
  await setPolicy(page, { version: 1 });
  assert.equal(await page.locator('#profile').inputValue(), '');
  await page.locator('#known').fill('ab');
  await page.getByRole('heading', { name: 'The text could not be redacted' }).waitFor();
});

test('what is wrong with a policy is told with its place', async () => {
  const { page } = await open();
  await give(page, 'ada@example.com');
  await setPolicy(
    page,
    '{\n  "version": 1,\n  "redaction": {\n    "mask_last": 99, "acton": "drop"\n  }\n}',
  );
  const items = page.locator('#problem-list li');
  await page.getByRole('heading', { name: 'The policy has 2 problems' }).waitFor();
  assert.equal(await page.locator('#found').isVisible(), false);
  assert.equal(await page.locator('#document').getAttribute('aria-invalid'), 'true');
  const told = (await items.allTextContents()).join('\n');
  assert.match(told, /Line 4: \/redaction\/mask_last .*8/);
  assert.match(told, /Line 4: \/redaction\/acton .*action/);
  await items.first().getByRole('button').click();
  const selected = await page.locator('#document').evaluate((field) => {
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  assert.match(selected, /^ {4}"mask_last"/);
  // An address is no policy, and is not asked for.
  await setPolicy(page, '/v1/policy');
  await page.getByRole('heading', { name: 'The policy has a problem' }).waitFor();
  await setPolicy(page, { version: 1 });
  assert.equal(await page.locator('#problems').isVisible(), false);
  assert.equal((await shown(page)).result, '[EMAIL_ADDRESS]');
});

test('files are read in the page: a text, a policy, and neither', async () => {
  const { page } = await open();
  const csv = 'name,password\r\nAda,hunter2\r\n';
  await openFile(page, '#file', 'people.csv', csv);
  const redacted = await redact(csv, undefined, { format: 'csv' });
  await eventually(async () => expectShown(await shown(page), csv, redacted));
  assert.equal(await page.getByLabel('Format').inputValue(), 'csv');
  await openFile(page, '#policy-file', 'policy.json', JSON.stringify(PROFILES));
  await eventually(async () => assert.equal(await page.locator('#profile option').count(), 2));
  await openFile(page, '#file', 'picture.png', [0x89, 0x50, 0x4e, 0x47, 0xff]);
  await page.getByRole('heading', { name: 'The file could not be read' }).waitFor();
  await page.locator('#source').evaluate((zone) => {
    const files = new DataTransfer();
    files.items.add(new File(['{"a":"ada@example.com"}'], 'a.json'));
    zone.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: files }));
  });
  await page.locator('#result', { hasText: '{"a":"[EMAIL_ADDRESS]@example.com"}' }).waitFor();
});

test('the result is copied and kept whole', async () => {
  const { context, page } = await open();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await give(page, 'to ada@example.com 💩');
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, 'to [EMAIL_ADDRESS] 💩');
  assert.equal(await download(page, 'redacted-text.txt'), copied);
});
