/** Another policy engine in WebAssembly, which parses its policies before or at every question. */

import * as cedar from '@cedar-policy/cedar-wasm/nodejs';

const policies = {
  staticPolicies: {
    a: 'permit(principal == User::"alice", action == Action::"view", resource == File::"93");',
    b: 'forbid(principal, action == Action::"delete", resource) unless { context.mfa };',
    c: 'permit(principal in Group::"admins", action, resource);',
  },
};
const question = {
  principal: { type: 'User', id: 'alice' },
  action: { type: 'Action', id: 'view' },
  resource: { type: 'File', id: '93' },
  context: {},
  entities: [],
};
cedar.preparsePolicySet('bench', policies);

/** Its package for Node alone; it judges no password. */
export const check = {
  'cedar-wasm (3 policies, parsed each time)': () => cedar.isAuthorized({ ...question, policies }),
  'cedar-wasm (3 policies, parsed before)': () =>
    cedar.statefulIsAuthorized({ ...question, preparsedPolicySetId: 'bench' }),
};
