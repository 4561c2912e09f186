/** Parts of a long text: a page that shows one at a time is quick, however long the text is. */

import type { RedactedSpan } from 'wicketgate';

/** A part: of the text, and of what was found in it. */
export interface Part {
  /** The unit after it. */
  readonly end: number;
  /** The first of its spans. */
  readonly first: number;
  /** The number of its first line. */
  readonly line: number;
  /** The span after its last one. */
  readonly last: number;
  /** Its first unit. */
  readonly start: number;
}

/** Cuts a text at the ends of lines, and long lines anywhere but within a match or a character. */
export function cut(text: string, spans: readonly RedactedSpan[]): Part[] {
  const parts: Part[] = [];
  for (let start = 0, first = 0, line = 1; start < text.length; ) {
    let end = endOf(text, start);
    let last = first;
    for (let span = spans[last]; span && span.start < end; span = spans[last]) {
      end = Math.max(end, span.end);
      last += 1;
    }
    // A cut between the halves of a character would show neither.
    if (isLow(text.charCodeAt(end))) end += 1;
    parts.push({ end, first, last, line, start });
    line += lines(text, start, end);
    [start, first] = [end, last];
  }
  return parts.length > 0 ? parts : [{ end: 0, first: 0, last: 0, line: 1, start: 0 }];
}

function endOf(text: string, start: number): number {
  const least = start + SIZE;
  if (least >= text.length) return text.length;
  const line = text.lastIndexOf('\n', least - 1);
  return line > start ? line + 1 : least;
}

/** How many lines end there. */
function lines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/** Where each match of a part begins: line and column, in characters from one. */
export function places(text: string, part: Part, spans: readonly RedactedSpan[]): string[] {
  let [at, column, line] = [part.start, 1, part.line];
  return spans.map(({ start }) => {
    for (; at < start; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === NEWLINE) [column, line] = [1, line + 1];
      // The halves of a character are one column.
      else if (!isLow(unit)) column += 1;
    }
    return `${line}:${column}`;
  });
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

const NEWLINE = 10;

/** Units of a part, about. */
const SIZE = 6_000;
