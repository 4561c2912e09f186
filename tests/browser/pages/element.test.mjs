/** The element on pages of every kind: what it adds, what it leaves alone. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, expectStatuses, RULES, start } from '../fixture.mjs';

const FIELD = `<form id="form"><wicketgate-password policy="/v1/policy.json">
  <label for="password">Password</label>
  <input type="password" id="password" name="password" required aria-describedby="hint">
  <p id="hint">A hint of the page's own</p>
</wicketgate-password><button>Send</button><button type="reset">Reset</button></form>`;

const UNCHECKED = { 'min-length': 'unchecked', uppercase: 'unchecked', digit: 'unchecked' };
const SHORT = { 'min-length': 'violated', uppercase: 'violated', digit: 'satisfied' };
const GOOD = { 'min-length': 'satisfied', uppercase: 'satisfied', digit: 'satisfied' };

let site;
before(async () => {
  site = await start();
});
after(() => site.close());

async function open(body = FIELD, options = undefined) {
  await site.setRules(RULES);
  const { page, errors } = await site.open(body, options);
  const input = page.locator('#password');
  const message = () => input.evaluate((element) => element.validationMessage);
  return { page, errors, input, message };
}

test('shows what is asked before anyone types, then each status', async () => {
  const { page, errors, input, message } = await open();
  await expectStatuses(page, UNCHECKED);
  const text = await page.locator('[data-wicketgate-rules]').textContent();
  assert.match(text, /use at least 8 characters/);
  await input.pressSequentially('abc1');
  await expectStatuses(page, SHORT);
  const first = page.locator('li[data-code=min-length]');
  assert.equal(await first.textContent(), 'Not met: use at least 8 characters (4 more characters)');
  assert.match(await message(), /at least 8 characters/);
  await input.pressSequentially('DEFG');
  await expectStatuses(page, GOOD);
  assert.equal(await message(), '');
  await input.fill('');
  await expectStatuses(page, UNCHECKED);
  assert.deepEqual(errors, []);
});

test('joins the list to the descriptions of the input and leaves its limits alone', async () => {
  const { page, input } = await open();
  await expectStatuses(page, UNCHECKED);
  const list = await page.locator('[data-wicketgate-rules]').getAttribute('id');
  assert.equal(await input.getAttribute('aria-describedby'), `hint ${list}`);
  for (const name of ['maxlength', 'minlength', 'pattern']) {
    assert.equal(await input.getAttribute(name), null, name);
  }
});

test('says one polite sentence when typing pauses, and no sentence twice', async () => {
  const { page, input } = await open();
  await expectStatuses(page, UNCHECKED);
  const region = page.getByRole('status');
  await region.evaluate((element) => {
    window.said = [];
    new MutationObserver(() => window.said.push(element.textContent)).observe(element, {
      childList: true,
    });
  });
  await input.pressSequentially('abcd', { delay: 50 });
  await eventually(async () => assert.notEqual(await region.textContent(), ''));
  await input.press('ArrowLeft');
  await input.evaluate((element) => element.dispatchEvent(new Event('input', { bubbles: true })));
  await page.waitForTimeout(900);
  await input.fill('Abcdefg1');
  await eventually(async () => assert.match(await region.textContent(), /All requirements/));
  assert.deepEqual(await page.evaluate(() => window.said), [
    '3 of 3 requirements not met yet: 4 more characters; 1 more upper-case letter; …',
    'All requirements are met.',
  ]);
});

test('shows and hides the password, caret and selection kept', async () => {
  const { page, input } = await open();
  const button = page.getByRole('button', { name: 'Show password' });
  await input.fill('Abcdefg1');
  await input.evaluate((element) => element.setSelectionRange(2, 5, 'backward'));
  const state = () =>
    input.evaluate(({ type, selectionStart, selectionEnd, selectionDirection, value }) => [
      type,
      selectionStart,
      selectionEnd,
      selectionDirection,
      value,
    ]);
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await button.click();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(await state(), ['text', 2, 5, 'backward', 'Abcdefg1']);
  await button.press('Space');
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  assert.deepEqual(await state(), ['password', 2, 5, 'backward', 'Abcdefg1']);
});

test('hides the password before the form is submitted', async () => {
  const { page, input } = await open();
  await page.evaluate(() => {
    document.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      window.submitted = document.querySelector('#password').type;
    });
  });
  await expectStatuses(page, UNCHECKED);
  await input.fill('Abcdefg1');
  await page.getByRole('button', { name: 'Show password' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  assert.equal(await page.evaluate(() => window.submitted), 'password');
});

test('takes the button that a page brings', async () => {
  const { page, input } = await open(`<wicketgate-password policy="/v1/policy.json">
    <input type="password" id="password" aria-label="Password">
    <button type="button" data-wicketgate-reveal hidden>Show</button></wicketgate-password>`);
  await expectStatuses(page, UNCHECKED);
  assert.equal(await page.getByRole('button').count(), 1);
  await page.getByRole('button', { name: 'Show' }).click();
  assert.equal(await input.getAttribute('type'), 'text');
});

test('a paste and a drop are judged like typing', async () => {
  const { page, input } = await open(FIELD, { permissions: ['clipboard-read', 'clipboard-write'] });
  await expectStatuses(page, UNCHECKED);
  await page.evaluate(() => navigator.clipboard.writeText('Abcdefg1'));
  await input.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expectStatuses(page, GOOD);
});

test('a reset starts over', async () => {
  const { page, input, message } = await open();
  await expectStatuses(page, UNCHECKED);
  await input.fill('abc1');
  await page.getByRole('button', { name: 'Show password' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expectStatuses(page, UNCHECKED);
  assert.equal(await input.getAttribute('type'), 'password');
  assert.match(await message(), /fill out/);
});

test('follows a disabled input', async () => {
  const { page, input } = await open();
  const button = page.getByRole('button', { name: 'Show password' });
  await input.evaluate((element) => {
    element.disabled = true;
  });
  await eventually(async () => assert.equal(await button.isDisabled(), true));
  await input.evaluate((element) => {
    element.disabled = false;
  });
  await eventually(async () => assert.equal(await button.isDisabled(), false));
});

test('finds an input that the page puts in later, and its replacement', async () => {
  const { page } = await open(
    '<wicketgate-password policy="/v1/policy.json"></wicketgate-password>',
  );
  const put = () =>
    page.evaluate(() => {
      const element = document.querySelector('wicketgate-password');
      element.querySelector('input')?.remove();
      element.insertAdjacentHTML('afterbegin', '<input type="password" aria-label="Password">');
    });
  for (const password of ['abc1', 'Abcdefg1']) {
    await put();
    await eventually(async () => assert.equal(await page.getByRole('button').count(), 1));
    await expectStatuses(page, UNCHECKED);
    await page.locator('input').fill(password);
    await expectStatuses(page, password === 'abc1' ? SHORT : GOOD);
  }
  assert.equal(await page.getByRole('status').count(), 1);
});

test('leaves the page as it was when it goes, and comes back', async () => {
  const { page, input } = await open();
  await expectStatuses(page, UNCHECKED);
  const bare = await page.evaluate(() => {
    const element = document.querySelector('wicketgate-password');
    const [parent, next] = [element.parentNode, element.nextSibling];
    element.remove();
    const left = element.querySelectorAll('button, [role=status], ul').length;
    const described = element.querySelector('input').getAttribute('aria-describedby');
    parent.insertBefore(element, next);
    return { left, described };
  });
  assert.deepEqual(bare, { left: 0, described: 'hint' });
  await input.fill('abc1');
  await expectStatuses(page, SHORT);
  assert.equal(await page.getByRole('button', { name: 'Show password' }).count(), 1);
});

test('several on a page are judged apart by one engine', async () => {
  const two = ['one', 'two'].map(
    (id) => `<wicketgate-password policy="/v1/policy.json" id="${id}">
      <input type="password" aria-label="${id}"></wicketgate-password>`,
  );
  await site.setRules(RULES);
  const { page } = await site.open('');
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.evaluate((html) => {
    document.body.innerHTML = html;
  }, two.join(''));
  await expectStatuses(page.locator('#one'), UNCHECKED);
  await page.getByLabel('one').fill('abc1');
  await page.getByLabel('two').fill('Abcdefg1');
  await expectStatuses(page.locator('#one'), SHORT);
  await expectStatuses(page.locator('#two'), GOOD);
  assert.deepEqual(fetched.sort(), ['/package/dist/wicketgate.wasm', '/v1/policy.json']);
});

test('tells the page each report, and never the password', async () => {
  const { page, input } = await open();
  await expectStatuses(page, UNCHECKED);
  await page.evaluate(() => {
    window.reports = [];
    document.addEventListener('wicketgate-report', ({ detail }) => window.reports.push(detail));
  });
  await input.fill('hunter2');
  await eventually(async () => {
    const [first] = await page.evaluate(() => window.reports);
    assert.equal(first.by, 'page');
    assert.equal(first.report.verdict, 'refuse');
    assert.equal(first.report.rules.length, 3);
    assert.ok(!JSON.stringify(first).includes('hunter2'));
  });
});

test('a text that is not Unicode is no password', async () => {
  const { page, input, message } = await open();
  await expectStatuses(page, UNCHECKED);
  await input.evaluate((element) => {
    element.value = 'Abcdefg1\ud800';
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
  assert.match(await message(), /cannot be sent/);
  await expectStatuses(page, UNCHECKED);
});

test('a text that is too large to judge says so', async () => {
  const { page, input, message } = await open();
  await expectStatuses(page, UNCHECKED);
  await input.fill('a'.repeat(5000));
  assert.match(await message(), /4096 bytes/);
});

test('the form stays plain when the engine cannot be had', async () => {
  await site.setRules(RULES);
  const { page } = await site.open('');
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 500 }));
  await page.evaluate((html) => {
    window.failed = [];
    document.addEventListener('wicketgate-error', ({ detail }) => window.failed.push(detail.code));
    document.body.innerHTML = html;
  }, FIELD);
  await eventually(async () =>
    assert.deepEqual(await page.evaluate(() => window.failed), ['wasm-unavailable']),
  );
  await page.locator('#password').fill('abc');
  const valid = await page.locator('#password').evaluate((element) => element.validity.valid);
  assert.equal(valid, true);
  await page.getByRole('button', { name: 'Show password' }).click();
  assert.equal(await page.locator('#password').getAttribute('type'), 'text');
});

test('a policy that changes while the page is away is judged by when it is back', async () => {
  const { page, input } = await open();
  await input.fill('Abcdefg1');
  await expectStatuses(page, GOOD);
  await site.setRules({ ...RULES, symbol: {} });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectStatuses(page, { ...GOOD, symbol: 'violated' });
});

test('a policy that needs the full build gets it', async () => {
  await site.setRules(RULES);
  const { page } = await site.open('');
  const rules = await page.evaluate(async () => {
    const { load } = await import('/package/dist/index.js');
    const policy = await load({ version: 1, extends: 'preset:default' });
    return policy.requirements().rules.map(({ code }) => code);
  });
  assert.ok(rules.includes('min-length'));
});

const METER = FIELD.replace('<wicketgate-password ', '<wicketgate-password meter generate ');

test('shows how hard a password is to guess, and says what would help', async () => {
  const { page, errors, input } = await open(METER);
  const meter = page.getByRole('meter', { name: 'Password strength' });
  await input.fill('password');
  await eventually(async () => {
    const hint = await page.locator('[data-wicketgate-hint]').textContent();
    assert.match(hint, /^Strength: very weak\. This is one of the ten most used passwords\./);
  });
  assert.equal(await meter.evaluate((element) => element.value), 0);
  await eventually(async () =>
    assert.match(await page.getByRole('status').textContent(), /Strength: very weak/),
  );
  await input.fill('vermilion 7 Gazebo orbit');
  await eventually(async () => assert.equal(await meter.evaluate((element) => element.value), 4));
  await input.fill('');
  await eventually(async () =>
    assert.equal(await page.locator('[data-wicketgate-hint]').textContent(), ''),
  );
  assert.deepEqual(errors, []);
});

test('fetches the full build only where a part needs it, and when the input is first used', async () => {
  const { page } = await open();
  await expectStatuses(page, UNCHECKED);
  const fetched = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('-full.wasm')),
    );
  await page.locator('#password').fill('abc1');
  await expectStatuses(page, SHORT);
  assert.equal(await fetched(), false);
  const { page: second, input } = await open(METER);
  await expectStatuses(second, UNCHECKED);
  await input.focus();
  await second.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('-full.wasm')),
  );
});

test('suggests a password that the policy accepts, shown and in every field that asks for it', async () => {
  const again = '<input type="password" autocomplete="new-password" id="again">';
  const body = METER.replace('name="password"', 'name="password" autocomplete="new-password"');
  const { page, errors, input } = await open(body.replace('</form>', `${again}</form>`));
  await page.getByRole('button', { name: 'Suggest a password' }).click();
  await expectStatuses(page, GOOD);
  const password = await input.inputValue();
  assert.ok(password.length >= 8, 'long enough');
  assert.equal(await page.locator('#again').inputValue(), password);
  assert.equal(await input.getAttribute('type'), 'text');
  await page.getByRole('button', { name: 'Suggest a password' }).click();
  await eventually(async () => assert.notEqual(await input.inputValue(), password));
  assert.deepEqual(errors, []);
});

test('holds a password to what the form knows of the account', async () => {
  const body = FIELD.replace(
    '<wicketgate',
    '<input id="user" autocomplete="username"><input id="old" type="password" ' +
      'autocomplete="current-password"><wicketgate',
  );
  await site.setRules({ context: {}, different: {} });
  const { page } = await site.open(body);
  await page.locator('#password').fill('margaret1815');
  await expectStatuses(page, { context: 'satisfied', different: 'satisfied' });
  await page.locator('#user').fill('margaret');
  await expectStatuses(page, { context: 'violated', different: 'satisfied' });
  await page.locator('#user').fill('m');
  await page.locator('#old').fill('Margaret1815');
  await expectStatuses(page, { context: 'satisfied', different: 'violated' });
});
