import { load } from 'wicketgate';

// No await at the top: a worker is a plain script unless its bundler is told otherwise.
load({ version: 1, password: { rules: { 'min-length': { min: 8 } } } }).then((policy) => {
  postMessage(policy.summary('short').verdict);
});
