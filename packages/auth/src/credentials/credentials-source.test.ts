import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import { parseClientSecret, readCredentials } from './credentials-source.ts';

describe('parseClientSecret', () => {
  it('reads client id and client secret, and ignores other keys', () => {
    const value = { clientId: 'a', clientSecret: 'b', clientSecretId: 'c' };

    expect(parseClientSecret(value, 'id')).toEqual({ clientId: 'a', clientSecret: 'b' });
  });

  it.each([null, undefined, 'text', 7, []])('refuses %j, which is not an object', (value) => {
    expect(thrown(() => parseClientSecret(value, 'id')).message).toBe(
      'SECRET_MALFORMED: secret id: must be a JSON object with clientId and clientSecret',
    );
  });
});

const limits = 'must be a string of 1 to 4096 characters';
const hostile = {
  get clientId(): never {
    throw new TypeError('hostile');
  },
  clientSecret: 'b',
};

describe('a malformed secret', () => {
  it.each([
    [{ clientSecret: 'b' }, `clientId ${limits}`],
    [{ clientId: 'a' }, `clientSecret ${limits}`],
    [{ clientId: '', clientSecret: 'b' }, `clientId ${limits}`],
    [{ clientId: 'a', clientSecret: 5 }, `clientSecret ${limits}`],
    [{ clientId: 'a', clientSecret: 'b'.repeat(4_097) }, `clientSecret ${limits}`],
    [Object.create({ clientId: 'a', clientSecret: 'b' }), `clientId ${limits}`],
    [hostile, 'must be a JSON object with clientId and clientSecret'],
  ])('has an error that names the secret and only the first wrong field: %#', (value, problem) => {
    expect(thrown(() => parseClientSecret(value, 'id')).message).toBe(
      `SECRET_MALFORMED: secret id: ${problem}`,
    );
  });

  it('has an error without an id if untyped code gives none', () => {
    const parse = () => Reflect.apply(parseClientSecret, undefined, [null, { secret: 'value' }]);
    expect(thrown(parse).message).toMatch(/^SECRET_MALFORMED: secret without an id: must be/);
  });
});

describe('readCredentials', () => {
  it('returns a copy of the two texts', () => {
    const longest = 'b'.repeat(4_096);
    expect(readCredentials({ clientId: 'a', clientSecret: longest, more: 1 }, 'source')).toEqual({
      clientId: 'a',
      clientSecret: longest,
    });
  });

  it.each([
    undefined,
    null,
    'text',
    { clientId: 'a' },
    { clientSecret: 'b' },
    { clientId: 'a', clientSecret: '' },
    { clientId: 'a'.repeat(4_097), clientSecret: 'b' },
    hostile,
  ])('refuses other values with the name of their source: %#', (value) => {
    expect(thrown(() => readCredentials(value, 'the result of read()')).message).toBe(
      'SECRET_MALFORMED: the result of read() must be an object with clientId and clientSecret, strings of 1 to 4096 characters',
    );
  });
});
