export * from './exports.js';
export { default } from './exports.js';

export function entropy(): string;
/** Throws the answer of an error, a string; and so does `redact_push`. */
export function redact(request: string, text: string): string;
export function redact_open(request: string): string;
export function redact_push(stream: number, text: string): string;
export function redact_close(stream: number): string;
