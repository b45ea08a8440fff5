import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { Inspector2Client } from '@aws-sdk/client-inspector2';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { Statement } from '@hopwise/iam/policy-document';
import { afterEach, beforeEach } from '@jest/globals';
import { seededAccount } from '../../src/account.ts';
import type { AwsService } from '../../src/aws-service/aws-service.ts';
import { accessAnalyzer } from '../../src/security-services/access-analyzer/access-analyzer.ts';
import { guardDuty } from '../../src/security-services/guardduty/guardduty.ts';
import { inspector2 } from '../../src/security-services/inspector2/inspector2.ts';
import {
  createSecurityAccount,
  securityAccount,
} from '../../src/security-services/security-account.ts';
import { securityHub } from '../../src/security-services/security-hub/security-hub.ts';
import { seedAccount } from '../../src/seed/seed-account.ts';
import type { SeededAccount } from '../../src/seed/seeded-account.ts';
import { allow, type EndpointFixture, startEndpoint } from '../aws-endpoint/endpoint-fixture.ts';
import { runService } from '../aws-service/run-service.ts';

export const seed = seedAccount({ account: seededAccount, nowMs: Date.now() });

type SecurityFixture = {
  readonly endpoint: EndpointFixture;
  readonly hub: SecurityHubClient;
  readonly guardDuty: GuardDutyClient;
  readonly inspector: Inspector2Client;
  readonly analyzer: AccessAnalyzerClient;
  stop(): Promise<void>;
};

const securityServices: readonly AwsService[] = [
  securityHub,
  guardDuty,
  inspector2,
  accessAnalyzer,
];

/** The four services behind the real endpoint, and an AWS SDK client for each. */
const startSecurityServices = async (
  data: SeededAccount = seed,
  statements: readonly Statement[] = [
    allow(['securityhub:*', 'guardduty:*', 'inspector2:*', 'access-analyzer:*']),
  ],
): Promise<SecurityFixture> => {
  const endpoint = await startEndpoint({
    statements,
    services: (parts) =>
      securityServices.map((service) =>
        runService(service, undefined, {
          ...parts,
          provide: (ports) => ports.provide(securityAccount, createSecurityAccount(data)),
        }),
      ),
  });
  const clients = {
    hub: new SecurityHubClient(endpoint.client),
    guardDuty: new GuardDutyClient(endpoint.client),
    inspector: new Inspector2Client(endpoint.client),
    analyzer: new AccessAnalyzerClient(endpoint.client),
  };
  return {
    endpoint,
    ...clients,
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await endpoint.server.close();
    },
  };
};

export type UsedSecurityServices = Omit<SecurityFixture, 'stop'> & {
  /** Restarts with other data or other statements. */
  restart(...settings: Parameters<typeof startSecurityServices>): Promise<void>;
};

/** Starts the services before each test of the calling file. */
export const useSecurityServices = (): UsedSecurityServices => {
  let running: SecurityFixture;
  beforeEach(async () => {
    running = await startSecurityServices();
  });
  afterEach(() => running.stop());
  return {
    get endpoint() {
      return running.endpoint;
    },
    get hub() {
      return running.hub;
    },
    get guardDuty() {
      return running.guardDuty;
    },
    get inspector() {
      return running.inspector;
    },
    get analyzer() {
      return running.analyzer;
    },
    async restart(...settings) {
      await running.stop();
      running = await startSecurityServices(...settings);
    },
  };
};

/** The items of every page. */
export const pagesOf = async <Item>(
  read: (token: string | undefined) => Promise<readonly [items: Item[], next: string | undefined]>,
): Promise<Item[][]> => {
  const pages: Item[][] = [];
  let token: string | undefined;
  do {
    const [items, next] = await read(token);
    pages.push(items);
    token = next || undefined;
  } while (token !== undefined && pages.length < 50);
  return pages;
};
