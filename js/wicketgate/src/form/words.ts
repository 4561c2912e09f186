/** The element's own words; what a rule says comes from the engine. */

import type { Entry, Report, Status, Strength } from '../generated/types.js';

/** What the element says; a page replaces any of it through `WicketgatePassword.words`. */
export interface Words {
  /** The button that shows the password. */
  show: string;
  /** What stands before a rule. */
  status: { [status in Status]: string };
  /** Why a text that is not Unicode (half of a surrogate pair) cannot be a password. */
  illFormed: string;
  /** Said when typing pauses. */
  progress(report: Report): string;
  /** The button that fills in a password. */
  generate: string;
  /** Said when one is filled in. */
  generated: string;
  /** The name of the strength meter. */
  strength: string;
  /** What the meter says of a password; `hints` has words for each warning and suggestion. */
  meter(strength: Strength): string;
  /** Words for the codes of a strength's feedback; a code without words is not said. */
  hints: { readonly [code: string]: string };
}

/** English. */
export const english: Words = {
  show: 'Show password',
  status: { satisfied: 'Met', undecided: 'Checked when you submit', violated: 'Not met' },
  illFormed: 'The password holds a character that cannot be sent.',
  progress({ rules, verdict }) {
    if (verdict === 'accept') return 'All requirements are met.';
    const left = rules.filter((rule) => rule.status === 'violated');
    if (left.length === 0) return 'The remaining requirements are checked when you submit.';
    const named = left.slice(0, NAMED).map(change).join('; ');
    const more = left.length > NAMED ? '; …' : '.';
    return `${left.length} of ${rules.length} requirements not met yet: ${named}${more}`;
  },
  generate: 'Suggest a password',
  generated: 'A password is filled in and shown. Save it before you go on.',
  strength: 'Password strength',
  meter({ feedback, score }) {
    const codes = [feedback.warning, ...feedback.suggestions];
    const hints = codes.flatMap((code) => (code && this.hints[code]) || []);
    return [`Strength: ${LEVELS[score]}.`, ...hints.slice(0, NAMED)].join(' ');
  },
  hints: {
    'add-words': 'Add another word or two; uncommon ones are better.',
    'all-capitals-help-little': 'Capitals throughout are as easy to guess as small letters.',
    'avoid-associated-dates': 'Leave out dates and years that have to do with you.',
    'avoid-associated-years': 'Leave out years that have to do with you.',
    'avoid-recent-years': 'Leave out recent years.',
    'avoid-repeats': 'Leave out repeated words and characters.',
    'avoid-sequences': 'Leave out sequences.',
    'capitals-help-little': 'A capital at the start helps little.',
    'common-name': 'Common names are easy to guess.',
    'common-password': 'Many people use this password.',
    date: 'Dates are easy to guess.',
    'keyboard-pattern': 'Short keyboard patterns are easy to guess.',
    'longer-keyboard-pattern': 'Use a longer keyboard pattern with more turns.',
    'name-alone': 'A name alone is easy to guess.',
    'no-need-for-symbols': 'Symbols, digits and capitals are not needed.',
    'recent-year': 'Recent years are easy to guess.',
    'repeated-block': 'Repeats are only a little harder to guess than what is repeated.',
    'repeated-character': 'Repeated characters are easy to guess.',
    'reversing-helps-little': 'A word spelt backwards is not much harder to guess.',
    'row-of-keys': 'Keys in a row are easy to guess.',
    sequence: 'Sequences are easy to guess.',
    'similar-to-common-password': 'This is much like a password that many people use.',
    'substitutions-help-little': 'A sign in place of a letter, as @ for a, helps little.',
    'top-10-password': 'This is one of the ten most used passwords.',
    'top-100-password': 'This is one of the hundred most used passwords.',
    'use-a-few-words': 'Use a few words; leave out common phrases.',
    'word-alone': 'A word alone is easy to guess.',
  },
};

/** What the scores are called. */
const LEVELS = ['very weak', 'weak', 'fair', 'good', 'strong'];

function change(entry: Entry): string {
  return entry.fix?.message ?? entry.message;
}

/** How many rules or hints one announcement names: more would outlast the pause in which it is heard. */
const NAMED = 2;
