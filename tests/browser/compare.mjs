/** Holds what an engine answered to what a vector file expects: for the runners in Node and in a page. */

/** Holds a value to the members that are known: a misspelt one would be a check that never runs. */
export function known(value, members) {
  const unknown = Object.keys(value).find((member) => !members.includes(member));
  if (unknown) throw new Error(`unknown member ${unknown}`);
}

/** Throws where two values differ as JSON. */
export function compare(what, expected, found, wildcard = true) {
  if (same(expected, found, wildcard)) return;
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

/** Equality as JSON; with a wildcard, an expected `*` stands for any text. */
export function same(expected, found, wildcard = true) {
  if (wildcard && expected === '*') return typeof found === 'string';
  if (typeof expected !== 'object' || expected === null) return expected === found;
  if (typeof found !== 'object' || found === null) return false;
  const keys = Object.keys(expected);
  return (
    Array.isArray(expected) === Array.isArray(found) &&
    keys.length === Object.keys(found).length &&
    keys.every((key) => Object.hasOwn(found, key) && same(expected[key], found[key], wildcard))
  );
}
