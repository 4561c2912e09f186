/** What the page calls things: the engine's names, in English. */

import type { PolicyDocument, RedactedSpan } from 'wicketgate';
import type { Format } from './ask.js';
import { KINDS, type Kind } from './generated/kinds.js';

/** The section of a policy that this page is about. */
export type Section = NonNullable<Extract<PolicyDocument, { redaction?: unknown }>['redaction']>;
export type Action = NonNullable<Section['action']>;
export type Confidence = NonNullable<Section['confidence']>;

/** What can stand in the place of a match. */
export const ACTIONS: Readonly<Record<Action, string>> = {
  replace: 'A label: [EMAIL_ADDRESS]',
  count: 'A label with a number: [EMAIL_ADDRESS_1]',
  mask: 'A mask: the last four characters stay',
  pseudonym: 'A pseudonym: letters by a key of this page',
  token: 'A token, which a host opens again: here a label, a page has no key of tokens',
  drop: 'Nothing',
  'keep-domain': 'The domain of an address',
  'truncate-ip': 'The network of an IP address',
  year: 'The year of a date',
  keep: 'The value itself: reported, not redacted',
};

/** How sure a match must be. */
export const CONFIDENCES: Readonly<Record<Confidence, string>> = {
  certain: 'Certain: proven, or rare and with context',
  likely: 'Likely: a rare shape, or context',
  possible: 'Possible: a shape alone is enough',
};

/** How a text is written. */
export const FORMATS: Readonly<Record<Format, string>> = {
  auto: 'Automatic: JSON or text',
  text: 'Text, or log lines',
  json: 'JSON, or lines of JSON (NDJSON)',
  csv: 'CSV with a header',
  tsv: 'TSV with a header',
  form: 'Form body (a=1&b=2)',
};

/** How sure a match is, in a word. */
export function surety({ because }: RedactedSpan): string {
  return because === 'key' || because === 'known' ? 'given' : because;
}

/** Why something is a match. */
export function reason({ because }: RedactedSpan): string {
  return REASONS[because] ?? because;
}

/** The kind that has a label; what an organisation names itself has none. */
export function kindOf(label: string): Kind | undefined {
  return BY_LABEL.get(label);
}

const REASONS: Readonly<Record<string, string>> = {
  certain: 'A check of its own proves it, or a rare shape and the words around it',
  likely: 'Its shape is rare, or the words around it say so',
  possible: 'Its shape alone says so',
  key: 'A rule names what it stands under',
  known: 'It is a value that you named',
};

const BY_LABEL = new Map(KINDS.map((kind) => [kind.code.toUpperCase().replaceAll('-', '_'), kind]));
