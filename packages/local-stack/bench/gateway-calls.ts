import { runRounds, type Timing } from '@hopwise/benchmark/rounds';
import { nowMs, rpc, startGateway } from '../testing/agentcore-gateway/gateway-fixture.ts';
import { signedHeaders } from '../testing/signed-headers.ts';
import { post } from './post.ts';

const body = JSON.stringify(
  rpc('tools/call', { name: 'security___list_findings', arguments: { severity: 'HIGH' } }),
);
const headers = { 'content-type': 'application/json', 'mcp-protocol-version': '2025-11-25' };

/** Measures the same `tools/call` on a gateway of each authorizer type. The first one verifies nothing. */
export const measureGatewayCalls = async (): Promise<readonly Timing[]> => {
  const open = await startGateway({ authorizer: { type: 'NONE' } });
  const byToken = await startGateway();
  const byIam = await startGateway({ authorizer: { type: 'AWS_IAM' } });
  const authorization = `Bearer ${await byToken.issuer.token()}`;
  const signature = signedHeaders({
    url: byIam.url,
    service: 'bedrock-agentcore',
    session: byIam.caller,
    atMs: nowMs,
    body,
  });
  const timings = await runRounds(
    [
      { name: '`NONE`', run: () => post(open.url, headers, body) },
      { name: '`CUSTOM_JWT`', run: () => post(byToken.url, { ...headers, authorization }, body) },
      { name: '`AWS_IAM`', run: () => post(byIam.url, { ...headers, ...signature }, body) },
    ],
    { rounds: 21, calls: 100 },
  );
  for (const gateway of [open, byToken, byIam]) await gateway.close();
  return timings;
};
