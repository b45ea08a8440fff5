import { createServer } from 'node:http';
import { runRounds, type Timing } from '@hopwise/benchmark/rounds';
import type { AccessControl } from '../src/access/access-control.ts';
import type { AwsHandler } from '../src/aws-endpoint/aws-request.ts';
import { listenOnLoopback } from '../src/http/loopback-server.ts';
import { readBody } from '../src/http/read-body.ts';
import { allow, startEndpoint } from '../testing/aws-endpoint/endpoint-fixture.ts';
import { signedHeaders } from '../testing/signed-headers.ts';
import { post } from './post.ts';

const path = '/detector/d1/findings';
const body = JSON.stringify({ maxResults: 50, findingCriteria: {} });
const answer = Buffer.from(JSON.stringify({ findingIds: Array(50).fill('f'.repeat(32)) }));
const maxBodyBytes = 1024 * 1024;
const resource = 'arn:aws:guardduty:us-east-1:111122223333:detector/d1';

/** Authorizes the call as every service does, and answers with its data. */
const findings = (access: Pick<AccessControl, 'authorize'>): AwsHandler => ({
  signingName: 'guardduty',
  async handle({ session }) {
    const caller = { kind: 'session', session } as const;
    const action = 'guardduty:ListFindings';
    const { effect } = access.authorize({ caller, action, resource, hop: 7 });
    const status = effect === 'allow' ? 200 : 403;
    return { status, headers: { 'content-type': 'application/json' }, body: answer };
  },
});

/**
 * Measures the same call on a server that only answers, and with signature, authorization and decision
 * record.
 */
export const measureAwsCalls = async (): Promise<readonly Timing[]> => {
  const bare = await listenOnLoopback(
    createServer((request, response) => {
      readBody(request, maxBodyBytes).then(() =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(answer),
      );
    }),
    0,
  );
  const endpoint = await startEndpoint({
    statements: [allow('guardduty:ListFindings', resource)],
    services: ({ access }) => [findings(access)],
  });
  const url = `${endpoint.server.origin}${path}`;
  const { session } = endpoint;
  const headers = signedHeaders({ url, service: 'guardduty', session, atMs: Date.now(), body });
  const timings = await runRounds(
    [
      { name: 'handler only', run: () => post(`${bare.origin}${path}`, headers, body) },
      { name: 'signed and authorized', run: () => post(url, headers, body) },
    ],
    { rounds: 21, calls: 100 },
  );
  await bare.close();
  await endpoint.server.close();
  return timings;
};
