import {
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { type DeployedRole, decidingPolicies } from '../access/deployed-role.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import type { IamState } from './iam-state.ts';
import { policyNameOf } from './role-policies.ts';
import { invalidInput } from './simulation/invalid-input.ts';
import { readSimulation } from './simulation/simulation.ts';
import { simulationMembers, simulationPage } from './simulation-page.ts';

/** Simulates calls with a role's policies. The evaluator is the one that decides every other call. */
export const simulatePrincipalPolicy = operation<
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse,
  IamState
>(SimulatePrincipalPolicy$, {
  action: 'iam:SimulatePrincipalPolicy',
  resource: ({ PolicySourceArn = '' }) => PolicySourceArn,
  actsOn: ['PolicySourceArn', ...simulationMembers],
  run({ PolicySourceArn = '', ...asked }, iam) {
    const source = sourceOf(PolicySourceArn, iam);
    const { identityPolicies, permissionsBoundary } = decidingPolicies(source);
    const simulation = readSimulation(asked, {
      arn: source.arn,
      accountId: iam.account.accountId,
      identityPolicies: identityPolicies.map((policy) => ({
        id: policyNameOf(policy),
        type: 'role',
        policy,
      })),
      permissionsBoundary,
    });
    return simulationPage(asked, simulation, ['SimulatePrincipalPolicy', PolicySourceArn]);
  },
});

/** The local stack has no users and no groups. */
const sourceOf = (sourceArn: string, iam: IamState): DeployedRole => {
  const role = iam.roles().find(({ arn }) => arn === sourceArn);
  if (role) return role;
  const [, kind, name] =
    /^arn:[\w-]+:iam::\d{12}:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(sourceArn) ?? [];
  if (kind === undefined) {
    throw invalidInput(
      `Invalid Entity Arn: ${sourceArn} does not clearly define entity type and name.`,
    );
  }
  throw new AwsError('NoSuchEntity', `The ${kind} with name ${name} cannot be found.`, {
    status: 404,
  });
};
