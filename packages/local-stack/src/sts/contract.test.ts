import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import {
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { runService } from '../../testing/aws-service/run-service.ts';
import { loopbackOrigins } from '../../testing/deployment/deploy-model.ts';
import { seededAccount } from '../account.ts';
import { deployTemplate } from '../deployment/deploy-template.ts';
import { role } from '../iam/resource-types/role.ts';
import { sts } from './sts.ts';

/** The attributes of a role with this name. */
const deployedRole = (RoleName: string) =>
  deployTemplate(
    { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName } } } },
    {
      account: seededAccount,
      origins: loopbackOrigins,
      stackName: 'hopwise-local',
      types: [role],
    },
  ).resources[0];

let fixture: EndpointFixture;
let client: STSClient;

describe('STS', () => {
  beforeEach(async () => {
    fixture = await startEndpoint({ services: (parts) => [runService(sts, undefined, parts)] });
    client = new STSClient(fixture.client);
  });

  afterEach(async () => {
    client.destroy();
    await fixture.server.close();
  });

  it("returns the caller's identity without a permission", async () => {
    const identity = await client.send(new GetCallerIdentityCommand({}));
    const attributes = deployedRole('caller')?.attributes;
    expect(attributes?.RoleId).toMatch(/^AROA[0-9A-Z]{17}$/);
    expect(identity).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:sts::111122223333:assumed-role/caller/test',
      UserId: `${attributes?.RoleId}:test`,
    });
    expect(identity.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers a presigned URL', async () => {
    const { path } = aws4.sign(
      {
        host: new URL(fixture.server.origin).host,
        method: 'GET',
        path: '/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60',
        service: 'sts',
        region: 'us-east-1',
        signQuery: true,
      },
      fixture.session,
    );
    const response = await fetch(`${fixture.server.origin}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml');
    expect(await response.text()).toContain('<Account>111122223333</Account>');
  });

  it('names an unsupported operation', async () => {
    const command = new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::1:role/r',
      RoleSessionName: 's',
    });
    await expect(client.send(command)).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('AssumeRole'),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("refuses unknown credentials with the Query protocol's error names", async () => {
    const credentials = { ...fixture.session, secretAccessKey: 'wrong' };
    const foreign = new STSClient({ ...fixture.client, credentials });
    await expect(foreign.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
    foreign.destroy();
  });
});
