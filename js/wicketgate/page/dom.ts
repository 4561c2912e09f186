/** Elements, found and made. Text is always set as text: nothing here reads HTML. */

/** The element that the page has under an id. */
export function part<E extends HTMLElement>(id: string, type: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

/** A new element with its attributes and what is in it. */
export function make<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[N] {
  const element = document.createElement(name);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Choices for a select: values and what they are called. */
export function options(choices: Readonly<Record<string, string>>): HTMLOptionElement[] {
  return Object.entries(choices).map(([value, text]) => make('option', { value }, text));
}

/** A file as text. What is not UTF-8 is refused, as everywhere. */
export async function read(file: File): Promise<string> {
  if (file.size > MOST) throw new Error(`${file.name} is larger than ${MOST >> 20} MB`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await file.arrayBuffer(),
    );
  } catch {
    throw new Error(`${file.name} is not a text in UTF-8`);
  }
}

/** Bytes of a file that a page holds; for more there is `wicketgate redact`. */
const MOST = 32 << 20;
