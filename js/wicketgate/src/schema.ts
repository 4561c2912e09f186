/**
 * A policy as a Standard Schema (version 1): react-hook-form and TanStack Form take it as it is.
 *
 * A rule that only the server can decide does not stop the form; the server has the last word.
 */

import type { CheckOptions, Policy } from './policy.js';

/** A schema for a password that a policy must not refuse. */
export function passwordSchema(policy: Policy, options?: CheckOptions): Schema<string> {
  return schema((value) => issues(policy, value, options));
}

/** A schema for a form's values of which one is a password; the others pass as they are. */
export function formSchema<Field extends string>(
  policy: Policy,
  field: Field,
  options?: CheckOptions,
): Schema<{ [key in Field]: string }> {
  return schema((value) =>
    issues(policy, (value as { [key in Field]?: unknown } | null)?.[field], options, [field]),
  );
}

function issues(
  policy: Policy,
  value: unknown,
  options: CheckOptions | undefined,
  path?: readonly string[],
): Issue[] {
  if (typeof value !== 'string') return [issue('a password is a text', path)];
  const report = policy.check(value, options);
  if (report.verdict !== 'refuse') return [];
  return report.rules
    .filter((entry) => entry.status === 'violated')
    .map((entry) => issue(entry.message, path));
}

function issue(message: string, path?: readonly string[]): Issue {
  return path ? { message, path } : { message };
}

function schema<Value>(judge: (value: unknown) => Issue[]): Schema<Value> {
  return {
    '~standard': {
      version: 1,
      vendor: 'wicketgate',
      validate(value) {
        const issues = judge(value);
        return issues.length > 0 ? { issues } : { value: value as Value };
      },
    },
  };
}

/** The part of the Standard Schema interface that this package implements. */
export interface Schema<Value> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) => { readonly value: Value } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: Value; readonly output: Value } | undefined;
  };
}

/** Why a value is refused. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly PropertyKey[];
}
