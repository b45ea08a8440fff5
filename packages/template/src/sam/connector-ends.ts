import { asList, asObject, at, type JsonObject } from '../json.ts';
import { referencesIn, render } from '../render.ts';
import type { TemplateResource } from '../template-resource.ts';
import { attributeOf } from './sam-scope.ts';

/** The source or a destination of a connector. */
export type ConnectorEnd = {
  /** As CloudFormation names it. */
  readonly type: string;
  /** What the profile of a connector can name: `Arn`, `ResourceId`, `Name` and `Qualifier`. */
  readonly values: JsonObject;
  /** Name of the role, if the end has one. */
  readonly role: unknown;
  readonly queueUrl: unknown;
};

type Resources = ReadonlyMap<string, TemplateResource>;

/** SAM's names of types, which an end without `Id` can have. */
const typesOfSam: Readonly<Record<string, string>> = {
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
};

const cloudFormationType = (type: string): string =>
  Object.hasOwn(typesOfSam, type) ? String(typesOfSam[type]) : type;

/** The types whose `Ref` is their ARN. */
const refIsArn: ReadonlySet<string> = new Set([
  'AWS::AppSync::DataSource',
  'AWS::AppSync::GraphQLApi',
  'AWS::SNS::Topic',
  'AWS::StepFunctions::StateMachine',
]);

const apiTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
]);

/**
 * An end that names a resource with `Id`, or that has all values itself. `undefined` if the template does not show it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-connector-resourcereference.html
 */
export const readEnd = (
  end: unknown,
  other: unknown,
  resources: Resources,
): ConnectorEnd | undefined => {
  const { Id, Type, Arn, RoleName, QueueUrl, ResourceId, Name, Qualifier } = asObject(end);
  if (Id === undefined) {
    if (typeof Type !== 'string') return undefined;
    const values = { Arn, ResourceId, Name, Qualifier };
    return { type: cloudFormationType(Type), values, role: RoleName, queueUrl: QueueUrl };
  }
  const resource = resources.get(String(Id));
  return resource && endAt(resource, { qualifier: Qualifier, other });
};

const endAt = (
  resource: TemplateResource,
  { qualifier, other }: { readonly qualifier: unknown; readonly other: unknown },
): ConnectorEnd => {
  const { logicalId } = resource;
  const type = cloudFormationType(resource.type);
  const ref = { Ref: logicalId };
  return {
    type,
    values: {
      Arn: refIsArn.has(type) ? ref : attributeOf(logicalId, 'Arn'),
      ResourceId: type === 'AWS::AppSync::GraphQLApi' ? attributeOf(logicalId, 'ApiId') : ref,
      Name: attributeOf(logicalId, 'Name'),
      Qualifier: qualifier ?? (apiTypes.has(type) ? '*' : undefined),
    },
    role: roleOf(resource, other),
    queueUrl: ref,
  };
};

/** The role of a resource, if its property refers to a role. */
const roleOf = ({ logicalId, type, properties }: TemplateResource, other: unknown): unknown => {
  // SAM generates the role of its state machines.
  if (type === 'AWS::Serverless::StateMachine' && properties.Role === undefined) {
    return { Ref: `${logicalId}Role` };
  }
  const [roleId] = referencesIn(render(rolePropertyOf(properties, type, other)));
  return roleId === undefined ? undefined : { Ref: roleId };
};

const rolePropertyOf = (properties: JsonObject, type: string, other: unknown): unknown => {
  switch (type) {
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::StateMachine':
      return properties.Role;
    case 'AWS::StepFunctions::StateMachine':
      return properties.RoleArn;
    case 'AWS::AppSync::DataSource':
      return properties.ServiceRoleArn;
    case 'AWS::Events::Rule':
      return at(targetOf(properties, other), 'RoleArn');
    default:
      return undefined;
  }
};

/** The target of a rule to which a connector leads. */
const targetOf = ({ Targets }: JsonObject, other: unknown): unknown => {
  const { Id, Arn } = asObject(other);
  return asList(Targets).find((target) => {
    const arn = render(at(target, 'Arn'));
    return Id === undefined ? arn === render(Arn) : referencesIn(arn)[0] === Id;
  });
};
