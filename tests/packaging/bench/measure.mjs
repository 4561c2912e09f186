/**
 * Medians in microseconds over interleaved rounds: each measures every case, so that a slow minute meets
 * all. No import, so that a page runs this file as it stands.
 */

/** One text by every case. */
export function checks(cases, text) {
  const bound = Object.entries(cases).map(([name, run]) => [name, () => run(text)]);
  for (const [, run] of bound) warm(run);
  return interleave(Object.fromEntries(bound));
}

/** Several texts by every case, one after the other. */
export function columns(cases, texts) {
  return texts.map((text) => checks(cases, text));
}

/** Longer and longer texts by every case; one that takes too long is not asked any more. */
export function lengths(cases, sample, sizes, slowest) {
  const left = { ...cases };
  return sizes.map((size) => {
    const text = sample.slice(0, size);
    const bound = {};
    for (const [name, run] of Object.entries(left)) {
      const start = performance.now();
      run(text);
      if (performance.now() - start > slowest) delete left[name];
      else bound[name] = () => run(text);
    }
    return interleave(bound);
  });
}

/** WebAssembly is compiled again while it runs, the more code the longer. */
function warm(run) {
  const start = performance.now();
  do run();
  while (performance.now() - start < WARM);
}

function interleave(cases) {
  const rounds = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  const slow = Object.entries(cases).filter(([, run]) => microseconds(run) > SLOW);
  const enough = new Set(slow.map(([name]) => name));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(cases)) {
      if (round < FEW || !enough.has(name)) rounds[name].push(microseconds(run));
    }
  }
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  return Object.fromEntries(Object.entries(rounds).map(([name, list]) => [name, median(list)]));
}

/** Clocks of browsers are coarse, so one call is never timed alone unless it fills the time. */
function microseconds(run) {
  const start = performance.now();
  const before = processor();
  let count = 0;
  let spent = 0;
  do {
    run();
    count += 1;
    if (count % 8 === 0 || spent === 0) spent = performance.now() - start;
  } while (spent < MILLISECONDS);
  return (processor() - before) / count;
}

/** Microseconds of processor time, which other programs disturb less; a browser has none but the clock's. */
function processor() {
  const { process } = globalThis;
  if (!process) return performance.now() * 1000;
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** How many rounds a median is taken of. */
export const ROUNDS = 7;
const MILLISECONDS = 25;
const WARM = 1000;
/** What takes longer than this, in microseconds, is told from the others by fewer rounds. */
const SLOW = 200_000;
const FEW = 3;
