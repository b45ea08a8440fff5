import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { foundIn, roleWith } from '../../testing/found-in.ts';

const fixture = async (name: string): Promise<string> =>
  (await readFile(resolve(import.meta.dirname, '../../fixtures', `${name}.bad.yml`), 'utf8')).split(
    'Resources:\n',
  )[1] ?? '';

describe('ACTION_RESOURCE_MISMATCH', () => {
  const statement = (...resources: readonly string[]) =>
    roleWith(
      `{ Effect: Allow, Action: ['bedrock:InvokeModel', 's3:GetObject'], Resource: [${resources.map((one) => `'${one}'`).join(', ')}] }`,
    );
  const model = 'arn:aws:bedrock:*::foundation-model/amazon.nova-pro-v1:0';

  it('is found for an action that no resource of its statement fits', async () => {
    expect(
      await foundIn(statement(model, 'arn:aws:s3:::notes/*'), 'ACTION_RESOURCE_MISMATCH'),
    ).toEqual([]);
    expect(await foundIn(statement(model), 'ACTION_RESOURCE_MISMATCH')).toHaveLength(1);
    const two = statement('arn:aws:s3:::notes', 'arn:aws:s3:::notes/*');
    expect(await foundIn(two, 'ACTION_RESOURCE_MISMATCH')).toHaveLength(1);
  });
});

describe('a rule about machine tokens', () => {
  it.each([
    ['AUDIENCE_NOT_ALLOWED', 'audience-not-allowed'],
    ['NO_TOKEN_TO_GATEWAY', 'no-token-to-gateway'],
  ] as const)('%s is silent if people sign in at the pool of the gateway', async (code, name) => {
    const machines = await fixture(name);
    const people = machines.replace('[client_credentials]', '[code]');
    expect(people).not.toBe(machines);
    expect(await foundIn(people, code)).toEqual([]);
    expect(await foundIn(machines, code)).toHaveLength(1);
  });
});

describe('SECRET_IN_TEMPLATE', () => {
  it.each(['PLACEHOLDER_REPLACE_ME', 'change-me-please', 'your_api_key', '<insert the key>'])(
    'is not found for the placeholder %s',
    async (value) => {
      const text = `
  Work:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Role: !ImportValue R, Environment: { Variables: { API_KEY: '${value}' } } }
`;
      expect(await foundIn(text, 'SECRET_IN_TEMPLATE')).toEqual([]);
      expect(await foundIn(text.replace(value, '1f9c0a77b2e3'), 'SECRET_IN_TEMPLATE')).toHaveLength(
        1,
      );
    },
  );
});
