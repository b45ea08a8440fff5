import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { grantToken, issuer, json } from '../../testing/tokens.ts';

const program = new URL('../../testing/polluted-invocations.ts', import.meta.url).pathname;

/** Options, fields of requests, responses, tokens and claims, and options of `node:http`. */
const names = [
  'credentials tokenEndpoint issuer scopes gateway tokenUse prefetch renewBetween minRemainingMs secretTimeoutMs',
  'tokenTimeoutMs gatewayTimeoutMs marginMs maxResponseBytes tokenStore logger onEvent clock random send signer',
  'method url headers body timeoutMs authorizer accessToken requestedAt expiresAt tag clientId clientSecret',
  'authorization Authorization host content-length transfer-encoding x-amz-security-token',
  'access_token token_type expires_in error iss client_id scope token_use exp status cause code',
  'agent hostname port protocol socketPath localAddress family setHost insecureHTTPParser',
].flatMap((line) => line.split(' '));

/** Node itself reads these from the prototype, and then sends nothing. */
const refusedByNode = ['path', 'auth'];

describe('a polluted Object.prototype', () => {
  let issuerServer: ProgrammableServer;
  let gateway: ProgrammableServer;
  beforeEach(async () => {
    const grant = await grantToken({ now: Date.now() });
    issuerServer = await startProgrammableServer(() => grant);
    gateway = await startProgrammableServer(() => json(200, {}));
  });
  afterEach(() => Promise.all([issuerServer.close(), gateway.close()]));

  const run = async (polluted: readonly string[]) => {
    const parameters = [program, issuerServer.origin, gateway.origin, issuer, polluted.join()];
    const { stdout } = await promisify(execFile)(process.execPath, parameters);
    return JSON.parse(stdout) as [string, string][];
  };

  it('changes nothing that reaches the wire', async () => {
    const outcomes = await run(names);
    const [first] = outcomes;

    expect(outcomes).toHaveLength(4 * names.length + 1);
    expect(outcomes.filter(([, outcome]) => outcome !== first?.[1])).toEqual([]);
    expect(first?.[1]).toBe('200 {} 200 {}');
    const sent = ({ received }: ProgrammableServer) =>
      new Set(received.map((request) => JSON.stringify(request)));
    expect(sent(issuerServer).size).toBe(1);
    expect(sent(gateway).size).toBe(2);
    expect(issuerServer.received).toHaveLength(outcomes.length);
    expect(gateway.received).toHaveLength(2 * outcomes.length);
  });

  it('sends nothing where Node reads it', async () => {
    const [, ...outcomes] = await run(refusedByNode);

    expect(new Set(outcomes.map(([, outcome]) => outcome))).toEqual(
      new Set([`AuthError: TOKEN_ENDPOINT_UNREACHABLE: ${new URL(issuerServer.origin).host}`]),
    );
    expect(issuerServer.received).toHaveLength(1);
  });
});
