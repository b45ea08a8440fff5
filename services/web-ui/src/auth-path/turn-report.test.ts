import type { Decision } from '@hopwise/contracts/decision';
import type { Finding } from '@hopwise/contracts/finding';
import { describe, expect, it } from '@jest/globals';
import { hopViews } from './hop-views.ts';
import { turnReport } from './turn-report.ts';

const denied: Decision = {
  hop: 6,
  correlationId: 'turn-0001',
  at: '2026-11-26T10:00:00.000Z',
  credential: 'oauth',
  principal: 'client 4k2example',
  action: 'bedrock-agentcore:InvokeGateway',
  resource: 'https://gateway.example/mcp',
  effect: 'deny',
  by: 'JWT authorizer: allowed clients',
  code: 'CLIENT_NOT_ALLOWED',
  ms: 2.3,
};

const finding: Finding = {
  code: 'NO_TOKEN_TO_GATEWAY',
  severity: 'error',
  hop: 6,
  observed: 'No token.',
  expected: 'A token.',
  where: 'the proxy',
  cure: 'Send one.',
};

const failure = { code: 'GATEWAY_UNAUTHORIZED', message: 'The gateway refused.', hop: 6 };
const views = hopViews({ decisions: [denied], isRunning: false, failure });
const turn = { correlationId: 'turn-0001', views, findings: new Map(), failure };

describe('turnReport', () => {
  it('names the hops, the denial with its cure, and the hops that were not reached', () => {
    const lines = turnReport(turn, () => true).split('\n');
    expect(lines).toContain('5  action group → bedrock-gateway-proxy Lambda       ok');
    expect(lines).toContain('6  bedrock-gateway-proxy Lambda → AgentCore Gateway  broken');
    expect(lines).toContain('7  AgentCore Gateway → AWS security services         not checked');
    expect(lines).toContain('error CLIENT_NOT_ALLOWED  hop 6, https://gateway.example/mcp');
    expect(lines).toContain('  hop 7: the turn did not reach the hop');
    expect(lines.join(' ')).toMatch(/observed +client 4k2example was denied/);
    expect(lines.join(' ')).toMatch(/cure +\S/);
    expect(lines).toContain(
      'turn turn-0001: 1 error in 6 checks. docs/findings.md explains each code.',
    );
  });

  it('has the finding of the doctor instead, if there is one', () => {
    const text = turnReport({ ...turn, findings: new Map([[6, [finding]]]) }, () => true);
    expect(text).toContain('error NO_TOKEN_TO_GATEWAY  hop 6, the proxy');
    expect(text).not.toContain('client 4k2example');
  });

  it('has no findings for a turn that passed every hop', () => {
    const passed = views.map((view) => ({ ...view, state: 'allowed' as const }));
    expect(turnReport({ ...turn, views: passed }, () => true)).toContain(
      'turn turn-0001: no findings in 7 checks.',
    );
  });
});
