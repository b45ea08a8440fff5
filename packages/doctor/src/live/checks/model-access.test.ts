import type { GetFoundationModelAvailabilityCommand } from '@aws-sdk/client-bedrock';
import { describe, expect, it } from '@jest/globals';
import type { LiveContext } from '../stack/live-context.ts';
import { modelAccess, modelPermission } from './hop-4-agent-role.ts';

const usable = {
  agreementAvailability: { status: 'AVAILABLE' },
  authorizationStatus: 'AUTHORIZED',
  entitlementAvailability: 'AVAILABLE',
  regionAvailability: 'AVAILABLE',
};

/** What the check finds for one agent, and the models that it requests. */
const check = async (foundationModel: string, answer: object) => {
  const asked: (string | undefined)[] = [];
  const context = {
    signal: new AbortController().signal,
    stack: { topology: { agentIds: ['AGENT12345'] } },
    read: { agent: async () => ({ agentArn: 'arn:agent', foundationModel }) },
    clients: {
      bedrock: {
        async send({ input }: GetFoundationModelAvailabilityCommand) {
          asked.push(input.modelId);
          return answer;
        },
      },
    },
  };
  const found = await modelAccess.run(context as unknown as LiveContext);
  return { asked, found };
};

describe("the account's access to the agent's model", () => {
  it.each([
    'amazon.nova-pro-v1:0',
    'us.amazon.nova-pro-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-pro-v1:0',
  ])('requests the foundation model of %s', async (model) => {
    expect(await check(model, usable)).toEqual({ asked: ['amazon.nova-pro-v1:0'], found: [] });
  });

  it.each([
    ['its agreement is NOT_AVAILABLE', { agreementAvailability: { status: 'NOT_AVAILABLE' } }],
    ['its agreement is PENDING', { agreementAvailability: { status: 'PENDING' } }],
    ['its entitlement is NOT_AVAILABLE', { entitlementAvailability: 'NOT_AVAILABLE' }],
  ])('is missing if %s', async (status, differs) => {
    const { found } = await check('amazon.nova-pro-v1:0', { ...usable, ...differs });
    expect(found).toEqual([
      {
        code: 'AGENT_MODEL_ACCESS_MISSING',
        where: 'arn:agent',
        model: 'amazon.nova-pro-v1:0',
        status,
      },
    ]);
  });

  it.each([{ authorizationStatus: 'NOT_AUTHORIZED' }, { regionAvailability: 'NOT_AVAILABLE' }])(
    'is not decided by %j',
    async (differs) => {
      const { found } = await check('amazon.nova-pro-v1:0', { ...usable, ...differs });
      expect(found).toEqual([]);
    },
  );

  it('is not decidable for a profile that does not name its model', async () => {
    const profile = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc123';
    await expect(check(profile, usable)).rejects.toThrow(`the foundation model of ${profile}`);
  });
});

describe('the permission of a role to invoke the model of a profile', () => {
  const permission = (foundationModel: string) => {
    const context = {
      stack: {
        topology: { agentIds: ['AGENT12345'] },
        partition: 'aws',
        region: 'ap-northeast-1',
        arn: (service: string, id: string) =>
          `arn:aws:${service}:ap-northeast-1:111122223333:${id}`,
      },
      read: {
        agent: async () => ({
          agentResourceRoleArn: 'arn:aws:iam::111122223333:role/r',
          foundationModel,
        }),
      },
      clients: {
        iam: { send: async () => ({ EvaluationResults: [{ EvalDecision: 'allowed' }] }) },
      },
      signal: new AbortController().signal,
    };
    return modelPermission.run(context as unknown as LiveContext);
  };

  it('is not decidable if no source lists its Regions', async () => {
    await expect(permission('apac.amazon.nova-pro-v1:0')).rejects.toThrow(
      'no source lists the Regions of every inference profile of apac',
    );
    await expect(permission('jp.amazon.nova-pro-v1:0')).resolves.toEqual([]);
  });
});
