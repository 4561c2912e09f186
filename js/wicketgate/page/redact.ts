/** The page `/redact`: a text, a policy, and what the engine finds. Nothing of it leaves the page. */

import { type Answer, Asker, type Format, type Found, type Question } from './ask.js';
import { Choices } from './choices.js';
import { Counts } from './counts.js';
import { options, part } from './dom.js';
import { Findings } from './findings.js';
import { Problems } from './problems.js';
import { Result } from './result.js';
import { SAMPLES } from './samples.js';
import { Source } from './source.js';
import { View } from './view.js';
import { FORMATS } from './words.js';

const format = part('format', HTMLSelectElement);
const known = part('known', HTMLTextAreaElement);
const main = document.querySelector('main') as HTMLElement;
const next = part('next', HTMLButtonElement);
const page = part('page', HTMLSpanElement);
const pager = part('pager', HTMLElement);
const previous = part('previous', HTMLButtonElement);
const profile = part('profile', HTMLSelectElement);
const status = part('status', HTMLParagraphElement);

/** The question whose answer is shown. */
let shown: Question | undefined;
/** The same question about another part of its text. */
let turned: Question | undefined;
let saying: ReturnType<typeof setTimeout> | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

format.append(...options(FORMATS));
const problems = new Problems((line) => choices.show(line));
const asker = new Asker(
  hear,
  () => unusable('The engine could not be started.'),
  () => {
    main.dataset.ready = '';
  },
);
const source = new Source((name) => {
  if (name) format.value = name;
  later();
}, problems.unread.bind(problems));
const choices = new Choices(later, problems.unread.bind(problems));
const counts = new Counts((code, own) => {
  if (own) choices.kinds.set(code, own);
  else choices.kinds.delete(code);
  choices.compose();
});
const result = new Result();
const findings = new Findings((span) => select(span, false));
const view = new View((span) => select(span, true));

for (const field of [format, profile]) field.addEventListener('change', later);
known.addEventListener('input', later);
part('sample', HTMLButtonElement).addEventListener('click', () => {
  const name = format.value === 'auto' ? 'text' : (format.value as keyof typeof SAMPLES);
  source.take(SAMPLES[name], `sample.${name === 'text' || name === 'form' ? 'txt' : name}`);
});
previous.addEventListener('click', () => turn(-1));
next.addEventListener('click', () => turn(1));

/** Asks when a person pauses, however briefly. */
function later(): void {
  main.dataset.busy = '';
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = undefined;
    asker.ask({
      document: choices.document,
      format: format.value as Format,
      known: values(known.value),
      part: 0,
      profile: profile.value,
      text: source.text,
    });
  }, PAUSE);
}

/** The lines of a field, without those that are empty. */
function values(lines: string): string[] {
  return [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

function hear(answer: Answer): void {
  // Something was changed since: another answer will come.
  if (waiting !== undefined) return;
  delete main.dataset.busy;
  if ('wrong' in answer) {
    shown = undefined;
    part('found', HTMLElement).hidden = true;
    say(problems.wrong(answer.wrong));
    return;
  }
  const { found, question } = answer;
  const isTurned = question === turned;
  shown = question;
  problems.none(found.warnings);
  name(found.profiles, question.profile);
  part('found', HTMLElement).hidden = question.text === '';
  const counted = sorted(found);
  if (!isTurned) {
    result.show(found.text, source.name);
    const own = choices.isComposed ? choices.kinds : undefined;
    counts.show(counted, own);
    part('kinds', HTMLElement).hidden = counted.size === 0 && !own?.size;
  }
  show(question, found, new Map([...counted.keys()].map((label, slot) => [label, slot])));
  const summary = question.text === '' ? '' : told(found);
  part('summary', HTMLParagraphElement).textContent = summary;
  say(isTurned ? (page.textContent ?? '') : summary);
}

/** The profiles of the policy, for whom a text can be redacted. */
function name(profiles: readonly string[], chosen: string): void {
  const known = [...profile.options].slice(1).map(({ value }) => value);
  // A list that somebody has open stays as it is.
  if (JSON.stringify(known) !== JSON.stringify(profiles)) {
    const names = profiles.map((profile) => [profile, profile]);
    const all = { '': 'Nobody in particular', ...Object.fromEntries(names) };
    profile.replaceChildren(...options(all));
  }
  profile.value = profiles.includes(chosen) ? chosen : '';
  profile.disabled = profiles.length === 0;
}

/** Shows one part of the text and what was found in it. */
function show(question: Question, found: Found, slots: ReadonlyMap<string, number>): void {
  view.show(question.text, found, slots);
  findings.show(question.text, found, slots);
  part('findings-table', HTMLElement).hidden = found.spans.length === 0;
  part('no-findings', HTMLParagraphElement).hidden = found.spans.length > 0;
  pager.hidden = found.parts < 2;
  page.textContent = `Part ${question.part + 1} of ${found.parts}`;
  previous.disabled = question.part === 0;
  next.disabled = question.part >= found.parts - 1;
}

/** Asks for another part of what is shown. */
function turn(step: number): void {
  if (!shown || 'busy' in main.dataset) return;
  main.dataset.busy = '';
  turned = { ...shown, part: shown.part + step };
  asker.ask(turned);
}

function select(span: number, isToBeSeen: boolean): void {
  view.select(span);
  findings.mark(span, isToBeSeen);
}

/** Labels and counts, the most frequent first. */
function sorted({ counts }: Found): ReadonlyMap<string, number> {
  const list = Object.entries(counts);
  return new Map(list.sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)));
}

/** What was found, in a sentence that everybody is told. */
function told(found: Found): string {
  const all = [...sorted(found)];
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  const first = all.slice(0, 5).map(([label, count]) => `${count} ${spoken(label)}`);
  const more = all.length > 5 ? [`${all.length - 5} more kinds`] : [];
  const head = `${total} ${total === 1 ? 'finding' : 'findings'}`;
  const text = total === 0 ? 'Nothing was found' : `${head}: ${[...first, ...more].join(', ')}`;
  const records = found.malformed === 1 ? 'record is' : 'records are';
  const malformed = `${found.malformed} ${records} not what the format says, and read as text`;
  return found.malformed > 0 ? `${text}. ${malformed}.` : `${text}.`;
}

function spoken(label: string): string {
  return label.toLowerCase().replaceAll('_', ' ');
}

/** Tells a screen reader, once a person has paused. */
function say(text: string): void {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (status.textContent !== text) status.textContent = text;
  }, SILENCE);
}

function unusable(message: string): void {
  delete main.dataset.busy;
  say(problems.wrong({ message, of: 'text', problems: [] }));
}

/** Milliseconds without a key stroke before a text is redacted, and before it is told. */
const PAUSE = 120;
const SILENCE = 600;
