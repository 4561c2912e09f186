/** Submits a form without leaving the page. */

import { shape } from '../answer.js';
import type { Report } from '../generated/types.js';

/** What the server said: a report, and where it redirects to; or why it judged nothing. */
export type Outcome =
  | { readonly report: Report; readonly next: string | undefined }
  | { readonly problem: string };

/**
 * Sends a form as the browser would, asking for JSON.
 *
 * Where the server has no such answer, or none at all, the browser submits the form itself: whoever
 * waits for a decision then sees what there is to see.
 */
export async function submit(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): Promise<Outcome | undefined> {
  const outcome = await send(form, submitter).catch(() => undefined);
  // Not `form.submit`, which a field of that name hides.
  if (!outcome) HTMLFormElement.prototype.submit.call(form);
  return outcome;
}

async function send(
  form: HTMLFormElement,
  submitter: HTMLElement | null,
): Promise<Outcome | undefined> {
  const response = await fetch(form.action, {
    method: 'POST',
    body: body(form, submitter),
    headers: { accept: 'application/json' },
  });
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(problem\+)?json\b/.test(type)) return undefined;
  const answer = await response.json();
  if (Array.isArray(answer.rules)) {
    const next = response.redirected ? response.url : undefined;
    return { report: shape(answer) as Report, next };
  }
  return typeof answer.detail === 'string' ? { problem: answer.detail } : undefined;
}

function body(form: HTMLFormElement, submitter: HTMLElement | null): BodyInit {
  const data = new FormData(form, submitter);
  if (form.enctype === 'multipart/form-data') return data;
  const fields = new URLSearchParams();
  for (const [name, value] of data) fields.append(name, value as string);
  return fields;
}
