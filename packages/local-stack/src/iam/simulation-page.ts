import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';
import { iamPage } from './role-policies.ts';
import { simulate } from './simulation/simulate.ts';
import { readRequests } from './simulation/simulated-request.ts';
import type { Simulation } from './simulation/simulation.ts';

/** The members that both operations of the simulator act on. */
export const simulationMembers = [
  'PolicyInputList',
  'PermissionsBoundaryPolicyInputList',
  'ActionNames',
  'ResourceArns',
  'ResourcePolicy',
  'ResourceOwner',
  'CallerArn',
  'ContextEntries',
  'ResourceHandlingOption',
  'MaxItems',
  'Marker',
] as const satisfies readonly (keyof SimulateCustomPolicyRequest)[];

/** One page of the results of a simulation. Only its calls are decided. Throws `InvalidInput`. */
export const simulationPage = (
  asked: Partial<SimulateCustomPolicyRequest>,
  simulation: Simulation,
  query: readonly string[],
): SimulatePolicyResponse => {
  const { ActionNames = [], ResourceArns } = asked;
  const requests = readRequests({ ...asked, ActionNames });
  const { shown, more } = iamPage(requests, asked, [...query, ActionNames, ResourceArns]);
  return { EvaluationResults: shown.map((request) => simulate(request, simulation)), ...more };
};
