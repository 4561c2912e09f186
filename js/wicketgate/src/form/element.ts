/**
 * `<wicketgate-password policy="/v1/policy">` around the page's own `<input type="password">`.
 *
 * Nothing is hidden in a shadow tree: autofill, password managers, labels, styles and the form itself
 * work as without it, and without JavaScript the server decides alone. `maxlength` is never set: it
 * counts UTF-16 units and cuts a paste silently. Nor is `minlength`: the same unit, and since NFC can
 * lengthen a text threefold (U+FB2C), the bound that no accepted password fails is a third of the rule's
 * and the browser's message would name a number that is not in the policy.
 */

import type { WicketgateError } from '../error.js';
import type { Entry, FormDocument, Report, Requirement } from '../generated/types.js';
import { load } from '../load.js';
import type { CheckOptions, Policy, Ranges } from '../policy.js';
import { knownOf } from './account.js';
import { fill } from './generate.js';
import { assemble, type Parts } from './parts.js';
import { sourceOf } from './ranges.js';
import { submit } from './submit.js';
import { english, type Words } from './words.js';

/** Detail of `wicketgate-report`. */
export interface ReportDetail {
  readonly report: Report;
  /** Who judged: this page, or the server in answer to an enhanced submit. */
  readonly by: 'page' | 'server';
}

/**
 * The element. Attributes: `policy`, the address of the form document; `enhance`, to submit without
 * leaving the page, its value where to go once the server accepts; `ranges`, the address that tells
 * breached passwords, with `{prefix}` in it; `meter`, for a strength meter; `generate`, for a button that suggests a password. The last two need the full build, which is
 * fetched when the input is first used. Events, which bubble: `wicketgate-ready` when a policy is loaded, `wicketgate-report`
 * after each verdict, `wicketgate-error` when the form stays plain.
 */
export class WicketgatePassword extends (globalThis.HTMLElement ?? class {}) {
  static readonly observedAttributes = ['policy'];
  /** What the elements of this page say. */
  static words: Words = english;

  /** Tells breached passwords in place of the address in the attribute `ranges`. */
  ranges: Ranges | undefined;

  #answered: Answered | undefined;
  #asking = false;
  #policy: Policy | undefined;
  #report: Report | undefined;
  #parts: Parts | undefined;
  #observer: MutationObserver | undefined;
  #connected: AbortController | undefined;
  #full: Promise<Policy> | undefined;
  #submitting = false;
  #turn = 0;
  #typed = false;

  /** The policy in force, once it is loaded. */
  get policy(): Policy | undefined {
    return this.#policy;
  }

  /** The last report on what stands in the input. It does not hold the password. */
  get report(): Report | undefined {
    return this.#report;
  }

