/** What crates/web exports through wasm-bindgen, the same in both builds. */

export default function init(source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
export function describe(): string;
export function load(document: string): string;
export function unload(policy: number): void;
export function call(request: string): string;
export function check(
  policy: number,
  password: string,
  compact: boolean,
  year?: number | null,
): string;
