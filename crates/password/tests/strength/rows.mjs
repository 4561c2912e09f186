// Writes rows.jsonl: what npm's zxcvbn 4.4.2 answers for seeded random passwords.
//
// Run in 2026 or with a clock that says so, since zxcvbn asks the clock for the year:
//   node crates/password/tests/strength/rows.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../xtask/npm/package.json', import.meta.url));
const zxcvbn = require('zxcvbn');
const lists = Object.values(require('zxcvbn/lib/frequency_lists.js'));
const graphs = Object.values(require('zxcvbn/lib/adjacency_graphs.js'));

const ROWS = 1200;
const LEET = { a: '4@', b: '8', c: '({[<', e: '3', g: '69', i: '1!|', l: '1|7', o: '0', s: '$5', t: '+7', x: '%', z: '2' };
const KEYS = 'qwertyuiop[]\\asdfghjkl;\'zxcvbnm,./1234567890-=QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?!@#$%^&*()_+~`';
const OTHERS = 'äöüßéñçаяжαβγÄÖÜЖЯ日本語ſΣς\u2028\n\r\t \u00a0';
const OWN = ['Müller', 'ΟΔΟΣ', 'Anna', 'anna', 'Acme GmbH', 'x', 'x1', 'STRASSE', 'p4ss'];

let seed = 4;
const below = (count) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * count);
};
const pick = (list) => list[below(list.length)];
const text = (most, next) => Array.from({ length: 1 + below(most) }, next).join('');
const each = (word, change) => [...word].map((letter) => (below(2) ? change(letter) : letter)).join('');

function word() {
  const list = pick(lists);
  return list[Math.floor((below(1e6) / 1e6) ** 3 * list.length)];
}

function date() {
  const separator = pick(['', '', '/', '-', '.', '_', ' ', '\\']);
  const pad = below(2) ? (number) => String(number).padStart(2, '0') : String;
  const [day, month] = [pad(1 + below(32)), pad(1 + below(13))];
  const year = below(2) ? 1900 + below(160) : below(100);
  return pick([[day, month, year], [month, day, year], [year, month, day]]).join(separator);
}

function keys() {
  const graph = pick(graphs);
  let key = pick(Object.keys(graph));
  let keys = key;
  for (let left = 2 + below(8); left > 0; left--) {
    const near = pick(graph[key].filter(Boolean));
    key = near[below(8) === 0 && near[1] ? 1 : 0];
    keys += key;
  }
  return keys;
}

function steps() {
  const [first, step] = [97 + below(26), below(11) - 5];
  return Array.from({ length: 2 + below(8) }, (_, place) =>
    String.fromCharCode(Math.max(33, first + place * step)),
  ).join('');
}

const pieces = [
  word,
  word,
  word,
  () => word().replace(/^./, (letter) => letter.toUpperCase()),
  () => each(word(), (letter) => letter.toUpperCase()),
  () => each(word(), (letter) => (LEET[letter] ? pick(LEET[letter]) : letter)),
  () => [...word()].reverse().join(''),
  date,
  () => String(1890 + below(140)),
  (own) => piece(own).slice(0, 1 + below(6)).repeat(2 + below(4)),
  steps,
  keys,
  () => text(6, () => pick(KEYS)),
  () => text(8, () => below(10)),
  () => text(4, () => pick(OTHERS)),
  () => text(4, () => pick('1!|7+4@({[<$5')),
  (own) => (own.length ? pick(own) : word()),
];

function piece(own) {
  return pick(pieces)(own);
}

function described(match) {
  const { pattern } = match;
  const told = {
    bruteforce: () => ['gap'],
    date: () => ['date', match.year, match.separator !== ''],
    dictionary: () => [
      match.dictionary_name.replace('user_inputs', 'account'),
      match.rank,
      match.l33t,
      match.reversed,
    ],
    regex: () => ['year', match.token],
    repeat: () => ['repeat', match.base_token.length, match.repeat_count],
    sequence: () => ['sequence', match.sequence_name, match.ascending],
    spatial: () => [match.graph, match.shifted_count, match.turns],
  };
  return `${match.i}-${match.j + 1}:${told[pattern]().join(',')}`;
}

const WARNINGS = [
  ['Straight rows', 'row-of-keys'],
  ['Short keyboard', 'keyboard-pattern'],
  ['Repeats like "aaa"', 'repeated-character'],
  ['Repeats like "abcabcabc"', 'repeated-block'],
  ['Sequences', 'sequence'],
  ['Recent years', 'recent-year'],
  ['Dates', 'date'],
  ['This is a top-100 ', 'top-100-password'],
  ['This is a top-10 ', 'top-10-password'],
  ['This is a very', 'common-password'],
  ['This is similar', 'similar-to-common-password'],
  ['A word', 'word-alone'],
  ['Names', 'name-alone'],
  ['Common names', 'common-name'],
];

const rows = Array.from({ length: ROWS }, () => {
  const own = below(4) ? [] : Array.from({ length: 1 + below(4) }, () => (below(2) ? word() : pick(OWN)));
  const password = text(5, () => piece(own));
  const { score, guesses, sequence, feedback } = zxcvbn(password, own);
  const warning = WARNINGS.find(([start]) => feedback.warning?.startsWith(start));
  const told = [...sequence.map(described), ...(warning ? [warning[1]] : [])].join(' ');
  return JSON.stringify([password, own, score, guesses, told]);
});
writeFileSync(new URL('rows.jsonl', import.meta.url), `${rows.join('\n')}\n`);
