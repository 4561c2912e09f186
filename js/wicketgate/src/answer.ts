/** The engine's answers as JavaScript values: frozen, in camelCase, errors thrown. */

import { WicketgateError } from './error.js';
import type { Error as ErrorAnswer } from './generated/types.js';

/** The `ok` member of an answer, as JSON has it. Throws the `error` member. */
export function parse(answer: string): unknown {
  const parsed = JSON.parse(answer) as { ok?: unknown; error?: unknown };
  if (parsed.error !== undefined) throw new WicketgateError(shape(parsed.error) as ErrorAnswer);
  return parsed.ok;
}

/** The value of an answer that has few values: an equal text is the same frozen object. */
export function remembered(answer: string): unknown {
  const known = values.get(answer);
  if (known !== undefined) return known;
  const value = shape(parse(answer));
  if (values.size === MOST) values.clear();
  values.set(answer, value);
  return value;
}

/** A JSON value with its member names in camelCase, frozen throughout. */
export function shape(value: unknown, verbatim = false): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map((item) => shape(item, verbatim)));
  const shaped: Record<string, unknown> = {};
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    shaped[verbatim ? key : camel(key)] = shape(member, verbatim || VERBATIM.has(key));
  }
  return Object.freeze(shaped);
}

function camel(key: string): string {
  return key.includes('_')
    ? key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
    : key;
}

/** Members whose names are the policy's own vocabulary, or go back to the engine as they came. */
const VERBATIM = new Set(['counts', 'document', 'params', 'state']);

const values = new Map<string, unknown>();
const MOST = 256;
