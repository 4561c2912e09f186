/** How often each kind was found, with a picture, and what is done with it. */

import { OFF } from './choices.js';
import { make, options, part } from './dom.js';
import { ACTIONS, kindOf } from './words.js';

/** What is said of a kind alone: nothing, an action, or that it is not looked for. */
const OWN = { '': 'As chosen above', ...ACTIONS, [OFF]: 'Not looked for' };

/** The table of counts. */
export class Counts {
  readonly #body = part('counts', HTMLTableSectionElement);
  readonly #head = part('counts-action', HTMLTableCellElement);
  readonly #set: (code: string, own: string) => void;

  /** `set` hears what is chosen for one kind. */
  constructor(set: (code: string, own: string) => void) {
    this.#set = set;
  }

  /**
   * Shows the counts, the most frequent first. Kinds that have a choice of their own stay, found or not;
   * without `own` nothing can be chosen.
   */
  show(counts: ReadonlyMap<string, number>, own: ReadonlyMap<string, string> | undefined): void {
    const focused = document.activeElement?.id;
    const most = Math.max(1, ...counts.values());
    const rows = [...counts].map(([label, count], slot) =>
      this.#row(label, count, most, slot, own),
    );
    for (const code of own?.keys() ?? []) {
      const label = code.toUpperCase().replaceAll('-', '_');
      if (!counts.has(label)) rows.push(this.#row(label, 0, most, rows.length, own));
    }
    this.#head.hidden = !own;
    this.#body.replaceChildren(...rows);
    // Whoever chose by the keyboard is still where they were.
    if (focused?.startsWith(CHOICE)) document.getElementById(focused)?.focus();
  }

  #row(
    label: string,
    count: number,
    most: number,
    slot: number,
    own: ReadonlyMap<string, string> | undefined,
  ): HTMLElement {
    const kind = kindOf(label);
    const name = make('th', { role: 'rowheader', scope: 'row' }, tag(label, slot));
    const number = make('span', { class: 'number' }, count.toLocaleString('en'));
    const often = make(
      'td',
      { role: 'cell' },
      make('span', { class: 'often' }, number, bar(count / most)),
    );
    const row = make('tr', { role: 'row' }, name, often);
    if (own)
      row.append(make('td', { role: 'cell' }, ...(kind ? [this.#choice(kind.code, own)] : [])));
    return row;
  }

  #choice(code: string, own: ReadonlyMap<string, string>): HTMLSelectElement {
    const choice = make('select', {
      id: `${CHOICE}${code}`,
      'aria-label': `What becomes of ${code}`,
    });
    choice.append(...options(OWN));
    choice.value = own.get(code) ?? '';
    choice.addEventListener('change', () => this.#set(code, choice.value));
    return choice;
  }
}

/** The label of a kind, in the colour that it has among those that were found. */
export function tag(label: string, slot: number): HTMLSpanElement {
  return make('span', { class: 'tag', 'data-slot': String(slot % SLOTS) }, label);
}

/** A bar, as long as the share says; the number beside it says the same. */
function bar(share: number): SVGSVGElement {
  const picture = document.createElementNS(SVG, 'svg');
  const length = document.createElementNS(SVG, 'rect');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('class', 'bar');
  length.setAttribute('height', '100%');
  length.setAttribute('width', `${Math.round(share * 100)}%`);
  picture.append(length);
  return picture;
}

const CHOICE = 'own-';
const SVG = 'http://www.w3.org/2000/svg';

/** How many colours there are; each comes with a line of its own. */
const SLOTS = 8;
