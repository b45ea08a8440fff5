import {
  type FunctionConfiguration,
  GetFunctionConfiguration$,
  type GetFunctionConfigurationRequest,
  GetPolicy$,
  type GetPolicyRequest,
  type GetPolicyResponse,
} from '@aws-sdk/client-lambda';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { defineOperation } from '../aws-endpoint/schema-operation.ts';
import { createSchemaService, type SchemaService } from '../aws-endpoint/schema-service.ts';
import type { DeployedFunction } from './function/deployed-function.ts';

type Options = {
  /** The functions that are currently deployed. */
  readonly functions: () => readonly DeployedFunction[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
};

/** The read operations of the Lambda API. */
export const createLambdaManagement = ({ functions, access, account }: Options): SchemaService => {
  const named = (asked = ''): DeployedFunction => {
    const found = functions().find(({ name, arn }) => asked === name || asked === arn);
    if (found) return found;
    throw notFound(`Function not found: ${asked}`);
  };
  return createSchemaService({
    signingName: 'lambda',
    protocol: 'restJson1',
    validationCode: 'InvalidParameterValueException',
    messageMember: 'Message',
    operations: [
      defineOperation<GetPolicyRequest, GetPolicyResponse>(GetPolicy$, ({ FunctionName }) => {
        const { resourcePolicy } = named(FunctionName);
        if (!resourcePolicy) throw notFound('The resource you requested does not exist.');
        return { Policy: JSON.stringify(resourcePolicy.document) };
      }),
      defineOperation<GetFunctionConfigurationRequest, FunctionConfiguration>(
        GetFunctionConfiguration$,
        ({ FunctionName }) => configurationOf(named(FunctionName)),
      ),
    ],
    access,
    account,
  });
};

const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

const configurationOf = (deployed: DeployedFunction): FunctionConfiguration => ({
  FunctionName: deployed.name,
  FunctionArn: deployed.arn,
  Role: deployed.roleArn,
  Handler: deployed.handler,
  Timeout: deployed.timeoutMs / 1000,
  MemorySize: deployed.memorySizeMb,
  State: 'Active',
  Version: '$LATEST',
  Environment: { Variables: { ...deployed.environment } },
});
