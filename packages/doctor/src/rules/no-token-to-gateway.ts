import { chainOf } from '@hopwise/chain/chain';
import { gatewayCallers, isCalledByMachines } from '@hopwise/chain/gateway-callers';
import { allows, type PolicyStatement } from '@hopwise/chain/policy-statements';
import { asList, isIntrinsic } from '@hopwise/template/json';
import { unknownText } from '@hopwise/template/render';
import type { TemplateResource } from '@hopwise/template/template-model';
import type { Rule } from './rule.ts';

/** Actions with which a function gets client credentials or an access token. */
const credentialActions = [
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'bedrock-agentcore:GetResourceOauth2Token',
];

/** A managed policy, or a policy that the template does not show, can contain the missing action. */
const canContainMore = ({ properties }: TemplateResource, statements: readonly PolicyStatement[]) =>
  asList(properties.ManagedPolicyArns).some(
    (arn) => typeof arn !== 'string' || !isBasicPolicy(arn),
  ) ||
  isIntrinsic(properties.Policies) ||
  statements.some(({ actions }) => actions.includes(unknownText));

const isBasicPolicy = (arn: string): boolean => arn.includes('service-role/AWSLambda');

/** Finds functions that have the URL of a gateway for machines but cannot get a token for it. */
export const noTokenToGateway: Rule = (model) =>
  gatewayCallers(chainOf(model))
    .filter(
      ({ role, statements, gateway }) =>
        isCalledByMachines(gateway, model) &&
        !canContainMore(role, statements) &&
        !credentialActions.some((action) => statements.some((one) => allows(one, action))),
    )
    .map(({ calling, gateway, role }) => ({
      code: 'NO_TOKEN_TO_GATEWAY',
      logicalId: role.logicalId,
      where: role.logicalId,
      hop: 6,
      functionId: calling.logicalId,
      gatewayId: gateway.logicalId,
    }));
