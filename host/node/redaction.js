/** Redaction: texts without the personal data and secrets in them, whole or in pieces. */

import { shape } from './shape.js';

/** A whole text, by a stream of the engine: it may be longer than a request, and is not escaped as JSON. */
export function redact(channel, given, asked) {
  let decided = '';
  try {
    for (const piece of pieces(given)) decided += channel.push(piece);
  } catch (error) {
    letGo(channel);
    throw error;
  }
  const { spans = [], text, ...report } = channel.close();
  const places = asked && { spans: utf16(given, spans) };
  return shape({ ...report, ...places, text: decided + text });
}

/** A text of any length, in parts: what may begin a token waits for the rest of it. */
export function reveal(ask, given) {
  const all = { forged: 0, opened: 0, text: '', unknown_key: 0 };
  let rest = '';
  for (let from = 0; from === 0 || from < given.length; ) {
    let to = Math.min(from + PART, given.length);
    if (to < given.length && HIGH.test(given[to - 1])) to += 1;
    const part = ask({ text: rest + given.slice(from, to), more: to < given.length });
    for (const name of Object.keys(all)) all[name] += part[name];
    rest = part.rest ?? '';
    if (to === from) break;
    from = to;
  }
  return shape(all);
}

/** The text of the chunks as far as it is decided; `report` is there once it has ended. */
export class RedactionStream {
  #channel;
  #chunks;
  /** A high surrogate that ends a chunk: it waits for the other half. */
  #half = '';

  constructor(channel, chunks) {
    this.#channel = channel;
    this.#chunks = chunks;
  }

  *[Symbol.iterator]() {
    try {
      for (const chunk of this.#chunks) yield* this.#push(chunk);
      yield* this.#end();
    } finally {
      this.dispose();
    }
  }

  async *[Symbol.asyncIterator]() {
    try {
      for await (const chunk of this.#chunks) yield* this.#push(chunk);
      yield* this.#end();
    } finally {
      this.dispose();
    }
  }

  /** Lets the stream go, for who does not read it to its end; what it held back is lost. */
  dispose() {
    if (this.#channel) letGo(this.#channel);
    this.#channel = undefined;
  }

  [Symbol.dispose]() {
    this.dispose();
  }

  *#push(chunk) {
    const text = this.#half + chunk;
    this.#half = HIGH.test(text) ? text.slice(-1) : '';
    yield* this.#pass(this.#half ? text.slice(0, -1) : text);
  }

  *#end() {
    yield* this.#pass(this.#half);
    const channel = this.#channel;
    this.#channel = undefined;
    const { text, spans: _, ...report } = channel.close();
    this.report = shape(report);
    if (text) yield text;
  }

  *#pass(text) {
    for (const piece of pieces(text)) {
      const out = this.#channel.push(piece);
      if (out) yield out;
    }
  }
}

/** Ends a stream that is not wanted any more; what it says no longer matters. */
function letGo(channel) {
  try {
    channel.close();
  } catch {
    // It went with its instance or its policy.
  }
}

/** The engine counts bytes of UTF-8, JavaScript units of UTF-16. Spans stand in order. */
function utf16(text, spans) {
  let [byte, unit] = [0, 0];
  const at = (target) => {
    while (byte < target) {
      const code = text.charCodeAt(unit);
      // Of a character of four bytes the first unit counts for all: the second is passed with it.
      const wide = code >= 0xd800 && code < 0xdc00;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : wide ? 4 : 3;
      unit += wide ? 2 : 1;
    }
    return unit;
  };
  return spans.map((span) => ({ ...span, start: at(span.start), end: at(span.end) }));
}

/** Parts of a long text, none of which ends within a character. */
function* pieces(text) {
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + PIECE, text.length);
    if (to < text.length && HIGH.test(text[to - 1])) to += 1;
    yield text.slice(from, to);
    from = to;
  }
}

const HIGH = /[\ud800-\udbff]$/;
const PIECE = 1 << 16;
/** As JSON, each unit may have six bytes, and a request 128 KiB. */
const PART = 1 << 14;
