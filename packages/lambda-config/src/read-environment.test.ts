import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { ConfigError, readEnvironment } from './read-environment.ts';
import { httpUrl, nonEmptyText } from './variable-schemas.ts';

const schema = z.object({
  SECRET_ID: nonEmptyText,
  TOKEN_URL: httpUrl,
  LEVEL: z._default(z.enum(['INFO', 'WARN']), 'INFO'),
});

const complete = { SECRET_ID: 'hopwise/client', TOKEN_URL: 'https://example.com/oauth2/token' };

const errorOf = (variables: Record<string, string | undefined>): unknown => {
  try {
    return readEnvironment(schema, variables);
  } catch (error) {
    return error;
  }
};

describe('readEnvironment', () => {
  it('returns the variables of the schema, with defaults, and no other variable', () => {
    expect(readEnvironment(schema, { ...complete, PATH: '/bin' })).toEqual({
      ...complete,
      LEVEL: 'INFO',
    });
  });

  it.each([
    ['SECRET_ID', undefined],
    ['SECRET_ID', ''],
    ['TOKEN_URL', 'ftp://example.com'],
    ['TOKEN_URL', 'example'],
    ['LEVEL', 'LOUD'],
  ])('throws CONFIG_INVALID when %s is %p', (name, value) => {
    const error = errorOf({ ...complete, [name]: value });
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      name: 'ConfigError',
      code: 'CONFIG_INVALID',
      message: `These environment variables are missing or malformed: ${name}.`,
    });
  });

  it('names all wrong variables in the order of the schema, and no value', () => {
    const error = errorOf({ TOKEN_URL: 'canary', LEVEL: 'canary' });
    expect(error).toMatchObject({
      message: 'These environment variables are missing or malformed: SECRET_ID, TOKEN_URL, LEVEL.',
    });
    expect(String(error)).not.toContain('canary');
  });
});
