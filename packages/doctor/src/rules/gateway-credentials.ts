import type { Fact } from '../fact.ts';
import { expandArns } from '../policy/arn-text.ts';
import { allows, type PolicyStatement, statementsOfRole } from '../policy/policy-statements.ts';
import { functionsOf, type TemplateFunction } from '../template/functions.ts';
import { asList, isIntrinsic } from '../template/json.ts';
import { jwtGateways } from '../template/links.ts';
import { refersTo, unknownText } from '../template/render.ts';
import type { TemplateModel, TemplateResource } from '../template/template-model.ts';
import type { Rule } from './rule.ts';

/** Actions by which a role comes by client credentials or a token. */
const credentialActions = [
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'bedrock-agentcore:GetResourceOauth2Token',
];

type Caller = {
  readonly calling: TemplateFunction;
  readonly role: TemplateResource;
  readonly gateway: TemplateResource;
  readonly statements: readonly PolicyStatement[];
};

/** Functions that are told the URL of a gateway that takes tokens. */
const callersOf = (model: TemplateModel): readonly Caller[] =>
  jwtGateways(model).flatMap((gateway) =>
    functionsOf(model).flatMap((calling) => {
      const { role, variables } = calling;
      const isTold = Object.values(variables).some((value) => refersTo(value, gateway.logicalId));
      if (!isTold || role?.type !== 'AWS::IAM::Role') return [];
      return [{ calling, role, gateway, statements: statementsOfRole(role, model) }];
    }),
  );

/** A managed policy, or a policy that the template leaves open, may hold whatever a rule looks for. */
const mayHoldMore = ({ properties }: TemplateResource, statements: readonly PolicyStatement[]) =>
  asList(properties.ManagedPolicyArns).some((arn) => typeof arn !== 'string' || !isBasic(arn)) ||
  isIntrinsic(properties.Policies) ||
  statements.some(({ actions }) => actions.includes(unknownText));

const isBasic = (arn: string): boolean => arn.includes('service-role/AWSLambda');

/** A function that knows the gateway and can get no token for it. */
export const noTokenToGateway: Rule = (model) =>
  callersOf(model)
    .filter(
      ({ role, statements }) =>
        !mayHoldMore(role, statements) &&
        !credentialActions.some((action) => statements.some((one) => allows(one, action))),
    )
    .map(({ calling, gateway, role }) => ({
      ...placeOf(role.logicalId, role.logicalId),
      code: 'NO_TOKEN_TO_GATEWAY',
      functionId: calling.logicalId,
      gatewayId: gateway.logicalId,
    }));

/** A function that is to call the gateway with a token and is granted the call by IAM, too. */
export const mixedCredentials: Rule = (model) =>
  callersOf(model).flatMap(({ calling, gateway, statements }) =>
    statements
      .filter((one) => allows(one, 'bedrock-agentcore:InvokeGateway') && names(one, gateway, model))
      .map(({ logicalId, where }) => ({
        ...placeOf(logicalId, where),
        code: 'MIXED_CREDENTIALS' as const,
        functionId: calling.logicalId,
        gatewayId: gateway.logicalId,
      })),
  );

const names = (
  { resources }: PolicyStatement,
  { logicalId }: TemplateResource,
  model: TemplateModel,
): boolean =>
  resources.some(
    (resource) =>
      resource === '*' ||
      resource.endsWith(':gateway/*') ||
      refersTo(expandArns(resource, model), logicalId),
  );

const placeOf = (logicalId: string, where: string): Pick<Fact, 'logicalId' | 'where' | 'hop'> => ({
  logicalId,
  where,
  hop: 6,
});
