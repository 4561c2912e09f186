/**
 * Whom the element asks about breached passwords: a function of the page, or an address.
 *
 * A question holds five digits of a hash, which hundreds of passwords share. It is asked when the input is
 * left and before a submit, never while someone types: the sequence of questions would tell the
 * password. Who does not answer, in time and in bounds, leaves the rule to the server.
 */

import type { Ranges } from '../policy.js';

/** The page's function, or else the address in the attribute `ranges`, where `{prefix}` is filled in. */
export function sourceOf(host: HTMLElement, given: Ranges | undefined): Ranges | undefined {
  const address = host.getAttribute('ranges');
  const source = given ?? (address ? (range) => fetchRange(address, range) : undefined);
  return source && ((range) => bounded(source(range)));
}

async function fetchRange(address: string, range: string): Promise<string | undefined> {
  const response = await fetch(address.replace('{prefix}', range), { credentials: 'omit' });
  return response.ok ? response.text() : undefined;
}

async function bounded(answer: ReturnType<Ranges>): Promise<string | undefined> {
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE));
  const rows = await Promise.race([answer, late]);
  return rows && rows.length > MOST ? undefined : rows;
}

/** Characters of an answer: twice what the published lists say of a range, padding included. */
const MOST = 1e5;

/** Milliseconds until the server is left to decide. */
const PATIENCE = 2500;
