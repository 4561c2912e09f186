/** The engine, away from the page: a long text never stops anybody from typing. */

import { load, open, type Policy, type Redacted, WicketgateError } from 'wicketgate';
import type { Found, Question, Said, Wrong } from './ask.js';
import { cut, type Part } from './parts.js';

/** The policy of the last question: most ask by the same one. */
let held: { readonly document: string; readonly policy: Policy } | undefined;

/** The last text, and what was found in it. */
let last: Last | undefined;

interface Last {
  /** How the text was to be redacted. */
  readonly asked: string;
  readonly given: string;
  readonly parts: readonly Part[];
  readonly redacted: Redacted;
}

/** The key of this page's pseudonyms. It lives as long as the page, and nobody else has it. */
const key = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) =>
  byte.toString(16).padStart(2, '0'),
).join('');

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  say(await answer(data));
});
await open('full');
say({ ready: true });

function say(said: Said): void {
  postMessage(said);
}

async function answer(question: Question): Promise<Said> {
  let of: Wrong['of'] = 'policy';
  try {
    const policy = await take(question.document);
    of = 'text';
    return { found: find(policy, question) };
  } catch (error) {
    if (error instanceof WicketgateError) {
      return { wrong: { message: error.message, of, problems: error.problems } };
    }
    // What the engine has no word for is its own fault, or that of too little memory.
    return { wrong: { message: `the engine failed: ${error}`, of: 'text', problems: [] } };
  }
}

/** What is found in a text is kept, for whoever turns to another part of it. */
function find(policy: Policy, question: Question): Found {
  const { format, known, part: shown, profile, text } = question;
  const profiles = named(policy);
  const asked = JSON.stringify([policy.digest, format, known, profile]);
  if (last?.asked !== asked || last.given !== text) {
    const redacted = policy.redact(text, {
      format,
      key,
      known: known.map((value) => ({ value })),
      spans: true,
      ...(profiles.includes(profile) && { profile }),
    });
    last = { asked, given: text, parts: cut(text, redacted.spans ?? []), redacted };
  }
  const { parts, redacted } = last;
  const { spans = [], ...found } = redacted;
  const part = parts[shown] ?? (parts[0] as Part);
  return {
    ...found,
    part,
    parts: parts.length,
    profiles,
    spans: spans.slice(part.first, part.last),
    warnings: policy.warnings,
  };
}

/** The policy of a document; the one before it is let go. */
async function take(document: string): Promise<Policy> {
  if (held?.document === document) return held.policy;
  // SECURITY: what is no object could be taken for an address, and this page asks for none.
  if (!document.trimStart().startsWith('{')) await refuse(document);
  const policy = await load(document, { build: 'full' });
  held?.policy.dispose();
  held = { document, policy };
  return policy;
}

/** Lets the engine say what is wrong with a text that is no policy. */
async function refuse(document: string): Promise<never> {
  const { error } = JSON.parse((await open('full')).load(document));
  throw new WicketgateError(error);
}

function named(policy: Policy): string[] {
  const { redaction } = policy.describe().document as {
    redaction?: { profiles?: readonly { name: string }[] };
  };
  return (redaction?.profiles ?? []).map(({ name }) => name);
}
