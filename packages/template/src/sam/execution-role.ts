import { asList, asObject, at, type JsonObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { functionPolicies } from './function-policies.ts';
import { generatedFrom, type SamScope, withoutUndefined } from './sam-scope.ts';

/** A trust policy for one service. */
export const trustOf = (service: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } }],
});

/** A policy document that allows a role to run a function. */
export const invocation = (functionArn: unknown): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: functionArn }],
});

/** A managed policy of AWS that SAM attaches because of a property or an event. */
export const ofAws = (path: string): JsonObject => ({
  'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${path}`,
});

/** A policy that SAM adds because of a property or an event. */
export type AddedPolicy = {
  readonly name: string;
  readonly where: string;
  readonly statements: readonly unknown[];
};

/** What a function's events add to its role. */
export type RoleAdditions = {
  readonly managed: readonly string[];
  readonly policies: readonly AddedPolicy[];
  /** Policies of which only the cause is known, such as `of the event Jobs`. */
  readonly unknown: readonly string[];
};

const deadLetterActions: Readonly<Record<string, string>> = {
  SQS: 'sqs:SendMessage',
  SNS: 'sns:Publish',
};

const deadLetterPolicy = ({ logicalId, properties }: TemplateResource): readonly AddedPolicy[] => {
  const { Type, TargetArn } = asObject(properties.DeadLetterQueue);
  const action = deadLetterActions[String(Type)];
  if (action === undefined) return [];
  return [
    {
      name: 'DeadLetterQueuePolicy',
      where: `${logicalId}.DeadLetterQueue`,
      statements: [{ Effect: 'Allow', Action: action, Resource: TargetArn }],
    },
  ];
};

/** Whether a function sends traces to X-Ray. */
export const isTraced = ({ Tracing }: JsonObject): boolean =>
  Tracing !== undefined && Tracing !== 'Disabled';

const managedByProperties = (properties: JsonObject): readonly string[] => [
  properties.DurableConfig === undefined
    ? 'service-role/AWSLambdaBasicExecutionRole'
    : 'service-role/AWSLambdaBasicDurableExecutionRolePolicy',
  ...(isTraced(properties) ? ['AWSXrayWriteOnlyAccess'] : []),
  ...(properties.VpcConfig === undefined ? [] : ['service-role/AWSLambdaVPCAccessExecutionRole']),
];

export const roleIdOf = (functionId: string): string => `${functionId}Role`;

/**
 * The execution role that SAM generates for a function without `Role`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export const executionRole = (
  from: TemplateResource,
  additions: RoleAdditions,
  scope: SamScope,
): TemplateResource => {
  const { logicalId, properties } = from;
  const roleId = roleIdOf(logicalId);
  const { managed, inline } = functionPolicies(properties.Policies, roleId, scope);
  const added = [...deadLetterPolicy(from), ...additions.policies];
  const ofSam = new Set([...managedByProperties(properties), ...additions.managed]);
  const place = properties.Policies === undefined ? logicalId : `${logicalId}.Policies`;
  const indexOf = (name: string): string => name.slice(`${roleId}Policy`.length);
  const isList = Array.isArray(properties.Policies);
  return generatedFrom(from, {
    logicalId: roleId,
    type: 'AWS::IAM::Role',
    properties: withoutUndefined({
      AssumeRolePolicyDocument:
        properties.AssumeRolePolicyDocument ?? trustOf('lambda.amazonaws.com'),
      ManagedPolicyArns: [...[...ofSam].map((path) => scope.resolve(ofAws(path))), ...managed],
      Policies: [
        ...inline.map(({ policy }) => policy),
        ...added.map(({ name, statements }) => ({
          PolicyName: name,
          PolicyDocument: { Version: '2012-10-17', Statement: statements },
        })),
        // A policy without a document grants nothing that anyone knows.
        ...additions.unknown.map((cause) => ({ [cause]: {} })),
      ],
      Path: properties.RolePath,
      PermissionsBoundary: properties.PermissionsBoundary,
    }),
    source: {
      where: place,
      policiesOfAws: [
        ...inline.filter(({ isOfAws }) => isOfAws).map(({ name }) => name),
        ...added.map(({ name }) => name),
      ],
      parts: {
        AssumeRolePolicyDocument: `${logicalId}.AssumeRolePolicyDocument`,
        PermissionsBoundary: `${logicalId}.PermissionsBoundary`,
        Path: `${logicalId}.RolePath`,
        ...Object.fromEntries([
          ...inline.map(({ name }) => [
            `policy ${name}`,
            isList ? `${place}.${indexOf(name)}` : place,
          ]),
          ...added.map(({ name, where }) => [`policy ${name}`, where]),
        ]),
      },
    },
  });
};

/** The inline policies of a function's `EventInvokeConfig`, which lets it send its results somewhere. */
export const destinationPolicies = ({
  logicalId,
  properties,
}: TemplateResource): readonly AddedPolicy[] =>
  ['OnSuccess', 'OnFailure'].flatMap((result) => {
    const path = ['EventInvokeConfig', 'DestinationConfig', result];
    const { Type, Destination } = asObject(at(properties, ...path));
    const action = destinationActions[String(Type)];
    if (action === undefined || Destination === undefined) return [];
    const where = [logicalId, ...path].join('.');
    const resources =
      Type === 'S3Bucket' ? [{ 'Fn::Join': ['/', [Destination, '*']] }] : asList(Destination);
    return [
      {
        name: `${logicalId}EventInvokeConfig${result}`,
        where,
        statements: [{ Effect: 'Allow', Action: action, Resource: resources }],
      },
    ];
  });

const destinationActions: Readonly<Record<string, string>> = {
  SQS: 'sqs:SendMessage',
  SNS: 'sns:Publish',
  EventBridge: 'events:PutEvents',
  Lambda: 'lambda:InvokeFunction',
  S3Bucket: 's3:PutObject',
};
