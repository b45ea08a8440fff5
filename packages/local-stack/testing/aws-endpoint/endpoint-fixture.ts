import type { Clock } from '@hopwise/auth/clock';
import type { Statement } from '@hopwise/iam/policy-document';
import type { AccessControl } from '../../src/access/access-control.ts';
import { createAccessControl } from '../../src/access/create-access-control.ts';
import type { DeployedRole } from '../../src/access/deployed-role.ts';
import type { Session } from '../../src/access/session.ts';
import { createSessionStore } from '../../src/access/session-store.ts';
import { seededAccount } from '../../src/account.ts';
import { createAwsEndpoint } from '../../src/aws-endpoint/aws-endpoint.ts';
import type { AwsHandler } from '../../src/aws-endpoint/aws-request.ts';
import { requestFormsOf } from '../../src/aws-service/start-services.ts';
import { createDecisionRecord, type DecisionRecord } from '../../src/decisions/decision-record.ts';
import { createTurnTraces, type TurnTraces } from '../../src/decisions/turn-traces.ts';
import { type LoopbackServer, listenOnLoopback } from '../../src/http/loopback-server.ts';
import { services as allServices } from '../../src/services.ts';

export type EndpointFixture = {
  readonly server: LoopbackServer;
  readonly session: Session;
  readonly decisions: DecisionRecord;
  readonly traces: TurnTraces;
  /** Errors that the endpoint reported. */
  readonly faults: readonly unknown[];
  moveClock(byMs: number): void;
  /** Constructor options of an AWS SDK client that calls the endpoint with the session's credentials. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly maxAttempts: number;
    readonly credentials: Session;
  };
};

export type FixtureParts = {
  readonly access: AccessControl;
  readonly clock: Clock;
  readonly decisions: DecisionRecord;
  readonly traces: TurnTraces;
};

type FixtureOptions = {
  /** Identity policy of the caller's role. */
  readonly statements?: readonly Statement[];
  readonly services: (parts: FixtureParts) => readonly AwsHandler[];
};

export const allow = (action: string | readonly string[], resource = '*'): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});

/** The real endpoint, verifier and access control on a free port, with a session of one role. */
export const startEndpoint = async ({
  statements = [],
  services,
}: FixtureOptions): Promise<EndpointFixture> => {
  let skewMs = 0;
  const clock: Clock = { now: () => Date.now() + skewMs };
  const account = seededAccount;
  const role: DeployedRole = {
    arn: `arn:aws:iam::${account.accountId}:role/caller`,
    name: 'caller',
    trustPolicy: { name: 'trust', document: { Statement: [] } },
    identityPolicies: [{ name: 'caller/policy', document: { Statement: statements } }],
    permissionsBoundary: undefined,
  };
  const decisions = createDecisionRecord(clock);
  const sessions = createSessionStore(clock);
  const access = createAccessControl({ roles: () => [role], sessions, decisions, account });
  const session = sessions.issue({ role, sessionName: 'test', currentTurn: () => 'turn-0001' });
  const faults: unknown[] = [];
  const traces = createTurnTraces(clock);
  const { server } = createAwsEndpoint({
    services: services({ access, clock, decisions, traces }),
    forms: requestFormsOf(allServices),
    access,
    decisions,
    clock,
    account,
    traces,
    onFault: (fault) => faults.push(fault),
  });
  const listening = await listenOnLoopback(server, 0);
  return {
    server: listening,
    session,
    decisions,
    traces,
    faults,
    moveClock: (byMs) => {
      skewMs += byMs;
    },
    client: {
      endpoint: listening.origin,
      region: account.region,
      maxAttempts: 1,
      credentials: session,
    },
  };
};
