/**
 * Verifying the code of an authenticator app in Node: an account that waits for a code, and libraries that
 * compare one with those of three steps and keep nothing. The account is the one that was measured in Rust.
 */

import { readFileSync } from 'node:fs';
import { Engine } from '../../../host/node/index.js';
import { Secret, TOTP } from './entries/otpauth.mjs';
import { verifySync } from './entries/otplib.mjs';

const KEPT = new URL('../../../target/bench/totp.json', import.meta.url);
const { codes, document, request, secret } = JSON.parse(readFileSync(KEPT, 'utf8'));
const { event, keys, now, state } = request;

/** The right code and a wrong one. */
export { codes };

/** By name; each tells whether the code is right. */
export async function cases(load) {
  const step = (policy) => (code) =>
    policy.step({ state, event: { ...event, code }, keys, now }).decision.outcome === 'allow';
  const run = {
    'wicketgate, `step`, npm package in Node': step(await load(document, { build: 'full' })),
    'wicketgate, `step`, package for Node': step((await Engine.open()).policy(document)),
    'otpauth in Node': (token) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).validate({
        token,
        timestamp: now,
        window: 1,
      }) !== null,
    'otplib in Node': (token) =>
      verifySync({ token, secret, epoch: now / 1000, epochTolerance: 30 }).valid,
  };
  for (const [name, verify] of Object.entries(run)) {
    const [right, wrong] = codes.map(verify);
    if (!right || wrong) throw new Error(`${name} takes a right code for wrong, or a wrong one`);
  }
  return run;
}
