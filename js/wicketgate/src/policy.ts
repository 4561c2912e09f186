/** A loaded policy: every question to it is answered at once. */

import { parse, remembered, shape } from './answer.js';
import type { Engine } from './engine.js';
import type {
  AccountStepped,
  AccountStepRequest,
  Generated,
  Hashed,
  Loaded,
  OrganizationStepped,
  OrganizationStepRequest,
  PasswordCheckRequest,
  PasswordGenerateRequest,
  PolicyDescription,
  Problem,
  Public,
  Report,
  Requirements,
  Strength,
  Summary,
  Verified,
} from './generated/types.js';
import {
  type Redacted,
  type Redaction,
  type RedactionOptions,
  type RedactOptions,
  redact,
  redaction,
} from './redaction.js';

/**
 * What is known beside the password: whose it is, the one that it replaces, where, and the server's time.
 *
 * `mode` is `live` where it is missing: nothing is asked of a list of breached passwords while someone
 * types, because the sequence of questions would tell the password.
 */
export type CheckOptions = Omit<PasswordCheckRequest, 'compact' | 'op' | 'password' | 'policy'>;

/**
 * Answers a range question: the lines `SUFFIX:COUNT` of all breached passwords whose SHA-1 starts with
 * these five hexadecimal digits, or nothing where nobody can answer.
 */
export type Ranges = (range: string) => Promise<string | undefined>;

/** How a generated password should be: as long, and made of what. */
export type GenerateOptions = Omit<PasswordGenerateRequest, 'entropy' | 'op' | 'policy'>;

/** Entropy for a salt, in hexadecimal digits, exactly as long as the policy's; by default the platform's. */
export interface HashOptions {
  readonly entropy?: string;
}

/**
 * What happens to an account: its state as the last step gave it, the event, the keys of codes and tokens, and
 * the server's time. The entropy, 32 bytes in hexadecimal digits, is the platform's where none is given.
 */
export type StepOptions = Omit<AccountStepRequest, 'entropy' | 'op' | 'policy'> & {
  readonly entropy?: string;
};

/** What happens to an organisation; see `StepOptions`. */
export type OrganizationStepOptions = Omit<OrganizationStepRequest, 'entropy' | 'op' | 'policy'> & {
  readonly entropy?: string;
};

/** What a server says beside a form document. */
export interface Served {
  readonly passwordRules?: string | undefined;
  /** The server's year; the page's own clock is never asked. */
  readonly year?: number | undefined;
}

/** A policy that the engine holds. Its methods throw `WicketgateError`. */
export class Policy {
  /** Digest of the whole policy. */
  readonly digest: string;
  /** Digest of the part that a form may see; every report carries it. */
  readonly formDigest: string;
  /** For the attribute `passwordrules` of an input, where a server sent the policy. */
  readonly passwordRules: string | undefined;
  /** What the author of the document should know, although nothing is wrong. Full build only. */
  readonly warnings: readonly Problem[];
  /** The server's year; the page's own clock is never asked. */
  readonly year: number | undefined;
  readonly #engine: Engine;
  #handle: number;
  #release: (() => void) | undefined;

  /** Use `load`. */
  constructor(engine: Engine, loaded: Loaded, release: () => void, served: Served = {}) {
    this.digest = loaded.digest;
    this.formDigest = loaded.formDigest;
    this.warnings = loaded.warnings ?? Object.freeze([]);
    this.#engine = engine;
    this.#handle = loaded.policy;
    this.#release = release;
    this.passwordRules = served.passwordRules;
    this.year = served.year;
  }

