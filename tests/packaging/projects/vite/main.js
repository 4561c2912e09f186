import { load } from 'wicketgate';
import 'wicketgate/form';
import { passwordSchema } from 'wicketgate/schema';

const policy = await load({ version: 1, password: { rules: { 'min-length': { min: 8 } } } });
const full = await load({ version: 1, extends: 'preset:default' });
const { issues } = passwordSchema(policy)['~standard'].validate('short');
const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
const inWorker = await new Promise((done) => {
  worker.onmessage = ({ data }) => done(data);
});
window.result = {
  fix: policy.check('short').rules[0].fix.message,
  issue: issues[0].message,
  preset: full.summary('').verdict,
  worker: inWorker,
};
