import {
  type FunctionConfiguration,
  UpdateFunctionConfiguration$,
  type UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { operation } from '../aws-endpoint/operation.ts';
import type { ChosenEdit } from '../edits/template-edits.ts';
import { checkRevision } from './check-revision.ts';
import { describeFunction, functionRevision } from './describe-function.ts';
import { functionNamed, functionResource, type LambdaState } from './lambda-state.ts';
import { lambdaFunction } from './resource-types/function.ts';
import { roleForFunction } from './role-for-function.ts';
import { refuseUnserved, validate } from './validate-input.ts';
import { validateVariables } from './validate-variables.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
const patterns = {
  Handler: /^\S{1,128}$/,
  Role: /^arn:aws[a-zA-Z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/,
  Timeout: /^(?:[1-9]\d?|[1-8]\d\d|900)$/,
  MemorySize: /^(?:12[89]|1[3-9]\d|[2-9]\d\d|[1-9]\d{3}|10[01]\d\d|102[0-3]\d|10240)$/,
} as const;

const unserved = [
  'CapacityProviderConfig',
  'DeadLetterConfig',
  'Description',
  'DurableConfig',
  'EphemeralStorage',
  'FileSystemConfigs',
  'ImageConfig',
  'KMSKeyArn',
  'Layers',
  'LoggingConfig',
  'SnapStart',
  'TracingConfig',
  'VpcConfig',
] as const;

/** Changes properties of a function of the template. Its next invocation runs in a new execution environment. */
export const updateFunctionConfiguration = operation<
  UpdateFunctionConfigurationRequest,
  FunctionConfiguration,
  LambdaState
>(UpdateFunctionConfiguration$, {
  action: 'lambda:UpdateFunctionConfiguration',
  resource: functionResource,
  alsoRequired: {
    action: 'iam:PassRole',
    resource: ({ Role }) => Role,
    context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
  },
  async run(input, lambda) {
    validate(input, patterns);
    validateVariables(input.Environment?.Variables ?? {});
    refuseUnserved(input, unserved);
    await lambda.edits.deploy('InvalidParameterValueException', () => {
      const target = functionNamed(input, lambda);
      checkRevision(input, functionRevision(target));
      const role =
        input.Role === undefined ? undefined : roleForFunction(input.Role, target, lambda);
      return [...propertiesOf(input), ...(role ? [role] : [])].map((property) =>
        editOf(target.logicalId, property),
      );
    });
    const updated = functionNamed(input, lambda);
    lambda.updated.set(updated.logicalId, new Date(lambda.clock.now()));
    return describeFunction(updated, lambda);
  },
});

type Property = {
  readonly name: string;
  readonly value: unknown;
  /** A resource without which the value has no meaning. */
  readonly requires?: string;
};

const propertiesOf = (input: UpdateFunctionConfigurationRequest): readonly Property[] => {
  const { Handler, Runtime, Timeout, MemorySize, Environment } = input;
  const given = {
    Handler,
    Runtime,
    Timeout,
    MemorySize,
    // As on AWS, the given variables replace all others.
    Environment: Environment && { Variables: Environment.Variables ?? {} },
  };
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : { name, value },
  );
};

const editOf = (logicalId: string, { name, value, requires }: Property): ChosenEdit => ({
  key: `${logicalId} ${name}`,
  by: `UpdateFunctionConfiguration of ${name}`,
  edit({ Resources }) {
    const resource = Resources[logicalId];
    if (resource?.Type !== lambdaFunction.type) return;
    if (requires !== undefined && !Resources[requires]) return;
    resource.Properties = { ...resource.Properties, [name]: value };
  },
});
