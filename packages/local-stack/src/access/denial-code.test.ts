import { describe, expect, it } from '@jest/globals';
import { denialCode } from './denial-code.ts';

const alias = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT00001/ALIAS00001';
const agent = 'arn:aws:bedrock:us-east-1:111122223333:agent/AGENT00001';
const denied = { resource: alias, kind: 'implicitDeny', allowsOn: () => false } as const;
const bySession = { ...denied, service: undefined };

describe('the code of a denial', () => {
  it.each([
    ['lambda.amazonaws.com', 'EXECUTION_ROLE_UNTRUSTED'],
    ['bedrock.amazonaws.com', 'AGENT_ROLE_UNTRUSTED'],
    ['bedrock-agentcore.amazonaws.com', 'GATEWAY_ROLE_UNTRUSTED'],
    ['other.amazonaws.com', 'ACCESS_DENIED'],
  ])('for %s, which cannot assume a role, is %s', (service, code) => {
    expect(denialCode({ ...denied, action: 'sts:AssumeRole', hop: null, service })).toBe(code);
  });

  it.each([
    ['implicitDeny', 'RESOURCE_POLICY_MISSING'],
    ['explicitDeny', 'ACCESS_DENIED'],
  ] as const)('for a service that cannot invoke a function is, with %s, %s', (kind, code) => {
    const service = 'apigateway.amazonaws.com';
    const invocation = {
      ...denied,
      action: 'lambda:InvokeFunction',
      hop: 2,
      service,
      kind,
    } as const;
    expect(denialCode(invocation)).toBe(code);
  });

  it.each([
    ['bedrock:InvokeAgent', 3, 'INVOKE_AGENT_DENIED'],
    ['bedrock:InvokeModel', 4, 'INVOKE_MODEL_DENIED'],
    ['bedrock:InvokeModelWithResponseStream', 4, 'INVOKE_MODEL_DENIED'],
    ['secretsmanager:GetSecretValue', 6, 'SECRET_ACCESS_DENIED'],
    ['bedrock-agentcore:InvokeGateway', 6, 'ACCESS_DENIED'],
    ['lambda:InvokeFunction', 7, 'TARGET_NOT_GRANTED'],
    ['guardduty:ListFindings', 7, 'SERVICE_ACCESS_DENIED'],
    ['lambda:InvokeFunction', null, 'ACCESS_DENIED'],
  ] as const)('for a role without %s at hop %s is %s', (action, hop, code) => {
    expect(denialCode({ ...bySession, action, hop })).toBe(code);
  });

  it.each([
    ['implicitDeny', agent, 'ACTION_RESOURCE_MISMATCH'],
    [
      'implicitDeny',
      'arn:aws:bedrock:us-east-1:111122223333:agent/OTHER00001',
      'INVOKE_AGENT_DENIED',
    ],
    ['explicitDeny', agent, 'INVOKE_AGENT_DENIED'],
  ] as const)('for a call of an alias is, with %s and a grant on %s, %s', (kind, granted, code) => {
    const allowsOn = (resource: string) => resource === granted;
    const call = { ...bySession, kind, allowsOn, action: 'bedrock:InvokeAgent', hop: 3 } as const;
    expect(denialCode(call)).toBe(code);
  });
});
