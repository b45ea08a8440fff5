import { describe, expect, it } from '@jest/globals';
import { foundIn, roleWith } from '../../testing/found-in.ts';
import { diagnoseTemplate } from '../diagnose-template.ts';

const allow = (rest: string) => roleWith(`{ Sid: It, Effect: Allow, ${rest} }`);
const here = ['Role, policy own, statement It'];

describe('WILDCARD_RESOURCE', () => {
  it.each([
    [
      'all aliases',
      'bedrock:InvokeAgent',
      "!Sub 'arn:aws:bedrock:us-east-1:${AWS::AccountId}:agent-alias/*'",
    ],
    ['all aliases of all agents', 'bedrock:InvokeAgent', '"arn:aws:bedrock:*:*:agent-alias/*/*"'],
    ['all functions', 'lambda:InvokeFunction', '"arn:aws:lambda:*:*:function:*"'],
    ['all secrets', 'secretsmanager:GetSecretValue', '"arn:aws:secretsmanager:*:*:secret:*"'],
    ['one branch of a condition', 'bedrock:InvokeAgent', "!If [IsDev, '*', !ImportValue Alias]"],
  ])('is found for %s', async (_what, action, resource) => {
    const text = allow(`Action: '${action}', Resource: ${resource}`);
    expect(await foundIn(text, 'WILDCARD_RESOURCE')).toEqual(here);
  });

  it.each([
    [
      'aliases of one agent',
      'bedrock:InvokeAgent',
      '"arn:aws:bedrock:*:*:agent-alias/AGENT12345/*"',
    ],
    [
      'a secret with its random suffix',
      'secretsmanager:GetSecretValue',
      '"arn:aws:secretsmanager:*:*:secret:a-??????"',
    ],
    [
      'a resource that is known only at run time',
      'access-analyzer:ListFindings',
      '"arn:aws:access-analyzer:*:*:analyzer/*"',
    ],
    ['a parameter', 'bedrock:InvokeAgent', '!Ref AliasArn'],
  ])('is not found for %s', async (_what, action, resource) => {
    const text = allow(`Action: '${action}', Resource: ${resource}`);
    expect(await foundIn(text, 'WILDCARD_RESOURCE')).toEqual([]);
  });
});

describe('the resources that WILDCARD_RESOURCE shows', () => {
  it.each([
    ['bedrock:InvokeModel', 'arn:*:bedrock:*::foundation-model/*'],
    ['lambda:InvokeFunction', 'arn:*:lambda:*:*:function:*'],
    [
      'secretsmanager:GetSecretValue, bedrock:ApplyGuardrail',
      'arn:*:secretsmanager:*:*:secret:* and arn:*:bedrock:*:*:guardrail/*',
    ],
  ])('fit the actions of the statement: %s', async (actions, shown) => {
    const text = `Resources:\n${allow(`Action: [${actions.replaceAll(/[a-z-]+:\w+/g, "'$&'")}], Resource: '*'`)}`;
    const { findings } = await diagnoseTemplate({ text, name: 'stack' });
    const found = findings.find(({ code }) => code === 'WILDCARD_RESOURCE');
    expect(found?.expected).toBe(`Narrower resources, which IAM supports: ${shown}.`);
  });
});

describe('WILDCARD_ACTION', () => {
  it('is found for Allow with NotAction, and not for Deny', async () => {
    const allowed = allow("NotAction: 'iam:*', Resource: '*'");
    expect(await foundIn(allowed, 'WILDCARD_ACTION')).toEqual(here);
    const denied = allowed.replace('Effect: Allow', 'Effect: Deny');
    expect(await foundIn(denied, 'WILDCARD_ACTION')).toEqual([]);
  });
});

describe('ACTION_UNKNOWN', () => {
  it('is found in both branches of a condition', async () => {
    for (const pair of [
      'bedrock:InvokeAgentt, bedrock:InvokeAgent',
      'bedrock:InvokeAgent, bedrock:InvokeAgentt',
    ]) {
      const text = allow(`Action: !If [IsDev, ${pair}], Resource: !Ref AliasArn`);
      expect(await foundIn(text, 'ACTION_UNKNOWN')).toEqual(here);
    }
  });

  it.each(['bedrock:constructor', 'bedrock:__proto__', 'constructor:toString', '__proto__:Get'])(
    'is found for %s, a name that every object has',
    async (action) => {
      const text = allow(`Action: '${action}', Resource: !Ref AliasArn`);
      expect(await foundIn(text, 'ACTION_UNKNOWN')).toEqual(here);
    },
  );
});

describe('LOG_PERMISSION_MISSING', () => {
  it('is not found for a statement that depends on a condition', async () => {
    const logs =
      "{ Effect: Allow, Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: !ImportValue Logs }";
    const text = `${roleWith(`!If [IsDev, ${logs}, !Ref AWS::NoValue]`)}
  Chat:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Code: { S3Bucket: a, S3Key: b }, Role: !GetAtt Role.Arn }
`;
    expect(await foundIn(text, 'LOG_PERMISSION_MISSING')).toEqual([]);
    const nothing = text.replaceAll('logs:PutLogEvents', 'logs:GetLogEvents');
    expect(await foundIn(nothing, 'LOG_PERMISSION_MISSING')).toEqual(['Role']);
  });
});
