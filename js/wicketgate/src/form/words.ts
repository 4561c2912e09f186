/** The element's own words; what a rule says comes from the engine. */

import type { Entry, Report, Status } from '../generated/types.js';

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
};

function change(entry: Entry): string {
  return entry.fix?.message ?? entry.message;
}

/** How many rules one announcement names: more would outlast the pause in which it is heard. */
const NAMED = 2;
