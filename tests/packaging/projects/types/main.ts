import type { StandardSchemaV1 } from '@standard-schema/spec';
import {
  type AccountEvent,
  type AccountStepped,
  load,
  type Policy,
  type Report,
  WicketgateError,
} from 'wicketgate';
import type { ReportDetail, WicketgatePassword } from 'wicketgate/form';
import { formSchema, passwordSchema } from 'wicketgate/schema';

const policy: Policy = await load('/v1/policy', { build: 'full', cache: 'no-cache' });
const report: Report = policy.check('password', { subject: 'existing', now: 0 });
for (const { code, fix, message, params, status } of report.rules) {
  const text: string = status === 'violated' ? (fix?.message ?? message) : code;
  console.log(text, params.min, report.formDigest);
}

const one: StandardSchemaV1<string> = passwordSchema(policy);
const form: StandardSchemaV1<{ password: string }> = formSchema(policy, 'password');
console.log(one, form);

const event: AccountEvent = { type: 'sign-in', id: 'e1', method: 'password' };
const stepped: AccountStepped = policy.step({ event, keys: [], now: 0 });
for (const effect of stepped.effects) {
  console.log(effect.kind === 'end-session' ? effect.session : effect.id, stepped.decision.outcome);
}

const redacted = policy.redact('a', { format: 'json', spans: true });
for (const { start, end, label } of redacted.spans ?? []) console.log(start + end, label);
const lines: ReadableStream<string> = new ReadableStream<string>();
const redaction = policy.redaction({ profile: 'support' });
const clean: ReadableStream<string> = lines.pipeThrough(redaction);
console.log(clean, (await redaction.report).counts.EMAIL_ADDRESS);
// @ts-expect-error a stream tells no places
policy.redaction({ spans: true });

document.addEventListener('wicketgate-report', (event) => {
  const { report } = (event as CustomEvent<ReportDetail>).detail;
  console.log(report.verdict === 'refuse');
});
const element: WicketgatePassword | null = document.querySelector('wicketgate-password');
console.log(element?.report?.ok);

try {
  await load({ version: 1, password: { rules: {} } });
} catch (error) {
  if (error instanceof WicketgateError) console.log(error.code, error.problems[0]?.pointer);
}

// @ts-expect-error a report is frozen
report.ok = true;
// @ts-expect-error there is no such verdict
console.log(report.verdict === 'maybe');
// @ts-expect-error there is no such event
policy.step({ event: { type: 'sign-off', id: 'e2' }, keys: [], now: 0 });
