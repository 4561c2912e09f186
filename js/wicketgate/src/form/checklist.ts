/** The list of rules: what each asks, whether it holds, what would satisfy it. */

import type { Entry, Requirement } from '../generated/types.js';
import type { Words } from './words.js';

/** Shows rules in a list, touching only what changes from one key stroke to the next. */
export class Checklist {
  readonly #list: Element;
  readonly #items = new Map<string, Item>();

  constructor(list: Element) {
    this.#list = list;
  }

  /** Shows rules; without a status (nothing typed yet) only what they ask. */
  show(rules: readonly (Entry | Requirement)[], words: Words): void {
    if (rules.length !== this.#items.size || rules.some(({ code }) => !this.#items.has(code))) {
      this.#build(rules);
    }
    for (const rule of rules) this.#items.get(rule.code)?.show(rule, words);
  }

  #build(rules: readonly (Entry | Requirement)[]): void {
    this.#items.clear();
    for (const { code } of rules) this.#items.set(code, new Item(code));
    this.#list.replaceChildren(...[...this.#items.values()].map((item) => item.element));
  }
}

class Item {
  readonly element = document.createElement('li');
  readonly #label = this.#part('label');
  readonly #message = this.#part('message');
  readonly #fix = this.#part('fix');
  #status: string | undefined;

  constructor(code: string) {
    this.element.dataset.code = code;
  }

  show(rule: Entry | Requirement, words: Words): void {
    const status = 'status' in rule ? rule.status : undefined;
    const fix = 'fix' in rule ? rule.fix : undefined;
    // Said in words and not by colour alone; a style sheet may add a mark by `data-status`.
    const shown = status ?? 'unchecked';
    if (this.#status !== shown) this.element.dataset.status = shown;
    this.#status = shown;
    write(this.#label, status ? `${words.status[status]}: ` : '');
    write(this.#message, rule.message);
    write(this.#fix, fix ? ` (${fix.message})` : '');
  }

  #part(name: string): Text {
    const element = document.createElement('span');
    const text = new Text();
    element.setAttribute(`data-wicketgate-${name}`, '');
    element.append(text);
    this.element.append(element);
    return text;
  }
}

/** The data of a node and not a node: who observes the tree is not called for it. */
function write(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}
