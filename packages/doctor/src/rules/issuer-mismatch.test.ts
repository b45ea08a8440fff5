import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from '../diagnose-template.ts';

const cures = async (change: (text: string) => string): Promise<readonly string[]> => {
  const file = resolve(import.meta.dirname, '../../fixtures/issuer-mismatch.clean.yml');
  const text = change(await readFile(file, 'utf8'));
  const { findings } = await diagnoseTemplate({ text, name: 'stack' });
  return findings.filter(({ code }) => code === 'ISSUER_MISMATCH').map(({ cure }) => cure);
};

const right =
  'Write https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool.UserPoolId}/.well-known/openid-configuration as the DiscoveryUrl of Gateway.';

describe('ISSUER_MISMATCH', () => {
  it.each([
    ['the keys instead of the discovery document', 'openid-configuration', 'jwks.json'],
    ['an app client instead of the user pool', '${Pool}/', '${Machine}/'],
    ['another user pool of the template', '${Pool}/', '${Other}/'],
  ])('names the URL for %s', async (_case, from, to) => {
    const other = '  Other: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: o } }\n';
    expect(await cures((text) => text.replace(from, to) + other)).toEqual([right]);
  });

  it.each([
    ['a user pool that a parameter names', '${Pool}/', '${PoolId}/'],
    ['the written id of a user pool', '${Pool}/', 'us-east-1_Ab12Cd34E/'],
    [
      'another issuer',
      'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}',
      'https://login.example.com',
    ],
  ])('is silent for %s', async (_case, from, to) => {
    const parameter = 'Parameters: { PoolId: { Type: String } }\n';
    expect(await cures((text) => parameter + text.replace(from, to))).toEqual([]);
  });
});
