import type { AccessControl } from './access/access-control.ts';
import type { DeployedRole } from './access/deployed-role.ts';
import type { Account } from './account.ts';
import { createGatewayManagement } from './agentcore-gateway/create-gateway-management.ts';
import { createApiManagement } from './api-gateway/create-api-management.ts';
import type { AwsService } from './aws-endpoint/aws-service.ts';
import type { SchemaService } from './aws-endpoint/schema-service.ts';
import { createAgentManagement } from './bedrock-agent/create-agent-management.ts';
import { createCloudFormation } from './cloudformation/create-cloudformation.ts';
import type { DeployedStack } from './deployment/assemble-stack.ts';
import { createIam } from './iam/create-iam.ts';
import { createLambdaManagement } from './lambda/create-lambda-management.ts';

type Options = {
  readonly stackName: string;
  /** As it is at the moment. */
  readonly stack: () => DeployedStack;
  /** Asked at each request: an update of the stack changes them. */
  readonly roles: readonly DeployedRole[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

type DataPlanes = Readonly<Record<'lambda' | 'bedrock', AwsService>>;

/**
 * What tells how the stack is configured, for instance to the doctor, and changes nothing. Where AWS signs
 * management and data plane alike, what is no management goes on to the data plane.
 */
export const createStackManagement = (
  options: Options,
  dataPlanes: DataPlanes,
): readonly AwsService[] => {
  const { stack } = options;
  return [
    managementFirst(
      createLambdaManagement({ ...options, functions: () => stack().functions }),
      dataPlanes.lambda,
    ),
    managementFirst(
      createAgentManagement({ ...options, agents: () => stack().agents }),
      dataPlanes.bedrock,
    ),
    createGatewayManagement({ ...options, gateways: () => stack().gateways }),
    createApiManagement({ ...options, restApis: () => stack().restApis }),
    createCloudFormation(options),
    createIam(options),
  ];
};

const managementFirst = (management: SchemaService, dataPlane: AwsService): AwsService => ({
  signingName: dataPlane.signingName,
  handle: (request) => (management.serves(request) ? management : dataPlane).handle(request),
});
