import { systemClock } from '@hopwise/auth/clock';
import { accessToken } from '@hopwise/auth/middleware';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { createHandler } from '../src/create-handler.ts';
import { type FakeCloud, startFakeCloud } from './fake-cloud.ts';
import {
  type Answered,
  contextWith,
  type EventKind,
  noMetrics,
  readAnswer,
  sampleEvent,
} from './invoke.ts';

export type TestProxy = {
  readonly cloud: FakeCloud;
  /** The log lines since the last `reset`. */
  readonly logged: Readonly<Record<string, unknown>>[];
  /** A handler without cached token and secret, as in a new execution environment. */
  coldHandler(): ReturnType<typeof createHandler>;
  /** Invokes a cold handler with the sample event of a kind. */
  ask(kind: EventKind, remainingMs?: number): Promise<Answered>;
  reset(): void;
  close(): Promise<void>;
};

/** Starts the proxy with the real token library and fake AWS services on loopback. */
export const startTestProxy = async (): Promise<TestProxy> => {
  const cloud = await startFakeCloud();
  process.env.AWS_ENDPOINT_URL = cloud.secretsManager.origin;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'ASIAEXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'example';
  const logged: Readonly<Record<string, unknown>>[] = [];
  const gatewayUrl = `${cloud.gateway.origin}/mcp`;
  let environments = 0;

  const coldHandler = () => {
    environments += 1;
    return createHandler({
      accessToken: accessToken({
        credentials: secretsManager({ secretId: `hopwise/machine-client-${environments}` }),
        tokenEndpoint: `${cloud.issuer.origin}/oauth2/token`,
        issuer: cloud.issuer.origin,
        scopes: ['gateway/invoke'],
        gateway: { url: gatewayUrl, authorizer: 'CUSTOM_JWT' },
      }),
      metrics: noMetrics,
      target: { gatewayUrl, targetName: 'security' },
      tools: toolArguments,
      clock: systemClock,
      log: {
        info: (_message, fields) => logged.push({ ...fields, level: 'info' }),
        error: (_message, fields) => logged.push({ ...fields, level: 'error' }),
      },
    });
  };

  return {
    cloud,
    logged,
    coldHandler,
    ask: async (kind, remainingMs = 20_000) =>
      readAnswer(await coldHandler()(await sampleEvent(kind), contextWith(remainingMs))),
    reset() {
      cloud.heal();
      logged.length = 0;
    },
    close: () => cloud.close(),
  };
};
