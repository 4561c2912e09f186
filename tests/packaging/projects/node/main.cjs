import('wicketgate').then(async ({ load }) => {
  const policy = await load({ version: 1, password: { rules: { 'min-length': { min: 8 } } } });
  console.log(policy.check('short').rules[0].fix.message);
});
