import { expect } from 'expect';

/** The few functions of `@jest/globals` that the example tests use. They run each test at once. */

const rowsOf = (row) => (Array.isArray(row) ? row : [row]);

const each = (run) => (rows) => (_name, test) => {
  for (const row of rows) run(undefined, () => test(...rowsOf(row)));
};

const group = (_name, define) => define();

export const it = Object.assign((_name, test) => test(), { each: each((_name, test) => test()) });
export const describe = Object.assign(group, { each: each(group) });
export { expect };
