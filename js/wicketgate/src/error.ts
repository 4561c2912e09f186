/** What went wrong, as a code to act on. */

import type { Error as Answer, Problem } from './generated/types.js';

/** An error with a code that never changes; the message is English for a developer. */
export class WicketgateError extends Error {
  override readonly name = 'WicketgateError';
  /** The engine's error code, or `wasm-unavailable`, or `policy-unavailable`. */
  readonly code: string;
  /** JSON Pointer to the place of the first problem. */
  readonly pointer: string | undefined;
  /** Everything that is wrong with a policy document, in document order. */
  readonly problems: readonly Problem[];

  constructor(answer: Answer, options?: ErrorOptions) {
    super(answer.message, options);
    this.code = answer.code;
    this.pointer = answer.pointer;
    this.problems = answer.problems ?? [];
  }
}
