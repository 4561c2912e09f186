/** From a document or its address to a `Policy`. */

import { parse, shape } from './answer.js';
import { type Build, type Engine, open, type Wasm } from './engine.js';
import { WicketgateError } from './error.js';
import type { FormDocument, Loaded, PolicyDocument } from './generated/types.js';
import { Policy, type Served } from './policy.js';

/** How to load. */
export interface LoadOptions {
  /** The build to use. By default base for a form document, or full where the policy needs it. */
  readonly build?: Build;
  /** How a policy at an address is fetched: as in `fetch`. */
  readonly cache?: RequestCache;
  /** The server's year, where the policy does not come from an address. */
  readonly year?: number | undefined;
  /** Where the WebAssembly comes from; by default the file in this package. The first one given is used. */
  readonly wasm?: Wasm;
}

/**
 * Loads a policy: a document, its JSON text, or the address that serves it (`GET /v1/policy`).
 *
 * The engine is fetched once and a policy parsed once, however often they are loaded. After it everything is synchronous.
 */
export async function load(
  policy: PolicyDocument | FormDocument | string | URL,
  options: LoadOptions = {},
): Promise<Policy> {
  const [given, engine] = await Promise.all([
    read(policy, options),
    open(options.build, options.wasm),
  ]);
  try {
    const held = hold(engine, given);
    if (options.build || !held.leavesOut()) return held;
    held.dispose();
  } catch (error) {
    const wanting = error instanceof WicketgateError && error.code === 'not-in-this-build';
    if (!wanting || options.build) throw error;
  }
  return hold(await open('full', options.wasm), given);
}

/** A document, and what else the server that sent it says. */
interface Given extends Served {
  readonly text: string;
}

async function read(policy: object | string | URL, { cache, year }: LoadOptions): Promise<Given> {
  if (policy instanceof URL) return fetchDocument(policy.href, cache);
  if (typeof policy === 'object') return { text: JSON.stringify(policy), year };
  return policy.trimStart().startsWith('{') ? { text: policy, year } : fetchDocument(policy, cache);
}

/** One request for all who ask at once; how long an answer may be kept is the server's to say. */
function fetchDocument(url: string, cache: RequestCache = 'default'): Promise<Given> {
  const key = `${cache} ${url}`;
  const pending = requests.get(key) ?? request(url, cache).finally(() => requests.delete(key));
  requests.set(key, pending);
  return pending;
}

async function request(url: string, cache: RequestCache): Promise<Given> {
  try {
    const response = await fetch(url, { cache, headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const { document, html_attributes: attributes, year } = await response.json();
    return { text: JSON.stringify(document), passwordRules: attributes?.passwordrules, year };
  } catch (cause) {
    const message = `the policy at ${url} could not be fetched: ${cause}`;
    throw new WicketgateError({ code: 'policy-unavailable', message }, { cause });
  }
}

/** One handle for each text, for as long as anyone holds it. */
function hold(engine: Engine, given: Given): Policy {
  const { text } = given;
  const held = holdings.get(engine) ?? new Map<string, Holding>();
  holdings.set(engine, held);
  const holding = held.get(text) ?? { loaded: parseLoaded(engine.load(text)), holders: 0 };
  held.set(text, holding);
  holding.holders += 1;
  const release = () => {
    holding.holders -= 1;
    if (holding.holders > 0) return;
    held.delete(text);
    engine.unload(holding.loaded.policy);
  };
  return new Policy(engine, holding.loaded, release, given);
}

function parseLoaded(answer: string): Loaded {
  return shape(parse(answer)) as Loaded;
}

interface Holding {
  readonly loaded: Loaded;
  holders: number;
}

const requests = new Map<string, Promise<Given>>();
const holdings = new WeakMap<Engine, Map<string, Holding>>();
