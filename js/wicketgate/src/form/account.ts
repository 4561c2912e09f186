/** What the other fields of a form say of the account: what a password should not be made of. */

import type { CheckOptions } from '../policy.js';

/**
 * Reads the fields that the page marks by `autocomplete`, as a password manager does; the password that is
 * being changed is in the one marked `current-password`. Nothing of it leaves the page.
 */
export function knownOf(form: HTMLFormElement | null): CheckOptions | undefined {
  const account: Account = {};
  let oldPassword: string | undefined;
  for (const field of form?.elements ?? []) {
    if (!(field instanceof HTMLInputElement) || field.value === '') continue;
    const value = wellFormed(field.value.slice(0, MOST));
    for (const token of field.autocomplete.split(/\s+/)) {
      if (token === 'current-password') oldPassword = wellFormed(field.value);
      else if (token === 'username' || token === 'email' || token === 'organization') {
        account[token] = value;
      } else if (NAMES.has(token)) account.names = [...(account.names ?? []), value];
    }
  }
  const hasAccount = Object.keys(account).length > 0;
  if (!hasAccount && oldPassword === undefined) return undefined;
  return { ...(hasAccount && { account }), ...(oldPassword !== undefined && { oldPassword }) };
}

/** Half of a surrogate pair is no text; the cut may have made one. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '');
}

/** What a form may say of its owner. */
type Account = { -readonly [key in keyof Known]: Known[key] };
type Known = NonNullable<CheckOptions['account']>;

const NAMES = new Set(['name', 'given-name', 'additional-name', 'family-name', 'nickname']);

/** No longer text is looked for in a password. In UTF-16 units, three bytes of UTF-8 at most. */
const MOST = 80;
