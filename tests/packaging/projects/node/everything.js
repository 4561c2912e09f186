export * from 'wicketgate';
export * as form from 'wicketgate/form';
export * as inline from 'wicketgate/inline';
export * from 'wicketgate/schema';
export const files = ['wicketgate/wicketgate.wasm', 'wicketgate/wicketgate-full.wasm'].map((file) =>
  import.meta.resolve(file),
);
