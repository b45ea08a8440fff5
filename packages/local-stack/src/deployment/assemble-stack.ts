import type { DeployedRole } from '../access/deployed-role.ts';
import type { Account } from '../account.ts';
import type { AddressTable } from '../addresses.ts';
import type { DeployedGateway } from '../agentcore-gateway/deployed-gateway.ts';
import type { DeployedRestApi } from '../api-gateway/deployed-rest-api.ts';
import type { DeployedAgent } from '../bedrock-agent/deployed-agent.ts';
import type { DeployedUserPool } from '../cognito/pool/deployed-user-pool.ts';
import type { DeployedFunction } from '../lambda/function/deployed-function.ts';
import type { DeployedSecret } from '../secrets-manager/deployed-secret.ts';
import type { Template } from '../template/template.ts';
import { assembleAgents } from './assemble-agents.ts';
import { assembleFunctions } from './assemble-functions.ts';
import { assembleGateways } from './assemble-gateways.ts';
import { assembleRestApis } from './assemble-rest-apis.ts';
import { assembleRoles } from './assemble-roles.ts';
import { assembleSecrets } from './assemble-secrets.ts';
import { assembleUserPools } from './assemble-user-pools.ts';
import { deployTemplate } from './deploy-template.ts';
import type { DeployedResource } from './resource-type.ts';

/** Everything that a template deploys, in the terms of the services that serve it. */
export type DeployedStack = {
  readonly template: Template;
  /** The template's outputs by name, resolved and mapped to loopback. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly DeployedResource[];
  readonly roles: readonly DeployedRole[];
  readonly functions: readonly DeployedFunction[];
  readonly restApis: readonly DeployedRestApi[];
  readonly userPools: readonly DeployedUserPool[];
  readonly secrets: readonly DeployedSecret[];
  readonly agents: readonly DeployedAgent[];
  readonly gateways: readonly DeployedGateway[];
};

export type AssembleOptions = {
  readonly account: Account;
  readonly addresses: AddressTable;
  readonly artifactDirectory: string;
  readonly stackName: string;
  /** The resources of the stack that is updated. */
  readonly previous?: readonly DeployedResource[];
};

/** Deploys a template. Throws `TemplateError` and `PolicyParseError`. */
export const assembleStack = (template: Template, options: AssembleOptions): DeployedStack => {
  const { account, addresses, artifactDirectory } = options;
  const { resources, outputs } = deployTemplate(template, options);
  return {
    template,
    outputs,
    resources,
    roles: assembleRoles(resources),
    functions: assembleFunctions(resources, artifactDirectory),
    restApis: assembleRestApis(resources),
    userPools: assembleUserPools(resources, options),
    secrets: assembleSecrets(resources),
    agents: assembleAgents(resources, account),
    gateways: assembleGateways(resources, addresses),
  };
};
