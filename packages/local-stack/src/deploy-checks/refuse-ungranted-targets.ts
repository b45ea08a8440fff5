import { decide } from '@hopwise/iam/decide';
import { decidingPolicies } from '../access/deployed-role.ts';
import { agentCoreGateway } from '../agentcore-gateway/agentcore-gateway.ts';
import type { DeployedGateway } from '../agentcore-gateway/deployed-gateway.ts';
import { type DeployedStack, modelOf } from '../deployment/deploy-stack.ts';
import { iam } from '../iam/iam.ts';
import { qualifiedFunctions } from '../lambda/function/qualified-functions.ts';
import { lambda } from '../lambda/lambda.ts';
import { TemplateError } from '../template/template-error.ts';

const targetsOf = (stack: DeployedStack | undefined) =>
  stack === undefined
    ? []
    : modelOf(stack, agentCoreGateway).flatMap((gateway) =>
        gateway.targets.map((target) => ({ gateway, target })),
      );

/**
 * CreateGatewayTarget invokes the function once as a dry run, with the gateway's role. It fails without the grant.
 * https://github.com/aws/aws-cdk/issues/36826
 */
export const refuseUngrantedTargets = (stack: DeployedStack, before?: DeployedStack): void => {
  const existing = new Set(targetsOf(before).map(({ target }) => target.targetId));
  for (const { gateway, target } of targetsOf(stack)) {
    if (existing.has(target.targetId)) continue;
    const { effect, by } = decideOn(stack, gateway, target.lambdaArn);
    if (effect === 'allow') continue;
    throw new TemplateError(
      `AWS refuses to create the target ${target.name}: the gateway's role ${gateway.roleArn} does not allow lambda:InvokeFunction on ${target.lambdaArn} (${by}).`,
    );
  }
};

const decideOn = (stack: DeployedStack, gateway: DeployedGateway, lambdaArn: string) => {
  const [, , , , accountId = ''] = gateway.roleArn.split(':');
  return decide({
    principal: { type: 'AWS', arn: gateway.roleArn, accountId },
    action: 'lambda:InvokeFunction',
    resource: lambdaArn,
    resourceAccountId: lambdaArn.split(':')[4] ?? '',
    context: {},
    ...decidingPolicies(modelOf(stack, iam).find(({ arn }) => arn === gateway.roleArn)),
    resourcePolicy: modelOf(stack, lambda)
      .flatMap(qualifiedFunctions)
      .find(({ arn }) => arn === lambdaArn)?.resourcePolicy,
  });
};
