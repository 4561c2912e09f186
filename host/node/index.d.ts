/** Types of `@wicketgate/node`. The engine's answers, frozen and in camelCase; errors are thrown. */

import type {
  AccountStepped,
  AccountStepRequest,
  Hashed,
  OrganizationStepped,
  OrganizationStepRequest,
  PolicyDescription,
  PolicyDocument,
  Problem,
  Public,
  RedactedSpan,
  RedactRequest,
  RedactRevealRequest,
  Report,
  Requirements,
  Revealed as RevealedAnswer,
  Summary,
  Verified,
} from './types.js';

export type * from './types.js';

/** Where the module comes from; by default the file in this package. */
export type OpenOptions =
  | { path?: string | URL; digest?: string }
  | { bytes: Uint8Array; digest?: string }
  | { module: WebAssembly.Module; digest?: never };

/**
 * The module, verified and compiled; itself an instance, for those who speak its JSON.
 *
 * Its functions throw only what their answers cannot say: `WicketgateError` for a text that is
 * ill-formed (`malformed-json`) or above 1 MiB (`too-large`), and for what `redact` and `redactPush` refuse; and
 * `EngineFault`. Handles die with the instance: after a fault its functions throw for ever, and a policy
 * made by `policy` goes on.
 */
export class Engine {
  /**
   * Opens the module, and compares it with the SHA-256 digest when one is given (hexadecimal, with
   * or without `sha256:`). Throws `WicketgateError`: `wasm-unavailable`, `digest-mismatch` or
   * `wasm-refused`.
   */
  static open(options?: OpenOptions): Promise<Engine>;
  private constructor();
  /** Whether it still answers. */
  get alive(): boolean;
  /** Parses a document once, to check many passwords; without one, the policy that is baked in. */
  policy(document?: PolicyDocument | object | string): Policy;
  /** Versions, operations, limits and rules, as JSON. */
  describe(): string;
  /** Parses a policy document; the answer, as JSON, has its handle. */
  load(document: string): string;
  /** Forgets the policy of a handle. */
  unload(policy: number): void;
  /** Answers one request, as JSON. */
  call(request: string): string;
  /** Redacts a whole text; the request, as JSON, says how. */
  redact(request: string, text: string): string;
  /** Begins a text in pieces; the answer, as JSON, has its handle. */
  redactOpen(request: string): string;
  /** Takes the next piece and gives what is decided, which may be nothing yet. */
  redactPush(stream: number, text: string): string;
  /** Ends a text in pieces; the answer, as JSON, has the rest of it and what was found. */
  redactClose(stream: number): string;
}

/**
 * A policy, in an instance of its own that is replaced after a fault.
 *
 * Every method throws `WicketgateError` for the caller's mistake and `EngineFault` for the module's.
 */
export class Policy {
  private constructor();
  /** Digest of the whole policy. */
  readonly digest: string;
  /** Digest of the part that a form may see; every report carries it. */
  readonly formDigest: string;
  /** What the author of the document should know, although nothing is wrong. */
  readonly warnings: readonly Problem[];
  /** Judges a password: one entry for each rule, what it asks and how to satisfy it. */
  check(password: string, context?: CheckOptions): Report;
  /** Judges a password, naming only the rules that do not hold. */
  summary(password: string, context?: CheckOptions): Summary;
  /**
   * A hash to store, by the policy's parameters. The salt is Node's own entropy, or what is given:
   * exactly as many bytes as the policy's salts have. It takes a time, on purpose, and is synchronous.
   */
  hash(password: string, options?: { readonly entropy?: Uint8Array }): Hashed;
  /** Whether a stored hash is of this password, and whether to hash it anew. */
  verify(password: string, hash: string): Verified;
  /**
   * Decides what an event does to an account. Keep `state` as it is by a compare and swap, then perform
   * `effects`; a lost swap reloads and steps again.
   */
  step(request: StepRequest): AccountStepped;
  /** Decides what an event does to an organisation, in the same way. */
  stepOrganization(request: OrganizationStep): OrganizationStepped;
  /** Takes personal data and secrets out of a text of any length, and tells what was found. */
  redact(text: string, options?: RedactOptions): Redacted;
  /**
   * The same for a text in chunks: any way to cut it gives the same output, and what may still become a
   * match is held back. To be read once, by `for` or, where the chunks come so, by `for await`.
   */
  redactStream<Chunks extends Iterable<string> | AsyncIterable<string>>(
    chunks: Chunks,
    options?: Omit<RedactOptions, 'spans'>,
  ): RedactionStream<Chunks>;
  /**
   * Puts values in the place of the tokens that these keys made for this tenant. Others stay as they are and
   * are counted.
   */
  reveal(text: string, options: RevealOptions): Revealed;
  /** What a password must satisfy, to show before anyone types. */
  requirements(): Requirements;
  /** The form document: what a page may know of this policy. */
  publicForm(): Public;
  /** The whole policy, merged, with its defaults filled in. */
  describe(): PolicyDescription;
  /** Lets the instance go; asking after that is an error. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** The caller's mistake. */
export class WicketgateError extends Error {
  private constructor();
  /** A code that never changes; the message is English for a developer. */
  readonly code: string;
  /** JSON Pointer to the place of the first problem. */
  readonly pointer: string | undefined;
  /** Everything that is wrong with a policy document, in document order. */
  readonly problems: readonly Problem[];
}

/** The module's fault, never the caller's: there is no verdict, so refuse. */
export class EngineFault extends Error {
  private constructor();
  readonly code: 'engine-fault';
}

/** How a text is written, for which profile, with which key; and whether each match is told. */
export type RedactOptions = Omit<RedactRequest, 'op' | 'policy' | 'text'>;

/** The keys whose tokens are opened, for whom, and how values are written. */
export type RevealOptions = Omit<RedactRevealRequest, 'more' | 'op' | 'text'>;

/** A text with its tokens opened. */
export type Revealed = Omit<RevealedAnswer, 'rest'>;

/** What was found in a text, without the values: how many matches of each kind, by its label. */
export interface RedactionReport {
  readonly counts: { readonly [label: string]: number };
  readonly malformed: number;
}

/** A text with something else in the place of each match, and what was found. */
export interface Redacted extends RedactionReport {
  readonly text: string;
  /** Each match, where asked for: `given.slice(start, end)` is what stood there. */
  readonly spans?: readonly RedactedSpan[];
}

/** The text of the chunks as far as it is decided. */
export type RedactionStream<Chunks = Iterable<string>> = AsyncIterable<string> &
  (Chunks extends Iterable<string> ? Iterable<string> : unknown) & {
    /** What was found, once it has ended. */
    readonly report?: RedactionReport;
    /** Lets the stream go, for who does not read it to its end. */
    dispose(): void;
    [Symbol.dispose](): void;
  };

/** A state, an event, keys and the time; the entropy is 32 bytes, Node's own where none is given. */
export type StepRequest = Omit<AccountStepRequest, 'entropy' | 'op' | 'policy'> & {
  readonly entropy?: Uint8Array;
};

/** The same of an organisation. */
export type OrganizationStep = Omit<OrganizationStepRequest, 'entropy' | 'op' | 'policy'> & {
  readonly entropy?: Uint8Array;
};

/** Facts that a policy may ask for. */
export interface CheckOptions {
  /** Whether the password is being chosen or exists already. Default `new`. */
  readonly subject?: 'new' | 'existing';
  /** The environment whose effective dates apply. */
  readonly environment?: string;
  /** The cohort whose effective dates apply. */
  readonly cohort?: string;
  /** The time, in milliseconds since the Unix epoch. */
  readonly now?: number;
}
