import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inputOf, operationName } from './aws-endpoint/operation-schema.ts';
import { services } from './services.ts';

const doctor = new URL('../../doctor/src/', import.meta.url);

/** The operations for which the doctor's code creates a command. */
const called = new Set(
  readdirSync(doctor, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, doctor), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\bnew ([A-Z]\w+)Command\(/g)])
    .map(([, name = '']) => name),
);

/** GetCallerIdentity has no members. InvokeAgent has its own reader, which refuses members by name. */
const withoutSchema = ['GetCallerIdentity', 'InvokeAgent'];

const served = services
  .flatMap(({ api }) => api?.operations ?? [])
  .map((operation) => ({ name: operationName(operation.schema), operation }))
  .filter(({ name }) => called.has(name));

const membersOf = ({ operation }: (typeof served)[number]): readonly string[] =>
  [...inputOf(operation.schema).structIterator()].map(([name]) => name);

describe("the operations of the doctor's live checks", () => {
  it('are served', () => {
    expect(called.size).toBeGreaterThan(20);
    expect([...called].sort()).toEqual(
      [...served.map(({ name }) => name), ...withoutSchema].sort(),
    );
  });

  it.each(served)('$name names the members that it acts on, and refuses the others', (one) => {
    const { actsOn } = one.operation;
    expect(actsOn).toBeDefined();
    expect(membersOf(one)).toEqual(expect.arrayContaining([...(actsOn ?? [])]));
  });
});
