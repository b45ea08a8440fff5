import { describe, expect, it } from '@jest/globals';
import { foundIn, functionNamed } from '../../testing/found-in.ts';
import { diagnoseTemplate } from '../diagnose-template.ts';

const withVariable = (text: string) =>
  functionNamed('Chat', `, Environment: { Variables: { ${text} } }`);

describe('SECRET_IN_TEMPLATE', () => {
  it.each([
    ['a password', 'DB_PASSWORD: hunter2hunter2'],
    ['an access key under any name', 'ANYTHING: AKIAIOSFODNN7EXAMPLE'],
    ['a key with slashes', 'API_SECRET: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE'],
    ['a resolved secret', "PASS: '{{resolve:secretsmanager:a:SecretString:b}}'"],
  ])('is found for %s', async (_what, variable) => {
    const found = await foundIn(withVariable(variable), 'SECRET_IN_TEMPLATE');
    expect(found).toEqual([`Chat.Environment.Variables.${variable.split(':')[0]}`]);
  });

  it.each([
    ['the name of a secret', 'DB_SECRET: prod/db-credentials'],
    ['the path of a parameter', 'API_KEY: /prod/api/key'],
    ['an ARN', 'CLIENT_SECRET: arn:aws:secretsmanager:us-east-1:111122223333:secret:a'],
    ['a reference', 'CLIENT_SECRET: !ImportValue SecretArn'],
    ['an address', 'TOKEN: https://example.com/token'],
  ])('is not found for %s', async (_what, variable) => {
    expect(await foundIn(withVariable(variable), 'SECRET_IN_TEMPLATE')).toEqual([]);
  });

  it('is found for a hidden parameter in the environment, and for its default', async () => {
    const text = `Parameters:
  Word: { Type: String, NoEcho: true, Default: swordfish }
  Bare: { Type: String, NoEcho: 'true' }
  Name: { Type: String, Default: plain }
Resources:
${withVariable('A: !Ref Bare, B: !Ref Name')}`;
    const { findings } = await diagnoseTemplate({ text, name: 'stack' });
    expect(findings.map(({ code, where }) => [code, where])).toEqual([
      ['SECRET_IN_TEMPLATE', 'Parameters.Word.Default'],
      ['SECRET_IN_TEMPLATE', 'Chat.Environment.Variables.A'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('swordfish');
  });
});
