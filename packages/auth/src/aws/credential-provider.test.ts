import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadAliasedBundle } from '../../testing/aliased-bundle.ts';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';

type Bundle = typeof import('@aws-sdk/client-secrets-manager');

const variables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

describe('a bundle of an SDK client with the alias for its credentials', () => {
  let bundle: Bundle;
  let sources: readonly string[];
  let server: ProgrammableServer;
  const before = variables.map((name) => [name, process.env[name]] as const);
  beforeAll(async () => {
    const replacement = join(import.meta.dirname, 'credential-provider.ts');
    ({ module: bundle, sources } = await loadAliasedBundle<Bundle>(
      "export * from '@aws-sdk/client-secrets-manager';",
      { '@aws-sdk/credential-provider-node': replacement },
    ));
  });
  beforeEach(async () => {
    server = await startProgrammableServer(() =>
      json(200, {}, { 'content-type': 'application/x-amz-json-1.1' }),
    );
  });
  afterEach(async () => {
    for (const name of variables) delete process.env[name];
    Object.assign(process.env, Object.fromEntries(before.filter(([, value]) => value)));
    await server.close();
  });

  const call = async (): Promise<void> => {
    const client = new bundle.SecretsManagerClient({
      endpoint: server.origin,
      region: 'us-east-1',
    });
    await client.send(new bundle.DescribeSecretCommand({ SecretId: 'secret' }));
    client.destroy();
  };

  it('has no other source of credentials', () => {
    expect(sources.filter((path) => /nested-clients|credential-provider-/.test(path))).toEqual([]);
  });

  it('signs with the credentials of the execution role', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'ASIAROLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'example';
    process.env.AWS_SESSION_TOKEN = 'session';
    await call();

    expect(server.received[0]?.headers).toMatchObject({
      authorization: expect.stringContaining('Credential=ASIAROLE/'),
      'x-amz-security-token': 'session',
    });
  });

  it('sends nothing without them', async () => {
    for (const name of variables) delete process.env[name];

    await expect(call()).rejects.toMatchObject({ name: 'CredentialsProviderError' });
    expect(server.received).toEqual([]);
  });
});