  /** Judges a password: one entry for each rule, what it asks and how to satisfy it. */
  check(password: string, options?: CheckOptions): Report {
    if (options) return this.#judge({ ...options, password }) as Report;
    return shape(parse(this.#engine.check(this.#handle, password, false, this.year))) as Report;
  }

  /** Judges a password, naming only the rules that do not hold. */
  summary(password: string, options?: CheckOptions): Summary {
    if (options) {
      return this.#judge({ ...options, password, compact: true }) as Summary;
    }
    return remembered(this.#engine.check(this.#handle, password, true, this.year)) as Summary;
  }

  /**
   * Judges a password that is about to be submitted, and asks what a rule must know. Without a source
   * such a rule stays undecided, and the server decides.
   */
  async decide(password: string, options?: CheckOptions, ranges?: Ranges): Promise<Report> {
    const final = { ...options, mode: 'final' } as const;
    const report = this.check(password, final);
    if (!report.needs || !ranges) return report;
    const { range } = report.needs;
    const rows = await ranges(range).catch(() => undefined);
    return this.check(password, {
      ...final,
      facts: rows === undefined ? { range } : { range, rows },
    });
  }

  /** How hard a password is to guess, and why. Full build only. */
  strength(password: string, options?: CheckOptions): Strength {
    const { account } = options ?? {};
    const year = this.year && { year: this.year };
    const request = { op: 'password.strength', ...year, ...(account && { account }), password };
    return shape(parse(this.#engine.call(JSON.stringify(request)))) as Strength;
  }

  /** A password that the policy accepts, from the platform's random source. Full build only. */
  generate(options?: GenerateOptions): Generated {
    const entropy = this.#engine.entropy?.() ?? '';
    return this.#ask('password.generate', { ...options, entropy }) as Generated;
  }

  /** A hash to store, by the policy's parameters: it takes a time, on purpose. Full build only. */
  hash(password: string, { entropy = this.#salt() }: HashOptions = {}): Hashed {
    return this.#ask('password.hash', { password, salt: entropy }) as Hashed;
  }

  /** Whether a stored hash is of this password, and whether to hash it anew. Full build only. */
  verify(password: string, hash: string): Verified {
    return this.#ask('password.verify', { password, hash }) as Verified;
  }

  /**
   * Decides what an event does to an account: keep `state` by a compare and swap, then perform `effects`; a
   * lost swap reloads and steps again. Full build only.
   */
  step(options: StepOptions): AccountStepped {
    return this.#step('account.step', options) as AccountStepped;
  }

  /** Decides what an event does to an organisation, in the same way. Full build only. */
  stepOrganization(options: OrganizationStepOptions): OrganizationStepped {
    return this.#step('organization.step', options) as OrganizationStepped;
  }

  /** Takes personal data and secrets out of a text, and tells what was found. Full build only. */
  redact(text: string, options?: RedactOptions): Redacted {
    return redact(this.#engine, { ...options, policy: this.#handle }, text);
  }

  /** The same for a text in pieces: what may still become a match is held back. Full build only. */
  redaction(options?: RedactionOptions): Redaction {
    return redaction(this.#engine, { ...options, policy: this.#handle });
  }

  /** What a password must satisfy, to show before anyone types. */
  requirements(): Requirements {
    return this.#ask('password.requirements') as Requirements;
  }

  /** Whether the policy has a rule that this build of the engine leaves undecided. */
  leavesOut(): boolean {
    return this.check('').rules.some((rule) => rule.params.because === 'not-in-this-build');
  }

  /** The form document: what a page may know of this policy. */
  publicForm(): Public {
    return this.#ask('policy.public') as Public;
  }

  /** The whole policy, merged, with its defaults filled in. Full build only. */
  describe(): PolicyDescription {
    return this.#ask('policy.describe') as PolicyDescription;
  }

  /** Any operation, its members named as on the wire; the answer too. */
  call(request: { readonly op: string; readonly [member: string]: unknown }): unknown {
    return parse(this.#engine.call(JSON.stringify({ ...request, policy: this.#handle })));
  }

  /** Lets the engine forget this policy, once all who loaded it have let go. */
  dispose(): void {
    this.#release?.();
    this.#release = undefined;
    // Others may hold the same number; who has let go must notice it at once.
    this.#handle = NONE;
  }

  #judge(members: object): unknown {
    const year = this.year && { year: this.year };
    return this.#ask('password.check', { mode: 'live', ...year, ...members });
  }

  #step(op: string, { event, ...options }: StepOptions | OrganizationStepOptions): unknown {
    const entropy = options.entropy ?? this.#engine.entropy?.() ?? '';
    return this.#ask(op, { ...options, event: wire(event), entropy });
  }

  /** As many digits of the platform's entropy as the policy's salts have. */
  #salt(): string {
    const { hashing } = this.describe();
    const { entropy } = this.#engine;
    const most = entropy ? entropy() + entropy() : '';
    return most.slice(0, 2 * (hashing as { saltBytes: number }).saltBytes);
  }

  #ask(op: string, members?: object): unknown {
    return shape(this.call({ op, ...wire(members) }));
  }
}

/** Members as a request names them. */
function wire(members: object = {}): object {
  const named = Object.entries(members).map(([key, value]) => [snake(key), value]);
  return Object.fromEntries(named);
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A number that no policy has. */
const NONE = 2 ** 32 - 1;
