/** The spelling of members: snake_case on the wire, camelCase here. */

/** An answer, frozen, its member names in camelCase; documents, parameters, states and counts keep theirs. */
export function shape(value, verbatim = false) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item) => shape(item, verbatim)));
  const members = Object.entries(value).map(([key, member]) => [
    verbatim ? key : key.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    shape(member, verbatim || VERBATIM.has(key)),
  ]);
  return Object.freeze(Object.fromEntries(members));
}

/** An event, its member names as a request has them. */
export function wire(event) {
  const named = Object.entries(event).map(([key, member]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    member,
  ]);
  return Object.fromEntries(named);
}

const VERBATIM = new Set(['counts', 'document', 'params', 'state']);
