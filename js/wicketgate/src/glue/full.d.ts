export * from './exports.js';
export { default } from './exports.js';

export function entropy(): string;
