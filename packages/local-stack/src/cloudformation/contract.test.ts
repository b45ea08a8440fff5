import {
  CloudFormationClient,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { serveApi } from '../../testing/aws-service/run-service.ts';
import { loopbackOrigins } from '../../testing/deployment/deploy-model.ts';
import { createAddressTable } from '../addresses.ts';
import { cloudFormation } from './cloudformation.ts';
import type { CloudFormationState } from './cloudformation-state.ts';

const stackId = 'arn:aws:cloudformation:us-east-1:111122223333:stack/hopwise-local/local';
const role = {
  logicalId: 'Role',
  type: 'AWS::IAM::Role',
  ref: 'hopwise-local-Role',
  attributes: {},
  properties: {},
};
const state: CloudFormationState = {
  stackName: 'hopwise-local',
  stackId,
  stack: () => ({
    template: { Resources: {} },
    outputs: { ApiUrl: 'http://127.0.0.1:1/local' },
    resources: [role, { ...role, logicalId: 'Other', ref: 'hopwise-local-Other' }],
    models: new Map(),
    addresses: createAddressTable(loopbackOrigins, []),
  }),
};

let fixture: EndpointFixture;
let client: CloudFormationClient;

const start = async (actions: readonly string[]): Promise<void> => {
  fixture = await startEndpoint({
    statements: actions.map((action) => allow(action)),
    services: (parts) => [serveApi(cloudFormation, { state }, parts)],
  });
  client = new CloudFormationClient(fixture.client);
};

describe('CloudFormation', () => {
  beforeEach(() => start(['cloudformation:*']));
  afterEach(async () => {
    client.destroy();
    await fixture.server.close();
  });

  it.each([{}, { StackName: 'hopwise-local' }, { StackName: stackId }])(
    'describes the stack of %j',
    async (input) => {
      const { Stacks } = await client.send(new DescribeStacksCommand(input));
      expect(Stacks).toMatchObject([
        {
          StackId: stackId,
          StackName: 'hopwise-local',
          StackStatus: 'CREATE_COMPLETE',
          Outputs: [{ OutputKey: 'ApiUrl', OutputValue: 'http://127.0.0.1:1/local' }],
          Tags: [],
        },
      ]);
    },
  );

  it.each([{ StackName: 'other' }, { StackName: `${stackId}-other` }])(
    'reports that the stack of %j does not exist',
    async ({ StackName }) => {
      const message = `Stack with id ${StackName} does not exist`;
      const described = client.send(new DescribeStacksCommand({ StackName }));
      await expect(described).rejects.toMatchObject({ name: 'ValidationError', message });
      const listed = client.send(new ListStackResourcesCommand({ StackName }));
      await expect(listed).rejects.toMatchObject({ name: 'ValidationError', message });
    },
  );

  it('lists the stack and its resources', async () => {
    const { StackSummaries } = await client.send(new ListStacksCommand({}));
    expect(StackSummaries).toMatchObject([{ StackId: stackId }]);
    const deleted = new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] });
    expect((await client.send(deleted)).StackSummaries ?? []).toEqual([]);
    const listed = await client.send(new ListStackResourcesCommand({ StackName: stackId }));
    expect(listed.StackResourceSummaries).toMatchObject([
      { LogicalResourceId: 'Role', PhysicalResourceId: 'hopwise-local-Role' },
      { LogicalResourceId: 'Other' },
    ]);
  });

  it('finds resources by their logical id, and a stack by a physical id', async () => {
    const one = { StackName: 'hopwise-local', LogicalResourceId: 'Other' };
    const named = await client.send(new DescribeStackResourcesCommand(one));
    expect(named.StackResources).toMatchObject([{ PhysicalResourceId: 'hopwise-local-Other' }]);
    const detail = await client.send(new DescribeStackResourceCommand(one));
    expect(detail.StackResourceDetail).toMatchObject({ PhysicalResourceId: 'hopwise-local-Other' });
    const beside = await client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: 'hopwise-local-Role' }),
    );
    expect(beside.StackResources).toHaveLength(2);
  });

  it.each([
    [new DescribeStackResourcesCommand({ PhysicalResourceId: 'a' }), 'Stack for a does not exist'],
    [
      new DescribeStackResourcesCommand({ PhysicalResourceId: 'a', StackName: 'b' }),
      'Specify either StackName or PhysicalResourceId, but not both.',
    ],
    [new DescribeStacksCommand({ NextToken: 'a' }), /^NextToken is not a token/],
  ])('refuses request %#', async (command, message) => {
    await expect(client.send(command as DescribeStacksCommand)).rejects.toMatchObject({
      name: 'ValidationError',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('reports a resource that does not exist', async () => {
    const asked = new DescribeStackResourceCommand({
      StackName: 'hopwise-local',
      LogicalResourceId: 'Missing',
    });
    await expect(client.send(asked)).rejects.toMatchObject({
      message: 'Resource Missing does not exist for stack hopwise-local',
    });
  });
});

describe('permissions of CloudFormation', () => {
  afterEach(async () => {
    client.destroy();
    await fixture.server.close();
  });

  it('decides a description of every stack on every stack', async () => {
    await start([]);
    await expect(client.send(new DescribeStacksCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        'cloudformation:DescribeStacks on resource: arn:aws:cloudformation:us-east-1:111122223333:stack/*/*',
      ),
    });
  });
});
