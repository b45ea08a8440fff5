import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadAliasedBundle } from '../../testing/aliased-bundle.ts';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { json } from '../../testing/tokens.ts';

const clientName = '@aws-sdk/client-secrets-manager';
const amzJson = { 'content-type': 'application/x-amz-json-1.1' };

type Bundle = typeof import('./secrets-manager.ts') &
  Pick<typeof import('../aws/secrets-manager-client.ts'), 'SecretsManagerClient'>;

describe('a bundle with the alias of the README', () => {
  let bundle: Bundle;
  let sources: readonly string[];
  let server: ProgrammableServer;
  beforeAll(async () => {
    const replacement = join(import.meta.dirname, '../aws/secrets-manager-client.ts');
    ({ module: bundle, sources } = await loadAliasedBundle<Bundle>(
      `export * from './credentials/secrets-manager.ts'; export { SecretsManagerClient } from '${clientName}';`,
      { [clientName]: replacement },
    ));
  });
  beforeEach(async () => {
    server = await startProgrammableServer(() =>
      json(200, { SecretString: '{"clientId":"a","clientSecret":"b"}' }, amzJson),
    );
  });
  afterEach(() => server.close());

  const read = () => {
    const client = new bundle.SecretsManagerClient({
      endpoint: server.origin,
      region: 'us-east-1',
      credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example' },
      maxAttempts: 1,
    });
    return Reflect.apply(bundle.secretsManager, undefined, [{ secretId: 'secret', client }]).read();
  };

  it('has no code of the SDK', () => {
    expect(sources.filter((path) => /@aws-sdk|@smithy/.test(path))).toEqual([]);
  });

  it('reads a secret', async () => {
    expect(await read()).toEqual({ clientId: 'a', clientSecret: 'b' });
  });

  it.each([
    [400, 'ResourceNotFoundException', 'SECRET_NOT_FOUND'],
    [400, 'AccessDeniedException', 'SECRET_ACCESS_DENIED'],
    [500, 'InternalServiceError', 'SECRET_UNAVAILABLE'],
  ])('maps HTTP %d %s to %s', async (status, name, code) => {
    server.program = () => json(status, { __type: name, Message: 'text' }, amzJson);

    await expect(read()).rejects.toMatchObject({ code, cause: { name } });
  });

  it('maps a connection that is reset to SECRET_UNAVAILABLE', async () => {
    server.program = () => 'reset';

    await expect(read()).rejects.toMatchObject({
      code: 'SECRET_UNAVAILABLE',
      cause: { code: 'ECONNRESET' },
    });
  });
});
