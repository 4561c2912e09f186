import type { StandardSchemaV1 } from '@standard-schema/spec';
import { load, type Policy, type Report, WicketgateError } from 'wicketgate';
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
