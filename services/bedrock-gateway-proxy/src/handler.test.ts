import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeCloud, startFakeCloud } from '../testing/fake-cloud.ts';
import { success, toolText } from '../testing/gateway-replies.ts';
import { contextWith, readAnswer, sampleEvent } from '../testing/invoke.ts';

let cloud: FakeCloud;
beforeAll(async () => {
  cloud = await startFakeCloud();
});
afterAll(() => cloud.close());

it('answers the sample events with the settings of its environment', async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.secretsManager.origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    GATEWAY_URL: cloud.gateway.origin,
    SECRET_ID: 'hopwise/machine-client',
    TOKEN_URL: `${cloud.issuer.origin}/oauth2/token`,
    ISSUER: cloud.issuer.origin,
    SCOPE: 'gateway/invoke',
    TARGET_NAME: 'security',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  });
  cloud.gateway.respond = toolText(JSON.stringify(success));
  const { handler } = await import('./handler.ts');
  while (cloud.issuer.received.length === 0) await new Promise(setImmediate);
  for (const [kind, state] of [
    ['function', 'SUCCESS'],
    ['openapi', 200],
  ] as const) {
    const answer = readAnswer(await handler(await sampleEvent(kind), contextWith(20_000)));
    expect(answer).toMatchObject({ state, body: success });
  }
  expect(cloud.issuer.received).toHaveLength(1);
});