  connectedCallback(): void {
    this.#connected = new AbortController();
    const { signal } = this.#connected;
    // On the root, because the form around an input may change, and `invalid` does not bubble.
    const root = this.getRootNode();
    this.addEventListener('focusin', this.#onFocus, { signal });
    this.addEventListener('focusout', this.#onLeave, { signal });
    this.addEventListener('input', this.#onInput, { signal });
    this.addEventListener('change', this.#onInput, { signal });
    this.addEventListener('invalid', this.#onInvalid, { signal, capture: true });
    root.addEventListener('input', this.#onOther, { signal });
    root.addEventListener('submit', this.#beforeSubmit, { signal, capture: true });
    root.addEventListener('submit', this.#onSubmit, { signal });
    root.addEventListener('reset', this.#onReset, { signal });
    window.addEventListener('pageshow', this.#onReturn, { signal });
    document.addEventListener('visibilitychange', this.#onReturn, { signal });
    this.#observer = new MutationObserver(() => this.#attach());
    this.#observer.observe(this, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    this.#attach();
    void this.refresh('default');
  }

  disconnectedCallback(): void {
    this.#connected?.abort();
    this.#observer?.disconnect();
    this.#parts?.remove();
    this.#parts = undefined;
    this.#answered = undefined;
    this.#policy?.dispose();
    this.#policy = undefined;
    this.#forgetFull();
  }

  attributeChangedCallback(): void {
    if (this.#connected && !this.#connected.signal.aborted) void this.refresh('default');
  }

  /** Asks the server for the form document and judges again if it has changed. Never rejects. */
  async refresh(cache: RequestCache = 'no-cache'): Promise<void> {
    const address = this.getAttribute('policy');
    const signal = this.#connected?.signal;
    if (!address || !signal) return;
    this.#turn += 1;
    const turn = this.#turn;
    // Of two that are under way, the one asked for last counts.
    const overtaken = () => signal.aborted || turn !== this.#turn;
    try {
      const policy = await load(new URL(address, this.baseURI), { cache });
      if (overtaken()) policy.dispose();
      else if (cache === 'default' && this.#contradicts(policy)) await this.#reload(policy);
      else this.#adopt(policy);
    } catch (error) {
      if (!overtaken()) this.#emit('wicketgate-error', error as WicketgateError);
    }
  }

  /** Whether the server rendered another document than a cache answered. */
  #contradicts(policy: Policy): boolean {
    const { formDigest } = this.dataset;
    return formDigest !== undefined && formDigest !== policy.formDigest;
  }

  async #reload(stale: Policy): Promise<void> {
    stale.dispose();
    await this.refresh('reload');
  }

  #adopt(policy: Policy): void {
    const known = this.#policy;
    this.#policy = policy;
    known?.dispose();
    if (known?.formDigest === policy.formDigest) return;
    this.#forgetFull();
    this.#advise();
    this.#judge();
    this.#emit('wicketgate-ready', policy);
  }

  /** Tells a password manager what the policy asks, where the page has not. */
  #advise(): void {
    const { input } = this.#parts ?? {};
    const rules = this.#policy?.passwordRules;
    if (rules && input && !input.hasAttribute('passwordrules')) {
      input.setAttribute('passwordrules', rules);
    }
  }

  /** The same policy in the full build: for the strength, and for a password that satisfies it. */
  #inFull(): Promise<Policy> | undefined {
    const policy = this.#policy;
    if (!policy || this.#full) return this.#full;
    const { document } = policy.publicForm();
    const full = load(document as unknown as FormDocument, { build: 'full', year: policy.year });
    this.#full = full;
    full.catch((error) => {
      // The form works without it, and the next use tries again.
      if (this.#full === full) this.#full = undefined;
      this.#emit('wicketgate-error', error as WicketgateError);
    });
    return full;
  }

  #forgetFull(): void {
    this.#full?.then((policy) => policy.dispose()).catch(() => {});
    this.#full = undefined;
  }

  /** Says how strong the password is, once nothing overtakes the question. */
  async #measure(): Promise<void> {
    const { input, meter } = this.#parts ?? {};
    if (!input || !meter) return;
    const { words } = WicketgatePassword;
    const { value } = input;
    const policy = value === '' ? undefined : await this.#inFull()?.catch(() => undefined);
    if (input.value !== value) return;
    const strength = policy?.strength(value, knownOf(input.form));
    const said = meter.show(strength, words);
    const report = this.#report;
    if (said && report) this.#parts?.announcer.later(() => `${words.progress(report)} ${said}`);
  }

  async #generate(): Promise<void> {
    const { announcer, input, reveal } = this.#parts ?? {};
    if (!announcer || !input || !reveal) return;
    try {
      const policy = await this.#inFull();
      if (!policy) return;
      const { password } = policy.generate(knownOf(input.form));
      fill(input, password);
      reveal.show();
      announcer.now(WicketgatePassword.words.generated);
    } catch (error) {
      announcer.now((error as Error).message);
      this.#emit('wicketgate-error', error as WicketgateError);
    }
  }

  /** Finds the input, again where the page has replaced it. */
  #attach(): void {
    if (this.#parts?.intact()) {
      this.#parts.sync();
      return;
    }
    this.#parts?.remove();
    this.#parts = assemble(this, WicketgatePassword.words, () => void this.#generate());
    this.#advise();
    this.#judge();
  }

  #judge(): void {
    const parts = this.#parts;
    if (!parts) return;
    if (parts.meter) void this.#measure();
    if (!this.#policy || parts.input.value === '') {
      parts.complain('');
      this.#ask(parts);
      return;
    }
    try {
      this.#show(this.#policy.check(parts.input.value, knownOf(parts.input.form)), 'page');
    } catch (error) {
      this.#reject(parts, error as WicketgateError);
    }
  }

  /** Shows what is asked of a password, where none is judged. */
  #ask(parts: Parts): void {
    const policy = this.#policy;
    const rules = policy?.requirements().rules ?? this.#report?.rules.map(unjudged);
    this.#report = undefined;
    // What the server rendered by the same document stays until someone types.
    const rendered = policy && this.dataset.formDigest === policy.formDigest;
    if (!rules || (rendered && !this.#typed)) return;
    parts.checklist.show(rules, WicketgatePassword.words);
    parts.announcer.now('');
  }

  /** The text is none that an engine takes: too large, or ill-formed, which a submit would change. */
  #reject(parts: Parts, error: WicketgateError): void {
    const { illFormed } = WicketgatePassword.words;
    const message = error.code === 'malformed-json' ? illFormed : error.message;
    this.#ask(parts);
    parts.complain(message);
    parts.announcer.later(() => message);
  }

  #show(report: Report, by: ReportDetail['by']): void {
    const parts = this.#parts;
    if (!parts) return;
    const { words } = WicketgatePassword;
    const refused = report.verdict === 'refuse';
    const first = report.rules.find((rule) => rule.status === 'violated');
    this.#report = report;
    parts.checklist.show(report.rules, words);
    parts.complain((refused && first?.message) || '');
    if (!refused) parts.input.removeAttribute('aria-invalid');
    parts.announcer.later(() => words.progress(report));
    this.#emit<ReportDetail>('wicketgate-report', { report, by });
  }

  /** Asks what only a list of breached passwords can tell, once for each password. Never rejects. */
  async #decide(): Promise<void> {
    const { input } = this.#parts ?? {};
    const source = sourceOf(this, this.ranges);
    const policy = this.#policy;
    if (!input || !policy || !source || this.#report?.verdict !== 'undecided') return;
    const { value } = input;
    const check = (facts?: CheckOptions['facts']) =>
      policy.check(value, { ...knownOf(input.form), ...(facts && { facts }), mode: 'final' });
    try {
      const { range } = check().needs ?? {};
      if (!range) return;
      if (this.#answered?.value !== value) {
        const rows = await source(range).catch(() => undefined);
        this.#answered = { rows, value };
      }
      const { rows } = this.#answered;
      const current = input.value === value && policy === this.#policy;
      if (current && rows !== undefined) this.#show(check({ range, rows }), 'page');
    } catch {
      // An answer that the engine does not take is none: the server decides.
    }
  }

  readonly #onLeave = (event: Event): void => {
    if (event.target === this.#parts?.input) void this.#decide();
  };

  readonly #onFocus = (event: Event): void => {
    const { generate, input, meter } = this.#parts ?? {};
    if (event.target === input && (generate || meter)) void this.#inFull();
  };

  readonly #onInput = (event: Event): void => {
    if (event.target !== this.#parts?.input) return;
    this.#typed = true;
    this.#judge();
  };

  /** Another field of the form may say of whom the password is. */
  readonly #onOther = (event: Event): void => {
    const { input } = this.#parts ?? {};
    if (!input?.form || event.target === input || !this.#typed) return;
    if ((event.target as HTMLInputElement).form !== input.form) return;
    this.#judge();
    // What is known of this password already is shown again, and nobody asked.
    if (this.#answered?.value === input.value) void this.#decide();
  };

  readonly #onInvalid = (event: Event): void => {
    if (event.target === this.#parts?.input) this.#parts.input.setAttribute('aria-invalid', 'true');
  };

  readonly #onReset = (event: Event): void => {
    if (event.target !== this.#parts?.input.form) return;
    this.#parts?.reveal.hide();
    this.#parts?.input.removeAttribute('aria-invalid');
    // The event comes before the input is emptied.
    setTimeout(() => this.#judge());
  };

  readonly #onReturn = (event: Event): void => {
    const back = event instanceof PageTransitionEvent ? event.persisted : !document.hidden;
    if (back) void this.refresh();
  };

  readonly #beforeSubmit = (event: Event): void => {
    const { input, reveal } = this.#parts ?? {};
    const { form, value } = input ?? {};
    if (!form || event.target !== form) return;
    reveal?.hide();
    const open = this.#report?.verdict === 'undecided' && this.#answered?.value !== value;
    if (!this.#asking && !(open && sourceOf(this, this.ranges))) return;
    // Asked first, and submitted again: by then there is an answer, or the server decides.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#asking) return;
    this.#asking = true;
    const { submitter } = event as SubmitEvent;
    // Not at once, even if the answer is there: a form that fires its event submits nothing else.
    const again = () => {
      this.#asking = false;
      if (this.#answered?.value !== value) this.#answered = { rows: undefined, value };
      form.requestSubmit(submitter);
    };
    void this.#decide().then(() => setTimeout(again));
  };

  readonly #onSubmit = (event: Event): void => {
    const { form } = this.#parts?.input ?? {};
    if (!form || event.target !== form || event.defaultPrevented || !this.hasAttribute('enhance')) {
      return;
    }
    event.preventDefault();
    if (this.#submitting) return;
    this.#submitting = true;
    void this.#submit(form, (event as SubmitEvent).submitter).finally(() => {
      this.#submitting = false;
    });
  };

  async #submit(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const outcome = await submit(form, submitter);
    const { announcer, input } = this.#parts ?? {};
    if (!outcome || !announcer || !input) return;
    if ('problem' in outcome) {
      announcer.now(outcome.problem);
      return;
    }
    const { report } = outcome;
    this.#show(report, 'server');
    announcer.now(WicketgatePassword.words.progress(report));
    if (report.ok) {
      const next = this.getAttribute('enhance') || outcome.next;
      if (next) location.assign(next);
      return;
    }
    input.setAttribute('aria-invalid', 'true');
    input.focus();
    if (report.formDigest !== this.#policy?.formDigest) await this.refresh('reload');
  }

  #emit<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/** The rows for a password; none where nobody could tell. */
interface Answered {
  readonly rows: string | undefined;
  readonly value: string | undefined;
}

function unjudged({ code, message, params }: Entry): Requirement {
  return { code, message, params };
}
