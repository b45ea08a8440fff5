import type { JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import type { SamEvent } from '../events/sam-event.ts';
import type { SamScope } from '../sam-scope.ts';

/** One path and verb of an API that an event of a function declares. */
export type ApiEvent = SamEvent & {
  /** The API in the template that the event names, with or without `!Ref`. */
  readonly apiId: string;
  /** What the event writes for its API. SAM puts it into the permission as it is. */
  readonly named: unknown;
  readonly path: string;
  /** In upper case: `GET`, `ANY`. */
  readonly verb: string;
};

/** An API of SAM with the events that belong to it. */
export type SamApi = {
  readonly from: TemplateResource;
  /** The place of its properties in the template. */
  readonly place: string;
  readonly events: readonly ApiEvent[];
  readonly scope: SamScope;
};

/** Which authorizer guards a method, as the properties of a method or route. */
export type Guard = JsonObject;

export type Authorizer = {
  readonly type: string;
  readonly logicalId: string;
  readonly scopes: unknown;
};

/** The authorizers of an API by their names. */
export type Authorizers = ReadonlyMap<string, Authorizer>;

/** One method of an API. */
export type ApiMethod = {
  /** The function or API that causes the method. */
  readonly from: TemplateResource;
  readonly where: string;
  readonly logicalId: string;
  readonly path: string;
  readonly verb: string;
  readonly guard: Guard;
  /** In the form of `AWS::ApiGateway::Method`. */
  readonly integration: JsonObject;
};

/** The URI with which API Gateway runs a function. */
export const invocationUri = (functionArn: unknown, scope: SamScope): unknown =>
  scope.resolve({
    'Fn::Sub': [
      'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Called}/invocations',
      { Called: functionArn },
    ],
  });

/** The ARN of a part of an API. */
export const executeApiArn = (api: unknown, part: string, scope: SamScope): unknown =>
  scope.resolve({
    'Fn::Sub': [
      `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${part}`,
      { Api: api },
    ],
  });
