/** Redaction through the npm package in Node, on the text that was measured in Rust. */

import { readFileSync } from 'node:fs';
import * as measure from './measure.mjs';

const TEXT = new URL('../../../target/bench/redaction.txt', import.meta.url);

/** Rows of the table that `cargo xtask bench` joins with those of other programs. */
export async function rows(load) {
  const text = readFileSync(TEXT, 'utf8');
  const bytes = Buffer.byteLength(text);
  const redacting = async (redaction) => {
    const policy = await load({ version: 1, redaction }, { build: 'full' });
    return (given) => policy.redact(given).text.length;
  };
  const times = measure.checks(
    {
      'npm package in Node, no country': await redacting({}),
      'npm package in Node, every country': await redacting({ countries: COUNTRIES }),
    },
    text,
  );
  // Bytes in a microsecond are megabytes in a second.
  const row = ([name, micros]) => `row\tredaction\t${name}\t${bytes / micros}`;
  return Object.entries(times).map(row).join('\n');
}

const COUNTRIES = 'au be br ca cn de dk es fi fr gb in it kr mx nl no pl se sg th tr us za'.split(
  ' ',
);
