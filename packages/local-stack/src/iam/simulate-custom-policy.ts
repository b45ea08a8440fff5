import {
  SimulateCustomPolicy$,
  type SimulateCustomPolicyRequest,
  type SimulatePolicyResponse,
} from '@aws-sdk/client-iam';
import { anyResource, operation } from '../aws-endpoint/operation.ts';
import type { IamState } from './iam-state.ts';
import { readSimulation } from './simulation/simulation.ts';
import { simulationMembers, simulationPage } from './simulation-page.ts';

/** Simulates calls with the policies of the request only. */
export const simulateCustomPolicy = operation<
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse,
  IamState
>(SimulateCustomPolicy$, {
  action: 'iam:SimulateCustomPolicy',
  resource: anyResource,
  actsOn: simulationMembers,
  run(asked, { account: { accountId } }) {
    const simulation = readSimulation(asked, {
      arn: '',
      accountId,
      identityPolicies: [],
      permissionsBoundary: undefined,
    });
    return simulationPage(asked, simulation, ['SimulateCustomPolicy']);
  },
});
