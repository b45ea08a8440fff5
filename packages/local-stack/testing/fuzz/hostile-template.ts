import fc from 'fast-check';
import type { Template } from '../../src/template/template.ts';

type Path = readonly string[];

const pathsOf = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => [
        [...path, name],
        ...pathsOf(one, [...path, name]),
      ])
    : [];

/** Values that take the place of a right one. */
export const hostileValues = (logicalIds: readonly string[]): readonly unknown[] => [
  null,
  5,
  -1,
  1e308,
  Number.NaN,
  true,
  10n,
  Symbol('x'),
  () => 1,
  new Date(0),
  '',
  'x',
  'constructor',
  '__proto__',
  '\u001b]52;c;x\u0007',
  'arn:aws:lambda:::',
  'x'.repeat(200_000),
  'a b '.repeat(50_000),
  '${'.repeat(5_000),
  [],
  [null],
  [[]],
  {},
  { constructor: 1 },
  JSON.parse('{"__proto__":1}'),
  JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`),
  ...logicalIds.flatMap((id) => [
    id,
    [id],
    { Ref: id },
    { 'Fn::GetAtt': [id, 'Arn'] },
    { 'Fn::Sub': `\${${id}.Arn}` },
  ]),
  ...['constructor', '__proto__', 'Nope', 5].map((Ref) => ({ Ref })),
  { Ref: 'AWS::NoValue' },
  ...[[], ['__proto__', 'x'], 'constructor.name'].map((one) => ({ 'Fn::GetAtt': one })),
  ...[`\${constructor}`, [`\${a}`, { a: [] }], [], [`\${a}`]].map((one) => ({ 'Fn::Sub': one })),
  ...['x', [1, [{}]], [',', 'x'], []].map((one) => ({ 'Fn::Join': one })),
  { 'Fn::Select': [-1, []] },
  { 'Fn::Split': ['', 5] },
  { 'Fn::If': ['c', 1, 2] },
  { Condition: 'x' },
  { 'Fn::And': [{ Condition: 'a' }, { 'Fn::Not': [{ Condition: 'a' }] }] },
];

const names = [
  '__proto__',
  'constructor',
  'toString',
  '\u001b[31m',
  '',
  'Ref',
  'Fn::Sub',
  'Fn::If',
  'Condition',
  'DependsOn',
  'Nope',
];

type Change = {
  readonly path: Path;
  readonly kind: 'replace' | 'remove' | 'rename' | 'add';
  readonly value: unknown;
  readonly name: string;
};

const changesOf = (template: Template): fc.Arbitrary<Change> =>
  fc.record({
    path: fc.constantFrom(...pathsOf(template)),
    kind: fc.constantFrom('replace', 'remove', 'rename', 'add'),
    value: fc.constantFrom(...hostileValues(Object.keys(template.Resources).slice(0, 9))),
    name: fc.constantFrom(...names),
  });

const childOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** An own member, also with the name `__proto__`. */
const define = (target: object, name: string, value: unknown): void => {
  const property = { value, enumerable: true, writable: true, configurable: true };
  Object.defineProperty(target, name, property);
};

const apply = (template: Template, { path, kind, value, name }: Change): void => {
  const parent = path.slice(0, -1).reduce(childOf, template as unknown);
  const last = path.at(-1) ?? '';
  // An earlier change can have removed the place.
  if (typeof parent !== 'object' || parent === null || Object.isFrozen(parent)) return;
  if (Array.isArray(parent) && kind !== 'replace') return;
  if (kind === 'rename' || kind === 'remove') Reflect.deleteProperty(parent, last);
  if (kind === 'replace') define(parent, last, value);
  if (kind === 'rename' || kind === 'add') define(parent, name, value);
};

/** A template with one to three hostile changes anywhere in it. */
export const hostileTemplate = (template: Template): fc.Arbitrary<unknown> =>
  fc.array(changesOf(template), { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone(template);
    for (const change of changes) apply(copy, change);
    return copy;
  });
