import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import { parseClientSecret } from './credentials-source.ts';

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
