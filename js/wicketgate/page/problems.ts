/** What is wrong with the policy or the text, and where. */

import type { Problem } from 'wicketgate';
import type { Wrong } from './ask.js';
import { make, part } from './dom.js';

/** The box of problems. */
export class Problems {
  readonly #box = part('problems', HTMLDivElement);
  readonly #document = part('document', HTMLTextAreaElement);
  readonly #list = part('problem-list', HTMLUListElement);
  readonly #title = part('problems-title', HTMLHeadingElement);
  readonly #warnings = part('warnings', HTMLUListElement);
  readonly #show: (line: number) => void;

  /** `show` goes to a line of the policy. */
  constructor(show: (line: number) => void) {
    this.#show = show;
  }

  /** Shows what is wrong, and tells it in a sentence. */
  wrong({ message, of, problems }: Wrong): string {
    const isPolicy = of === 'policy';
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const places = isPolicy ? problems.map((problem) => this.#item(problem)) : [];
    const title = isPolicy
      ? `The policy has ${places.length > 0 ? count : 'a problem'}`
      : UNREDACTED;
    this.#tell(title, places.length > 0 ? places : [message], isPolicy);
    return `${title}: ${problems[0]?.message ?? message}`;
  }

  /** Says that a file cannot be read. */
  unread(message: string): void {
    this.#tell('The file could not be read', [message], false);
  }

  /** Nothing is wrong; there may be something to know. */
  none(warnings: readonly Problem[]): void {
    this.#box.hidden = true;
    this.#list.replaceChildren();
    this.#mark(false);
    this.#warnings.hidden = warnings.length === 0;
    this.#warnings.replaceChildren(
      ...warnings.map((warning) => make('li', {}, this.#item(warning))),
    );
  }

  #tell(title: string, said: readonly (Node | string)[], isPolicy: boolean): void {
    this.#title.textContent = title;
    this.#list.replaceChildren(...said.map((item) => make('li', {}, item)));
    this.#mark(isPolicy);
    this.#box.hidden = false;
  }

  #item({ allowed, line, message, nearest, pointer }: Problem): HTMLElement {
    const place = make('button', { class: 'link', type: 'button' }, `Line ${line}`);
    place.addEventListener('click', () => this.#show(line));
    const item = make('span', {}, place, ': ', make('code', {}, pointer || '/'), ` ${message}`);
    if (allowed && !message.includes(allowed)) item.append(`; allowed: ${allowed}`);
    if (nearest && !message.includes(nearest)) item.append(`; did you mean ${nearest}?`);
    return item;
  }

  #mark(isInvalid: boolean): void {
    if (isInvalid) this.#document.setAttribute('aria-invalid', 'true');
    else this.#document.removeAttribute('aria-invalid');
  }
}

const UNREDACTED = 'The text could not be redacted';
