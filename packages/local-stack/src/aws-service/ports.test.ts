import { describe, expect, it } from '@jest/globals';
import { createPorts, port } from './ports.ts';

const greeting = port<string>('greeting');

describe('the ports of a stack', () => {
  it("give a consumer the provider's value", () => {
    const ports = createPorts();
    ports.provide(greeting, 'hello');
    expect(ports.use(greeting)).toBe('hello');
  });

  it('name a port that is used before its provider starts', () => {
    expect(() => createPorts().use(greeting)).toThrow(
      'The port "greeting" is used before a service provides it.',
    );
  });

  it('accept only one provider', () => {
    const ports = createPorts();
    ports.provide(greeting, 'hello');
    expect(() => ports.provide(greeting, 'again')).toThrow('already has a provider');
  });

  it('do not compile with a value of another type', () => {
    const settings = port<{ readonly a: string; readonly b: string }>('settings');
    const ports = createPorts();
    // @ts-expect-error the value lacks a member of the port's type
    ports.provide(settings, { a: 'a' });
    expect(ports.use(settings)).toEqual({ a: 'a' });
  });

  it('hold values of one stack only', () => {
    const [one, other] = [createPorts(), createPorts()];
    one.provide(greeting, 'hello');
    expect(() => other.use(greeting)).toThrow('greeting');
  });
});
