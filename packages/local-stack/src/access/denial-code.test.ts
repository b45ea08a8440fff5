import { describe, expect, it } from '@jest/globals';
import { denialCode } from './denial-code.ts';

const bySession = { service: undefined, kind: 'implicitDeny' } as const;

describe('the code of a denial', () => {
  it.each([
    ['lambda.amazonaws.com', 'EXECUTION_ROLE_UNTRUSTED'],
    ['bedrock.amazonaws.com', 'AGENT_ROLE_UNTRUSTED'],
    ['bedrock-agentcore.amazonaws.com', 'GATEWAY_ROLE_UNTRUSTED'],
    ['other.amazonaws.com', 'ACCESS_DENIED'],
  ])('for %s, which cannot assume a role, is %s', (service, code) => {
    const denied = { action: 'sts:AssumeRole', hop: null, kind: 'implicitDeny', service } as const;
    expect(denialCode(denied)).toBe(code);
  });

  it.each([
    ['implicitDeny', 'RESOURCE_POLICY_MISSING'],
    ['explicitDeny', 'ACCESS_DENIED'],
  ] as const)('for a service that cannot invoke a function is, with %s, %s', (kind, code) => {
    const service = 'apigateway.amazonaws.com';
    expect(denialCode({ action: 'lambda:InvokeFunction', hop: 2, service, kind })).toBe(code);
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
});
