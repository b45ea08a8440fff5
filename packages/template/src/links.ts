import type { HopNumber } from '@hopwise/contracts/hops';
import { functionIn } from './functions.ts';
import { asList, asObject, at } from './json.ts';
import { oncePerObject } from './once-per-object.ts';
import { referencesIn, render } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';

/** A resource that calls a function of the template. */
export type FunctionLink = {
  readonly callerId: string;
  readonly functionId: string;
  /** Service principal of the caller. */
  readonly principal: string;
  readonly hop: HopNumber | null;
};

const link = (
  text: unknown,
  caller: Omit<FunctionLink, 'functionId'>,
  model: TemplateModel,
): readonly FunctionLink[] => {
  const functionId = functionIn(render(text), model);
  return functionId === undefined ? [] : [{ ...caller, functionId }];
};

/** Methods of REST and HTTP APIs that run a function (hop 2). */
export const methodLinks = oncePerObject((model: TemplateModel): readonly FunctionLink[] => [
  ...model
    .ofType('AWS::ApiGateway::Method')
    .flatMap(({ logicalId, properties }) =>
      link(at(properties, 'Integration', 'Uri'), apiCaller(logicalId), model),
    ),
  ...model
    .ofType('AWS::ApiGatewayV2::Integration')
    .flatMap(({ logicalId, properties }) =>
      link(properties.IntegrationUri, apiCaller(logicalId), model),
    ),
]);

const apiCaller = (callerId: string) =>
  ({ callerId, principal: 'apigateway.amazonaws.com', hop: 2 }) as const;

/** Action groups whose executor is a function (hop 5). */
export const actionGroupLinks = oncePerObject((model: TemplateModel): readonly FunctionLink[] =>
  model
    .ofType('AWS::Bedrock::Agent')
    .flatMap(({ logicalId, properties }) =>
      asList(properties.ActionGroups).flatMap((group) =>
        link(
          at(group, 'ActionGroupExecutor', 'Lambda'),
          { callerId: logicalId, principal: 'bedrock.amazonaws.com', hop: 5 },
          model,
        ),
      ),
    ),
);

/** Schedules on which Secrets Manager runs a function. */
export const rotationLinks = oncePerObject((model: TemplateModel): readonly FunctionLink[] =>
  model
    .ofType('AWS::SecretsManager::RotationSchedule')
    .flatMap(({ logicalId, properties }) =>
      link(
        properties.RotationLambdaARN,
        { callerId: logicalId, principal: 'secretsmanager.amazonaws.com', hop: null },
        model,
      ),
    ),
);

export type TargetLink = { readonly gatewayId: string; readonly functionId: string };

/** Gateway targets that are functions (hop 7). They need a grant in the gateway's role, but no resource policy. */
export const targetLinks = oncePerObject((model: TemplateModel): readonly TargetLink[] =>
  model.ofType('AWS::BedrockAgentCore::GatewayTarget').flatMap(({ properties }) => {
    const functionId = functionIn(render(lambdaTarget(properties).LambdaArn), model);
    const [gatewayId] = referencesIn(render(properties.GatewayIdentifier));
    return functionId === undefined || gatewayId === undefined ? [] : [{ gatewayId, functionId }];
  }),
);

export const lambdaTarget = (properties: unknown) =>
  asObject(at(properties, 'TargetConfiguration', 'Mcp', 'Lambda'));

/** The hop that ends at a function; `null` if no hop does. */
export const hopOfFunction = (functionId: string, model: TemplateModel): HopNumber | null =>
  hopsOfFunctions(model).get(functionId) ?? null;

/** The first hop that ends at a function decides. */
const hopsOfFunctions = oncePerObject(
  (model: TemplateModel): ReadonlyMap<string, HopNumber> =>
    new Map<string, HopNumber>([
      ...targetLinks(model).map(({ functionId }) => [functionId, 7] as const),
      ...actionGroupLinks(model).map(({ functionId }) => [functionId, 5] as const),
      ...methodLinks(model).map(({ functionId }) => [functionId, 2] as const),
    ]),
);

/** Gateways with a JWT authorizer. */
export const jwtGateways = (model: TemplateModel): readonly TemplateResource[] =>
  model
    .ofType('AWS::BedrockAgentCore::Gateway')
    .filter(({ properties }) => properties.AuthorizerType === 'CUSTOM_JWT');
