import { accessToken } from '@hopwise/auth/middleware';
import { secretsManager } from '@hopwise/auth/secrets-manager';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { buildHandler } from '../build-handler.ts';
import { type FakeCloud, startFakeCloud } from './fake-cloud.ts';
import {
  type Answered,
  contextWith,
  type EventKind,
  noMetrics,
  readAnswer,
  sampleEvent,
} from './invoke.ts';

export type ProxyUnderTest = {
  readonly cloud: FakeCloud;
  /** What was logged since the last `reset`. */
  readonly logged: Readonly<Record<string, unknown>>[];
  /** A handler of a new execution environment, as it were: without token and secret. */
  coldHandler(): ReturnType<typeof buildHandler>;
  /** Hands a cold handler the sample event of a kind. */
  ask(kind: EventKind, remainingMs?: number): Promise<Answered>;
  reset(): void;
  close(): Promise<void>;
};

/** The proxy with the real token library, in front of a programmable cloud on loopback. */
export const startProxyUnderTest = async (): Promise<ProxyUnderTest> => {
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
    return buildHandler({
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
