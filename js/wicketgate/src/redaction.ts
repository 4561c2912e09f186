/** Redaction: texts without the personal data and secrets in them, whole or as a stream. */

import { parse, shape } from './answer.js';
import type { Engine } from './engine.js';
import type { Redacted as RedactedAnswer, RedactedSpan, RedactRequest } from './generated/types.js';

/** How a text is written, for which profile, and with which key of pseudonyms. */
export type RedactionOptions = Omit<RedactRequest, 'op' | 'policy' | 'spans' | 'text'>;

/** The same; and whether each match is told with its place. */
export type RedactOptions = RedactionOptions & Pick<RedactRequest, 'spans'>;

/** What was found in a text, without the values: how many matches of each kind, by its label. */
export type RedactionReport = Pick<RedactedAnswer, 'counts' | 'malformed'>;

/** A text with something else in the place of each match, and what was found. */
export interface Redacted extends RedactionReport {
  readonly text: string;
  /** Each match, where asked for: `given.slice(start, end)` is what stood there. */
  readonly spans?: readonly RedactedSpan[];
}

/** Redacts strings as they come; `report` is kept once the last one has gone through. */
export interface Redaction extends TransformStream<string, string> {
  readonly report: Promise<RedactionReport>;
}

/** A whole text, by a stream of the engine: it may be longer than a request, and is not escaped as JSON. */
export function redact(engine: Engine, request: object, given: string): Redacted {
  const stream = begin(engine, request);
  let decided = '';
  try {
    for (const piece of pieces(given)) decided += engine.redactPush(stream, piece);
  } catch (error) {
    engine.redactClose(stream);
    throw error;
  }
  const { spans, text, ...report } = end(engine, stream);
  const redacted = { ...report, text: decided + text };
  if (!('spans' in request && request.spans)) return shape(redacted) as Redacted;
  return shape({ ...redacted, spans: utf16(given, spans ?? []) }) as Redacted;
}

/** A text in pieces: any way to cut it gives the same output, but within a character of two units. */
export function redaction(engine: Engine, request: object): Redaction {
  const stream = begin(engine, request);
  let keep: (report: RedactionReport) => void;
  let fail: (reason: unknown) => void;
  const report = new Promise<RedactionReport>((resolve, reject) => {
    [keep, fail] = [resolve, reject];
  });
  // Whoever does not ask for the report hears of a failure from the stream.
  report.catch(() => {});
  // A high surrogate that ends a piece waits for the other half.
  let half = '';
  const push = (text: string, to: TransformStreamDefaultController<string>) => {
    for (const piece of pieces(text)) {
      const out = engine.redactPush(stream, piece);
      if (out) to.enqueue(out);
    }
  };
  const guard = (run: () => void) => {
    try {
      run();
    } catch (error) {
      drop(error);
      throw error;
    }
  };
  const drop = (reason: unknown) => {
    fail(reason);
    // It may be gone with its policy; nobody waits for what it says.
    engine.redactClose(stream);
  };
  const transformer = {
    transform: (chunk: string, to: TransformStreamDefaultController<string>) =>
      guard(() => {
        const text = half + chunk;
        half = HIGH.test(text) ? text.slice(-1) : '';
        push(half ? text.slice(0, -1) : text, to);
      }),
    flush: (to: TransformStreamDefaultController<string>) =>
      guard(() => {
        push(half, to);
        const { text, spans: _, ...found } = end(engine, stream);
        if (text) to.enqueue(text);
        keep(shape(found) as RedactionReport);
      }),
    // Newer than some of the platforms that have streams: there an abandoned stream stays open.
    cancel: drop,
  };
  return Object.assign(new TransformStream<string, string>(transformer), { report });
}

function begin(engine: Engine, request: object): number {
  return (parse(engine.redactOpen(JSON.stringify(request))) as { stream: number }).stream;
}

function end(engine: Engine, stream: number): Closed {
  return parse(engine.redactClose(stream)) as Closed;
}

interface Closed extends RedactionReport {
  readonly text: string;
  readonly spans?: readonly RedactedSpan[];
}

/** The engine counts bytes of UTF-8, JavaScript units of UTF-16. Spans stand in order. */
function utf16(text: string, spans: readonly RedactedSpan[]): RedactedSpan[] {
  let [byte, unit] = [0, 0];
  const at = (target: number) => {
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
function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + PIECE, text.length);
    if (to < text.length && HIGH.test(text[to - 1] as string)) to += 1;
    yield text.slice(from, to);
    from = to;
  }
}

const HIGH = /[\ud800-\udbff]$/;
const PIECE = 1 << 18;
