/**
 * Plays one script of events and compares what each step gives: for the runners in Node and in a page.
 *
 * A string `$2/decision/issued/flow` in an event is the value at that JSON Pointer in the answer of step
 * 2, and `${2/decision/issued/flow}` the text inside another one; step 0 is the creation of the account
 * or the organisation.
 */

import { compare, known, same } from './compare.mjs';

const GROUP = ['comment', 'document', 'account', 'organization', 'tests'];
const SCRIPT = ['id', 'comment', 'spec', 'steps', 'digests'];
const STEP = [
  'activity',
  'at',
  'context',
  'deadline',
  'decision',
  'effects',
  'error',
  'event',
  'in_force',
  'unique',
  'violated',
];

/** Holds a group to its members. */
export function knownGroup(group) {
  known(group, GROUP);
}

/**
 * @param {(request: object) => object} ask answers a request, or throws where the build leaves it out
 * @param {number} policy
 * @param {object} group
 * @param {object} script
 */
export function play(ask, policy, group, script) {
  known(script, SCRIPT);
  const op = group.organization ? 'organization.step' : 'account.step';
  const keys = [{ id: 'k1', key: '11'.repeat(32) }];
  const answers = [];
  let state = null;
  const step = (number, at, event, context) => {
    const filled = refer({ id: `e${number}`, ...event }, answers);
    const entropy = number.toString(16).padStart(64, '0');
    const answer = ask({ entropy, event: filled, keys, now: at, op, policy, state, ...context });
    if (answer.ok) state = answer.ok.state ?? null;
    answers.push(answer);
    return answer;
  };
  const members = group.account ?? group.organization;
  if (members) {
    step(0, 0, { ...members, type: 'create', actor: { role: 'system' } });
    if (state === null) throw new Error(`nothing was created: ${JSON.stringify(answers[0])}`);
  } else {
    answers.push({});
  }
  const digests = script.steps.map((expected, index) => {
    const number = index + 1;
    known(expected, STEP);
    const answer = step(number, expected.at, expected.event, expected.context);
    try {
      compareStep(expected, answer, expected.event.id ?? `e${number}`);
    } catch (error) {
      throw new Error(`step ${number}: ${error.message}`);
    }
    return answer.ok?.digest ?? '';
  });
  compare('digests', script.digests, digests);
}

function compareStep(expected, answer, id) {
  if (expected.error !== undefined) return compare('error', expected.error, answer.error?.code);
  const { ok } = answer;
  if (!ok) throw new Error(JSON.stringify(answer));
  const { internal, ...decision } = ok.decision;
  const plain = same({ reason: decision.reason }, internal);
  compare('decision', expected.decision, plain ? decision : ok.decision);
  const effects = ok.effects.map(({ id: own, ...effect }, index) => {
    compare(`the id of effect ${index}`, `${id}.${index}`, own);
    return effect;
  });
  compare('effects', expected.effects ?? [], effects);
  if (expected.activity) {
    const lines = ok.activity.map((it) => `${it.action} ${it.outcome} ${it.reason}`);
    compare('activity', expected.activity, lines);
  }
  if (expected.deadline !== undefined) compare('deadline', expected.deadline, ok.deadline ?? null);
  if (expected.in_force !== undefined) compare('in force', expected.in_force, ok.in_force ?? null);
  const unique = ok.unique.map(({ claim, kind }) => `${claim ? 'claim' : 'release'} ${kind}`);
  compare('unique', expected.unique ?? [], unique);
  const rules = ok.report?.rules ?? [];
  const violated = rules.filter(({ status }) => status === 'violated').map(({ code }) => code);
  compare('violated', expected.violated ?? [], violated);
}

function refer(value, answers) {
  if (typeof value === 'string') {
    if (/^\$[0-9]+\//.test(value)) return answered(value.slice(1), answers);
    return value.replace(/\$\{([^}]*)\}/g, (_, reference) => {
      const found = answered(reference, answers);
      if (typeof found !== 'string') throw new Error(`no string stands at ${reference}`);
      return found;
    });
  }
  if (Array.isArray(value)) return value.map((item) => refer(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, refer(item, answers)]),
  );
}

function answered(reference, answers) {
  const [step, ...path] = reference.split('/');
  const found = path.reduce((value, name) => value?.[name], answers[step]?.ok);
  if (found === undefined) throw new Error(`nothing stands at ${reference}`);
  return found;
}
