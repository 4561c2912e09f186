/** What an element is made of: the page's input and list, and what it adds to them. */

import { Announcer } from './announcer.js';
import { Checklist } from './checklist.js';
import { Generate } from './generate.js';
import { Meter } from './meter.js';
import { Reveal } from './reveal.js';
import type { Words } from './words.js';

/** The parts of one element. */
export interface Parts {
  readonly input: HTMLInputElement;
  readonly checklist: Checklist;
  readonly announcer: Announcer;
  readonly reveal: Reveal;
  readonly meter: Meter | undefined;
  readonly generate: Generate | undefined;
  /** Why the password cannot be submitted; empty where it can. */
  complain(message: string): void;
  /** Whether the page has left the parts in their place. */
  intact(): boolean;
  /** Follows the input's state. */
  sync(): void;
  /** Takes away what was added. */
  remove(): void;
}

/** Finds the page's input and list, and adds what is missing; nothing where there is no input. */
export function assemble(host: HTMLElement, words: Words, make: () => void): Parts | undefined {
  const input = host.querySelector<HTMLInputElement>('input[type=password]');
  if (!input) return undefined;
  const given = host.querySelector('[data-wicketgate-rules]');
  const list = given ?? addList(host);
  list.id ||= `wicketgate-rules-${++lists}`;
  describe(input, list.id, true);
  const announcer = new Announcer(list);
  const reveal = new Reveal(input, host, words.show);
  const has = (name: string, part: string) =>
    host.hasAttribute(name) || host.querySelector(`[data-wicketgate-${part}]`) !== null;
  const generate = has('generate', 'generate')
    ? new Generate(host, list, words.generate, make)
    : undefined;
  let complaint: string | undefined;
  const meter = has('meter', 'strength') ? new Meter(host, list, words) : undefined;
  return {
    input,
    checklist: new Checklist(list),
    announcer,
    reveal,
    meter,
    generate,
    complain(message) {
      // A browser styles a form anew even where the message is what it was.
      if (complaint !== message) input.setCustomValidity(message);
      complaint = message;
    },
    intact: () => host.contains(input) && host.contains(list),
    sync: () => reveal.sync(),
    remove() {
      describe(input, list.id, false);
      announcer.remove();
      reveal.remove();
      generate?.remove();
      meter?.remove();
      if (!given) list.remove();
    },
  };
}

function addList(host: HTMLElement): Element {
  const list = document.createElement('ul');
  list.dataset.wicketgateRules = '';
  host.append(list);
  return list;
}

/** Joins the list to the descriptions that the page gave its input, or leaves them alone again. */
function describe(input: HTMLInputElement, id: string, described: boolean): void {
  const ids = new Set(input.getAttribute('aria-describedby')?.split(/\s+/).filter(Boolean));
  if (described) ids.add(id);
  else ids.delete(id);
  if (ids.size > 0) input.setAttribute('aria-describedby', [...ids].join(' '));
  else input.removeAttribute('aria-describedby');
}

let lists = 0;
