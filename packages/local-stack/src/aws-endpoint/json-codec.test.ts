import { GetSecretValue$ } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from '@jest/globals';
import { decodeJson, encodeJson } from './json-codec.ts';
import { inputOf } from './operation-schema.ts';

describe.each([
  ['decodeJson', decodeJson],
  ['encodeJson', encodeJson],
])('%s', (_name, convert) => {
  it.each([{}, { SecretId: null }])('treats the required member of %j as missing', (value) => {
    expect(() => convert(inputOf(GetSecretValue$), value, 'input')).toThrow(
      expect.objectContaining({
        message: 'input.SecretId: the member is required',
        missing: true,
      }),
    );
  });

  it('omits an optional member that is null', () => {
    const value = { SecretId: 's', VersionId: null };
    expect(convert(inputOf(GetSecretValue$), value, 'input')).toEqual({ SecretId: 's' });
  });
});
