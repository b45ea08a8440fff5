import {
  GetFoundationModelAvailability$,
  type GetFoundationModelAvailabilityRequest,
  type GetFoundationModelAvailabilityResponse,
} from '@aws-sdk/client-bedrock';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import { type AgentsState, notFound } from './agents-state.ts';
import type { DeployedAgent } from './deployed-agent.ts';

/**
 * The local stack knows only the models of its agents. Without access, only the agreement is not available, as in the user guide.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html
 */
export const getFoundationModelAvailability = operation<
  GetFoundationModelAvailabilityRequest,
  GetFoundationModelAvailabilityResponse,
  AgentsState
>(GetFoundationModelAvailability$, {
  action: 'bedrock:GetFoundationModelAvailability',
  actsOn: ['modelId'],
  hop: null,
  resource: anyResource,
  run({ modelId }, { agents, modelAccess }) {
    if (modelId === undefined || !agents().some((agent) => modelIdOf(agent) === modelId)) {
      throw notFound(`Could not find model ${modelId ?? ''}: no agent of the stack uses it.`);
    }
    return {
      modelId,
      agreementAvailability: { status: modelAccess.isGiven() ? 'AVAILABLE' : 'NOT_AVAILABLE' },
      authorizationStatus: 'AUTHORIZED',
      entitlementAvailability: 'AVAILABLE',
      regionAvailability: 'AVAILABLE',
    };
  },
});

/** The id of the foundation model, also behind an inference profile. */
const modelIdOf = ({ modelArns }: DeployedAgent): string | undefined =>
  modelArns.at(-1)?.split('/').at(-1);
