/** A loaded policy: every question to it is answered at once. */

import { parse, remembered, shape } from './answer.js';
import type { Engine } from './engine.js';
import type {
  Loaded,
  PasswordCheckRequest,
  PolicyDescription,
  Public,
  Report,
  Requirements,
  Summary,
} from './generated/types.js';

/** Facts that a policy may ask for: whose password it is, where, and the server's time. */
export type CheckOptions = Pick<PasswordCheckRequest, 'cohort' | 'environment' | 'now' | 'subject'>;

/** A policy that the engine holds. Its methods throw `WicketgateError`. */
export class Policy {
  /** Digest of the whole policy. */
  readonly digest: string;
  /** Digest of the part that a form may see; every report carries it. */
  readonly formDigest: string;
  readonly #engine: Engine;
  #handle: number;
  #release: (() => void) | undefined;

  /** Use `load`. */
  constructor(engine: Engine, loaded: Loaded, release: () => void) {
    this.digest = loaded.digest;
    this.formDigest = loaded.formDigest;
    this.#engine = engine;
    this.#handle = loaded.policy;
    this.#release = release;
  }

  /** Judges a password: one entry for each rule, what it asks and how to satisfy it. */
  check(password: string, options?: CheckOptions): Report {
    if (options) return this.#ask('password.check', { ...options, password }) as Report;
    return shape(parse(this.#engine.check(this.#handle, password, false))) as Report;
  }

  /** Judges a password, naming only the rules that do not hold. */
  summary(password: string, options?: CheckOptions): Summary {
    if (options) {
      return this.#ask('password.check', { ...options, password, compact: true }) as Summary;
    }
    return remembered(this.#engine.check(this.#handle, password, true)) as Summary;
  }

  /** What a password must satisfy, to show before anyone types. */
  requirements(): Requirements {
    return this.#ask('password.requirements') as Requirements;
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

  #ask(op: string, members?: object): unknown {
    return shape(this.call({ op, ...members }));
  }
}

/** A number that no policy has. */
const NONE = 2 ** 32 - 1;
