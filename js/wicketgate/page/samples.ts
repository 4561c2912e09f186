/** Texts to try, with nobody's data: numbers of documentation, of tests and of advertisements. */

import type { Format } from './ask.js';

/** A text for each format that has one; each of them is read as what it is. */
export const SAMPLES: Readonly<Record<Exclude<Format, 'auto'>, string>> = {
  text: `2026-03-02T09:14:07Z INFO signed in: ada@example.com from 203.0.113.7
2026-03-02T09:14:09Z INFO card 4111 1111 1111 1111 charged, iban DE89 3704 0044 0532 0130 00
2026-03-02T09:15:31Z WARN password: hunter2 sent in clear, call +1 202 555 0143 ☎️
2026-03-02T09:16:02Z INFO ssn 078-05-1121 checked by grace@example.org, order 7d1f0c3e-5a2b-4c11-9f70-2c1de7a0b001
2026-03-02T09:17:44Z DEBUG AWS key AKIAIOSFODNN7EXAMPLE, https://ada:secret@example.com/?token=abc123
`,
  json: `{
  "id": 4711,
  "customer": {
    "email": "ada@example.com",
    "phone": "+44 20 7946 0958",
    "born": "1815-12-10",
    "password": "correct horse"
  },
  "card": 4111111111111111,
  "note": "👋 called from 203.0.113.7, wants the invoice at grace@example.org",
  "payload": "{\\"ssn\\":\\"078-05-1121\\"}"
}
`,
  csv: `name,email,card,joined
Ada,ada@example.com,4111 1111 1111 1111,2026-01-15
Grace,"grace@example.org",5555 5555 5555 4444,2026-02-20
`,
  tsv: `name\temail\tip
Ada\tada@example.com\t203.0.113.7
Grace\tgrace@example.org\t2001:db8::7
`,
  form: 'user=ada&email=ada%40example.com&card=4111+1111+1111+1111&password=hunter2',
};

/** A policy to try: countries, rules by name, an action of one kind, and a profile. */
export const POLICY = `{
  "version": 1,
  "redaction": {
    "countries": ["us", "gb"],
    "keys": [{ "name": "*name", "match": "glob", "label": "NAME" }],
    "kinds": {
      "credit-card": { "action": "mask" },
      "email-address": { "action": "keep-domain" }
    },
    "profiles": [{ "name": "support", "kinds": { "email-address": { "enabled": false } } }]
  }
}
`;
