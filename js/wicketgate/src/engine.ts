/**
 * The engine itself: one copy of each build, shared by every entry point of the package.
 *
 * Texts in and texts out, as in every other host; `Policy` makes values of them.
 */

import { parse } from './answer.js';
import { WicketgateError } from './error.js';
import * as base from './glue/base.js';
import * as full from './glue/full.js';

/** `base` reads form documents and decides what a form needs; `full` reads every policy and has every operation. */
export type Build = 'base' | 'full';

/** Where the WebAssembly comes from, when it is not the file beside this one. */
export type Wasm = string | URL | Response | BufferSource | WebAssembly.Module;

/**
 * The engine, as every other host has it: JSON texts in, JSON texts out, nothing thrown; but `redact` and
 * `redactPush` give a text and throw `WicketgateError`.
 */
export interface Engine {
  /** Versions, operations, limits and rules. */
  describe(): string;
  /** Parses a document; the answer holds the handle by which a call names it. */
  load(document: string): string;
  /** Forgets a document. */
  unload(policy: number): void;
  /** Answers one request. */
  call(request: string): string;
  /** Redacts a whole text; the request says how. Full build only. */
  redact(request: string, text: string): string;
  /** Begins a text in pieces; the answer holds the handle of its stream. Full build only. */
  redactOpen(request: string): string;
  /** Takes the next piece and gives what is decided, which may be nothing yet. */
  redactPush(stream: number, text: string): string;
  /** Ends a text in pieces; the answer holds the rest of it and what was found. */
  redactClose(stream: number): string;
  /** Answers `password.check` in mode `live` for a new password, without a request around it. */
  check(policy: number, password: string, compact: boolean, year?: number): string;
  /** Entropy for one generated password, 32 bytes in hexadecimal digits, from the platform's random source. Full build only. */
  readonly entropy?: (() => string) | undefined;
}

/** The engine in one build: fetched and compiled by the first call, shared by every later one. */
export function open(build: Build = 'base', wasm?: Wasm): Promise<Engine> {
  engines[build] ??= start(build, wasm).catch((cause: unknown) => {
    delete engines[build];
    const message = `the ${build} build of the engine could not be started: ${cause}`;
    throw new WicketgateError({ code: 'wasm-unavailable', message }, { cause });
  });
  return engines[build];
}

/** Gives the WebAssembly of one build in advance, so that nothing is fetched. */
export function provide(build: Build, wasm: () => Wasm): void {
  provided[build] = wasm;
}

async function start(
  build: Build,
  wasm: Wasm = provided[build]?.() ?? locate(build),
): Promise<Engine> {
  // Both stand in the script: a worker or a script in one piece cannot load a second one.
  const glue = build === 'base' ? base : full;
  await glue.default({ module_or_path: await compile(wasm) });
  const output = (text: string, run: () => string) => {
    if (ILL_FORMED.test(text)) parse(glue.call(REFUSED));
    try {
      return run();
    } catch (thrown) {
      // What else is thrown is a fault of the engine.
      if (typeof thrown === 'string') parse(thrown);
      throw thrown;
    }
  };
  // The answer of a build that has no such function is the engine's own.
  const absent = () => glue.call('{"op":"redact"}');
  const whole = build === 'full';
  return {
    redact: (request, text) =>
      output(text, () => (whole ? full.redact(wellFormed(request), text) : fail(absent()))),
    redactOpen: (request) => (whole ? full.redact_open(wellFormed(request)) : absent()),
    redactPush: (stream, text) =>
      output(text, () => (whole ? full.redact_push(stream, text) : fail(absent()))),
    redactClose: (stream) => (whole ? full.redact_close(stream) : absent()),
    describe: () => glue.describe(),
    load: (document) => glue.load(wellFormed(document)),
    unload: (policy) => glue.unload(policy),
    call: (request) => glue.call(wellFormed(request)),
    check: (policy, password, compact, year) =>
      ILL_FORMED.test(password) ? glue.call(REFUSED) : glue.check(policy, password, compact, year),
    entropy: build === 'full' ? () => full.entropy() : undefined,
  };
}

function fail(answer: string): never {
  throw answer;
}

// Bundlers recognise these expressions as they stand and ship the file.
function locate(build: Build): URL {
  return build === 'base'
    ? new URL('./wicketgate.wasm', import.meta.url)
    : new URL('./wicketgate-full.wasm', import.meta.url);
}

async function compile(wasm: Wasm): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (ArrayBuffer.isView(wasm) || wasm instanceof ArrayBuffer) return WebAssembly.compile(wasm);
  const source = typeof wasm === 'string' || wasm instanceof URL ? await read(String(wasm)) : wasm;
  if (!(source instanceof Response)) return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url} answered ${source.status}`);
  if (source.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(source);
  }
  return WebAssembly.compile(await source.arrayBuffer());
}

async function read(url: string): Promise<Response | BufferSource> {
  if (!url.startsWith('file:')) return fetch(url);
  // Node. The name is not a literal, so that no bundler looks for it.
  const files = 'node:fs/promises';
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ files);
  return readFile(new URL(url));
}

/**
 * A text that may cross into WebAssembly.
 *
 * The conversion to UTF-8 would replace a lone surrogate by U+FFFD, and a password that nobody typed
 * would be judged. The engine refuses such a text in JSON, so it is handed one: the error is its own.
 */
function wellFormed(text: string): string {
  return ILL_FORMED.test(text) ? REFUSED : text;
}

const ILL_FORMED = /\p{Surrogate}/u;
const REFUSED = '"\\ud800"';

const engines: { [build in Build]?: Promise<Engine> } = {};
const provided: { [build in Build]?: () => Wasm } = {};
