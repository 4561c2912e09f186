/** What the page asks its worker, and what the worker answers. */

import type { Problem, RedactedSpan, RedactOptions } from 'wicketgate';
import type { Part } from './parts.js';

/** How a text is written. */
export type Format = NonNullable<RedactOptions['format']>;

/** A text, and how to redact it. */
export interface Question {
  /** The text of a policy document. */
  readonly document: string;
  readonly format: Format;
  /** Values that are redacted wherever they stand. */
  readonly known: readonly string[];
  /** Which part of the text is shown, from zero. */
  readonly part: number;
  /** For whom; whoever the policy does not know is nobody. */
  readonly profile: string;
  readonly text: string;
}

/** What the engine found in it; of the matches, those of the part that is shown. */
export interface Found {
  readonly counts: Readonly<Record<string, number>>;
  readonly malformed: number;
  readonly part: Part;
  /** How many parts there are. */
  readonly parts: number;
  /** The profiles of the policy. */
  readonly profiles: readonly string[];
  /** The matches of the part. */
  readonly spans: readonly RedactedSpan[];
  readonly text: string;
  /** What the author of the policy should know. */
  readonly warnings: readonly Problem[];
}

/** What is wrong, and with which of the two. */
export interface Wrong {
  readonly message: string;
  readonly of: 'policy' | 'text';
  readonly problems: readonly Problem[];
}

/** What the worker says of a question. */
export type Answer =
  | { readonly question: Question; readonly found: Found }
  | { readonly question: Question; readonly wrong: Wrong };

/** What the worker says: first that it is ready, then one answer to each question. */
export type Said = { readonly ready: true } | { readonly found: Found } | { readonly wrong: Wrong };

/** Asks a worker, one question at a time: while it works, only the newest of those that wait is kept. */
export class Asker {
  readonly #worker: Worker;
  readonly #hear: (answer: Answer) => void;
  #asked: Question | undefined;
  #isReady = false;
  #next: Question | undefined;

  /** Starts the worker; `fail` hears where it cannot be. */
  constructor(hear: (answer: Answer) => void, fail: () => void, ready: () => void) {
    this.#hear = hear;
    this.#worker = new Worker('/assets/redact-worker.js', { type: 'module' });
    this.#worker.addEventListener('error', fail);
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if ('ready' in data) {
        this.#isReady = true;
        ready();
      } else if (this.#asked) {
        const question = this.#asked;
        this.#asked = undefined;
        // What was overtaken meanwhile is not shown: the newer answer comes at once.
        if (!this.#next) this.#hear({ ...data, question });
      }
      this.#send();
    });
  }

  /** Asks; the answer comes unless a newer question does first. */
  ask(question: Question): void {
    this.#next = question;
    this.#send();
  }

  #send(): void {
    if (!this.#isReady || this.#asked || !this.#next) return;
    this.#asked = this.#next;
    this.#next = undefined;
    this.#worker.postMessage(this.#asked);
  }
}
