/** What is measured, by name: the packed package and what a user would pick instead. */

import { passwordStrength } from './entries/check-password-strength.mjs';
import PasswordValidator from './entries/password-validator.mjs';
import { create, draw } from './entries/qrcode.mjs';
import { load, open } from './entries/wicketgate.mjs';
import zxcvbn from './entries/zxcvbn.mjs';
import zxcvbnTs from './entries/zxcvbn-ts.mjs';

/** Eight rules, as the peer that has rules is given eight. */
const rules = {
  'min-length': { min: 8 },
  'max-length': { max: 64 },
  'max-bytes': { max: 72 },
  lowercase: {},
  uppercase: {},
  digit: {},
  symbol: {},
  'max-identical-run': { max: 2 },
};
const document = { version: 1, password: { rules } };
const full = await load(document, { build: 'full', year: 2026 });
const base = await load(full.publicForm().document, { build: 'base' });
const engine = await open('full');
const ts = zxcvbnTs(1024);

/** Judging a password; the first is what the others are compared with. */
export const check = {
  'wicketgate, report (base)': (password) => base.check(password),
  'wicketgate, codes (base)': (password) => base.summary(password),
  'wicketgate, report (full)': (password) => full.check(password),
  'wicketgate, codes (full)': (password) => full.summary(password),
  'wicketgate, string call (full)': (password) =>
    full.call({ op: 'password.check', password, compact: true }),
  'password-validator (a list of 8 rules)': (password) => validator.validate(password, LIST),
  'check-password-strength (4 classes, length)': (password) => passwordStrength(password),
  zxcvbn: (password) => zxcvbn(password),
  'zxcvbn-ts': (password) => ts.check(password),
};

/** Estimating how hard a password is to guess. */
export const strength = {
  wicketgate: (password) => full.strength(password),
  zxcvbn: (password) => zxcvbn(password),
  'zxcvbn-ts': (password) => ts.check(password),
};

/** Making a QR code; ours answers the modules and the image together. */
export const qr = {
  'wicketgate, `otp.qr`, npm package': (text) =>
    JSON.parse(engine.call(JSON.stringify({ op: 'otp.qr', text }))).ok.svg,
  'qrcode, modules': (text) => create(text, MEDIUM),
  'qrcode, SVG': (text) => draw(text, { ...MEDIUM, type: 'svg' }, keep),
};

/** For what is measured in Node alone. */
export { load };

const MEDIUM = { errorCorrectionLevel: 'M' };
const keep = (error) => {
  if (error) throw error;
};
const LIST = { list: true };
const validator = new PasswordValidator();
validator.is().min(8).is().max(64).has().lowercase().has().uppercase();
validator
  .has()
  .digits()
  .has()
  .symbols()
  .has()
  .not()
  .spaces()
  .has()
  .not(/(.)\1\1/);
