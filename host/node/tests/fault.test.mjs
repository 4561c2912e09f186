/** What a faulty engine does to its host: nothing. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { Engine, EngineFault } from '@wicketgate/node';
import { BODIES, hostile } from './hostile.mjs';

const LONG = 'x'.repeat(300);

for (const [name, body] of Object.entries(BODIES)) {
  test(`${name}: the policy is loaded again`, async () => {
    const policy = (await Engine.open({ bytes: hostile(body) })).policy({ version: 1 });
    assert.equal(policy.summary('short').verdict, 'refuse');
    assert.throws(() => policy.summary(LONG), EngineFault);
    assert.equal(policy.summary('short').verdict, 'refuse');
  });
}

test('a policy that is baked in is found again', async () => {
  const policy = (await Engine.open({ bytes: hostile(BODIES.trap) })).policy();
  assert.deepEqual([policy.digest, policy.formDigest], ['a', 'b']);
  assert.throws(() => policy.summary(LONG), EngineFault);
  assert.equal(policy.summary('short').verdict, 'refuse');
});

test('policies do not share a fault', async () => {
  const engine = await Engine.open({ bytes: hostile(BODIES.trap) });
  const policy = engine.policy({ version: 1 });
  assert.throws(() => engine.call(LONG), EngineFault);
  assert.equal(engine.alive, false);
  assert.equal(policy.summary('short').verdict, 'refuse');
  assert.equal(engine.policy({ version: 1 }).summary('short').verdict, 'refuse');
});

test('handles die with their instance', async () => {
  const engine = await Engine.open({ bytes: hostile(BODIES.trap) });
  assert.throws(() => engine.call(LONG), EngineFault);
  assert.throws(() => engine.call('{}'), EngineFault);
  assert.throws(() => engine.load('{}'), EngineFault);
  assert.throws(() => engine.unload(1), EngineFault);
  assert.throws(() => engine.describe(), EngineFault);
});

const REFUSED = {
  'an import': hostile(BODIES.trap, { imports: true }),
  'no exports': Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0),
  'a component': Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0),
  'no bytes': new Uint8Array(),
};

for (const [name, bytes] of Object.entries(REFUSED)) {
  test(`${name}: the module is refused`, async () => {
    await assert.rejects(Engine.open({ bytes }), { code: 'wasm-refused' });
  });
}
