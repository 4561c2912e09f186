/** `wicketgate`: one policy, the same verdict in the form and on the server. */

export { type Build, type Engine, open, type Wasm } from './engine.js';
export { WicketgateError } from './error.js';
export type {
  AccountEvent,
  AccountStepped,
  ActivityEntry,
  Bundle,
  Decision,
  Effect,
  EngineDescription,
  Entry,
  Fix,
  FormDocument,
  Generated,
  Hashed,
  Needs,
  OrganizationEvent,
  OrganizationStepped,
  Param,
  Params,
  PolicyDescription,
  PolicyDocument,
  Problem,
  Public,
  RedactedSpan,
  Report,
  Requirement,
  Requirements,
  RuleCode,
  Status,
  Strength,
  Summary,
  Unique,
  Verdict,
  Verified,
} from './generated/types.js';
export { type LoadOptions, load } from './load.js';
export {
  type CheckOptions,
  type GenerateOptions,
  type HashOptions,
  type OrganizationStepOptions,
  Policy,
  type Ranges,
  type StepOptions,
} from './policy.js';
export type {
  Redacted,
  Redaction,
  RedactionOptions,
  RedactionReport,
  RedactOptions,
} from './redaction.js';
