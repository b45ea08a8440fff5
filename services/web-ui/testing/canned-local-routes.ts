import type { Decision } from '@hopwise/contracts/decision';
import type { FaultState } from '@hopwise/contracts/faults';
import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopSpan } from '@hopwise/contracts/turn-record';

const role = (name: string) =>
  `arn:aws:sts::111122223333:assumed-role/hopwise-local-${name}/session`;

const decision = (
  hop: Decision['hop'],
  fields: Pick<Decision, 'credential' | 'principal' | 'action' | 'resource' | 'by' | 'ms'>,
): Decision => ({
  hop,
  correlationId: 'c0ffee00c0ffee00',
  at: '2026-11-26T10:00:00.000Z',
  effect: 'allow',
  ...fields,
});

const decisions: readonly Decision[] = [
  decision(1, {
    credential: 'none',
    principal: 'anonymous',
    action: 'execute-api:Invoke',
    resource: 'POST /chat',
    by: 'the method requires no authorization',
    ms: 0.4,
  }),
  decision(2, {
    credential: 'iam',
    principal: 'apigateway.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-central-1:111122223333:function:hopwise-local-webApi',
    by: 'resource policy statement WebApiLambdaPermissionApiGateway',
    ms: 0.6,
  }),
  decision(3, {
    credential: 'iam',
    principal: role('webApi'),
    action: 'bedrock:InvokeAgent',
    resource: 'arn:aws:bedrock:eu-central-1:111122223333:agent-alias/AGENT00001/ALIAS00001',
    by: 'identity policy statement InvokeAgentAlias',
    ms: 1.9,
  }),
  decision(4, {
    credential: 'iam',
    principal: role('agent'),
    action: 'bedrock:InvokeModel',
    resource: 'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude',
    by: 'identity policy statement InvokeModel',
    ms: 0.9,
  }),
  decision(5, {
    credential: 'iam',
    principal: 'bedrock.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-central-1:111122223333:function:hopwise-local-bedrockGatewayProxy',
    by: 'resource policy statement AgentMayInvoke',
    ms: 0.7,
  }),
  decision(6, {
    credential: 'oauth',
    principal: 'client 4k2example',
    action: 'bedrock-agentcore:InvokeGateway',
    resource: 'https://gateway.example/mcp',
    by: 'JWT authorizer: issuer, client and scope match',
    ms: 2.3,
  }),
  decision(7, {
    credential: 'iam',
    principal: role('gateway'),
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-central-1:111122223333:function:hopwise-local-securityTools',
    by: 'identity policy statement InvokeTools',
    ms: 0.8,
  }),
  decision(7, {
    credential: 'iam',
    principal: role('securityTools'),
    action: 'securityhub:GetFindings',
    resource: '*',
    by: 'identity policy statement ReadFindings',
    ms: 0.5,
  }),
];

/** Each hop begins 20 ms after the hop before it, and ends 20 ms before it. */
const cannedSpans: readonly HopSpan[] = ([1, 2, 3, 4, 5, 6, 7] as const).map((hop) => ({
  hop,
  operation: hop === 6 ? 'POST /mcp' : `call of hop ${hop}`,
  startedAtMs: 1_000 + hop * 20,
  endedAtMs: 1_400 - hop * 20,
  outcome: 'answered',
}));

const knownFaults: readonly FaultState[] = [
  {
    name: 'chat-token-missing',
    hop: 1,
    seen: 'The chat method requires a token, and the caller sends none.',
    outcome: 'breaks',
    on: false,
  },
  {
    name: 'api-permission-missing',
    hop: 2,
    seen: 'API Gateway answers 500; the function never runs.',
    outcome: 'breaks',
    on: false,
  },
  {
    name: 'invoke-agent-denied',
    hop: 3,
    seen: 'Bedrock refuses InvokeAgent with 403.',
    outcome: 'breaks',
    on: false,
  },
  {
    name: 'resource-policy-missing',
    hop: 5,
    seen: 'The agent cannot call the proxy: DependencyFailedException.',
    outcome: 'breaks',
    on: false,
  },
  {
    name: 'no-token-to-gateway',
    hop: 6,
    seen: 'The gateway answers 401 Missing Bearer token.',
    outcome: 'breaks',
    on: false,
  },
  {
    name: 'secret-rotated',
    hop: 6,
    seen: 'The client secret was rotated; the proxy reads the new one.',
    outcome: 'survived',
    on: false,
  },
  {
    name: 'oauth-client-in-iam-policy',
    hop: 6,
    seen: 'A policy names the OAuth client; it grants nothing.',
    outcome: 'static',
    on: false,
  },
  {
    name: 'guardduty-denied',
    hop: 7,
    seen: 'The tools are not allowed to read GuardDuty.',
    outcome: 'breaks',
    on: false,
  },
];

const deniedPath = decisions
  .filter(({ hop }) => hop !== 7)
  .map(
    (known): Decision =>
      known.hop === 6
        ? { ...known, effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY', by: 'no bearer token' }
        : known,
  );

const reportOf = (hop: number, faults: readonly FaultState[]): DoctorReport => {
  const broken = faults.filter((fault) => fault.on && fault.hop === hop);
  return {
    target: 'stage local',
    checked: [{ name: `hop ${hop}`, hop, outcome: broken.length > 0 ? 'failed' : 'passed' }],
    findings: broken.map(({ name, seen }) => ({
      code: name === 'no-token-to-gateway' ? 'NO_TOKEN_TO_GATEWAY' : 'RESOURCE_POLICY_MISSING',
      severity: 'error',
      hop,
      observed: seen,
      expected: 'The call has the credential that the hop requires.',
      where: `hop ${hop}`,
      cure: 'Give the hop its own credential again.',
    })),
  };
};

export type CannedLocalRoutes = {
  answer(method: string, url: string): unknown;
  /** Makes the decisions of the turn end with a denial at the gateway. */
  recordDenial(correlationId: string): void;
};

/** The `/local/` routes of the local stack with canned answers. */
export const createCannedLocalRoutes = (): CannedLocalRoutes => {
  const deniedTurns = new Set<string>();
  const faults = knownFaults.map((fault) => ({ ...fault }));
  return {
    recordDenial: (correlationId) => deniedTurns.add(correlationId),
    answer(method, url) {
      const { pathname, searchParams } = new URL(url, 'http://page');
      const decisionsOf = (id: string) => (deniedTurns.has(id) ? deniedPath : decisions);
      if (pathname === '/local/decisions') {
        return decisionsOf(searchParams.get('correlationId') ?? '');
      }
      const turn = /^\/local\/turns\/(.+)$/.exec(decodeURIComponent(pathname))?.[1];
      if (turn) return { correlationId: turn, decisions: decisionsOf(turn), spans: cannedSpans };
      if (pathname === '/local/diagnosis') return reportOf(Number(searchParams.get('hop')), faults);
      const name = /^\/local\/faults\/(.+)$/.exec(pathname)?.[1];
      const fault = faults.find((known) => known.name === name);
      if (fault) fault.on = method === 'PUT';
      return faults;
    },
  };
};
