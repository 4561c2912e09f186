/** Compiled, never run: what the types of the package promise to a caller. */

import { Engine, EngineFault, type Policy, type Report, WicketgateError } from '@wicketgate/node';

export async function use(wasm: Uint8Array, document: object): Promise<string[]> {
  const engine: Engine = await Engine.open({ bytes: wasm, digest: 'sha256:00' });
  const policy: Policy = engine.policy(document);
  const report: Report = policy.check('a', { subject: 'existing', environment: 'EU', now: 0 });
  const verdict: 'accept' | 'refuse' | 'undecided' = report.verdict;
  const violated: readonly string[] = policy.summary('a').violated;
  const needs = policy.requirements().rules.map((rule) => rule.message);
  const fixes = report.rules.map((rule) => rule.fix?.message ?? rule.status);
  const told: string[] = policy.warnings.map((warning) => warning.message);
  const { hash } = policy.hash('a', { entropy: new Uint8Array(16) });
  const { match, rehash } = policy.verify('a', hash);
  const keys = [{ id: 'k1', key: '11' }];
  const event = { type: 'sign-in', id: 'e1', method: 'password' } as const;
  const { state, decision } = policy.step({ event, keys, now: 0 });
  const next = policy.step({ event: { type: 'sign-out', id: 'e2' }, keys, now: 1, state });
  const redacted = policy.redact('a', { format: 'json', spans: true });
  const stream = policy.redactStream(['a', 'b'], { profile: 'support' });
  const texts: string[] = [...stream, redacted.text, `${stream.report?.counts.EMAIL_ADDRESS}`];
  policy.dispose();
  return [
    verdict,
    ...violated,
    ...needs,
    ...fixes,
    ...told,
    ...texts,
    ...(redacted.spans ?? []).map(({ label }) => label),
    `${match} ${rehash}`,
    decision.outcome,
    ...next.effects.map((effect) => (effect.kind === 'end-session' ? effect.session : effect.id)),
    policy.digest,
    engine.call('{}'),
  ];
}

export function tell(error: unknown): string {
  if (error instanceof EngineFault) return error.code;
  if (error instanceof WicketgateError) return error.problems[0]?.pointer ?? error.code;
  return String(error);
}

// @ts-expect-error A compiled module has no digest.
export const undigested = (module: WebAssembly.Module) => Engine.open({ module, digest: '' });

// @ts-expect-error `Engine.open` verifies, the constructor does not.
export const unverified = (module: WebAssembly.Module) => new Engine(module);

// @ts-expect-error An answer is frozen.
export const changed = (report: Report) => (report.ok = true);

// @ts-expect-error There is no such event.
export const strange = (policy: Policy) => policy.step({ event: { type: 'x' }, keys: [], now: 0 });

// @ts-expect-error Chunks that come one by one are waited for.
export const hasty = (it: Policy, late: AsyncIterable<string>) => Array.from(it.redactStream(late));
