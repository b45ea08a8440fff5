import { runInNewContext } from 'node:vm';
import fc from 'fast-check';

const thrower = (): never => {
  throw new TypeError('hostile');
};

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Objects whose every property throws when it is read. */
const throwing = (): object =>
  new Proxy({}, { get: thrower, ownKeys: thrower, getPrototypeOf: thrower });

const circular = (): object => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  return circle;
};

/** Deeper than a recursive function can go. */
const deep = (): unknown[] => {
  let list: unknown[] = [];
  for (let depth = 0; depth < 100_000; depth++) list = [list];
  return list;
};

/** Values that an untyped caller or a callback can give instead of the right one. */
export const hostileValues: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => Number.NaN,
  () => -1,
  () => 1n,
  () => true,
  () => '',
  () => ' ',
  () => 'a\r\nb: c',
  () => '\0',
  () => Symbol('hostile'),
  () => [],
  () => ['a'],
  () => ({}),
  () => Object.create(null),
  () => new Map([['authorization', 'Bearer x']]),
  () => new Headers({ authorization: 'Bearer x' }),
  () => new Uint8Array(3),
  () => new Date(Number.NaN),
  () => new AbortController(),
  () => Object.create(AbortSignal.prototype),
  () => new Proxy(AbortSignal.abort(), {}),
  () => () => 'called',
  () => Promise.resolve({}),
  () =>
    new Proxy(new AbortController().signal, { get: (_, name) => name !== 'aborted' && thrower }),
  ...['aborted', 'addEventListener', 'removeEventListener'].map(
    (name) => () =>
      Object.defineProperty(new AbortController().signal, name, { get: () => thrower }),
  ),
  () =>
    Object.setPrototypeOf(
      new AbortController().signal,
      Object.create(AbortSignal.prototype, { addEventListener: { value: thrower } }),
    ),
  () => ({ aborted: false }),
  () => ({ toString: thrower, valueOf: thrower }),
  () => Object.defineProperty({}, 'url', { enumerable: true, get: thrower }),
  throwing,
  revoked,
  circular,
  deep,
  () => 'a'.repeat(1_000_000),
  () => thrower,
  () => Object.fromEntries([['then', thrower]]),
  () => Object.defineProperty({}, 'then', { get: thrower }),
  () => ({ toJSON: thrower }),
  () => Object.freeze({}),
  () => runInNewContext('({})'),
  () => runInNewContext('new TypeError("elsewhere")'),
  () => runInNewContext('() => { throw new TypeError("elsewhere"); }'),
];

/** Creates a hostile value, or any value that fast-check can create. fast-check itself cannot handle some of them. */
export const hostileValue: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileValues) },
  { weight: 1, arbitrary: fc.anything().map((value) => () => value) },
);
