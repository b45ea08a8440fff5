import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../../testing/deployment/deploy-model.ts';
import type { Template } from '../template/template.ts';
import { bedrockAgent } from './bedrock-agent.ts';

const assemble = (resources: Template['Resources']) => deployModel(bedrockAgent, resources);

const agent = (modelId: string) => ({
  Agent: {
    Type: 'AWS::Bedrock::Agent',
    Properties: {
      AgentName: 'agent',
      AgentResourceRoleArn: 'arn:aws:iam::111122223333:role/agent',
      FoundationModel: modelId,
      Instruction: 'Answer.',
    },
  },
});

describe('the agents of a template', () => {
  const foundationModel = 'arn:aws:bedrock:us-east-1::foundation-model/';
  const profile = 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/';

  it.each([
    'amazon.nova-pro-v1:0',
    'anthropic.claude-sonnet-4-5-20250929-v1:0',
    'ai21.jamba-1-5-large-v1:0',
    'deepseek.v3.2',
    'zai.glm-4.7',
  ])('requires the foundation model %s only', (modelId) => {
    expect(assemble(agent(modelId))[0]?.modelArns).toEqual([`${foundationModel}${modelId}`]);
    const arn = `${foundationModel}${modelId}`;
    expect(assemble(agent(arn))[0]?.modelArns).toEqual([arn]);
  });

  it.each<[string, readonly string[]]>([
    ['us', ['us-west-2']],
    ['us-gov', []],
    ['eu', ['eu-central-1', 'eu-west-1', 'eu-west-3']],
    ['apac', []],
    ['jp', ['ap-northeast-1', 'ap-northeast-3']],
    ['au', []],
    ['ca', []],
    ['global', []],
  ])(
    'requires an inference profile of %s, and the model behind it also in %j',
    (geography, regions) => {
      for (const modelId of ['amazon.nova-pro-v1:0', 'ai21.jamba-1-5-large-v1:0']) {
        const arns = [
          `${profile}${geography}.${modelId}`,
          `${foundationModel}${modelId}`,
          ...regions.map((region) => `arn:aws:bedrock:${region}::foundation-model/${modelId}`),
        ];
        expect(assemble(agent(`${geography}.${modelId}`))[0]?.modelArns).toEqual(arns);
        expect(assemble(agent(String(arns[0])))[0]?.modelArns).toEqual(arns);
        const isKnown = ['us', 'eu', 'jp'].includes(geography);
        expect(assemble(agent(`${geography}.${modelId}`))[0]?.regionsUnknown === undefined).toBe(
          isKnown,
        );
      }
    },
  );
});
