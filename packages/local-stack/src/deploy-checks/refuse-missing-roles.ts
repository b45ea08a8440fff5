import { agentCoreGateway } from '../agentcore-gateway/agentcore-gateway.ts';
import { bedrockAgent } from '../bedrock-agent/bedrock-agent.ts';
import { type DeployedStack, modelOf } from '../deployment/deploy-stack.ts';
import { iam } from '../iam/iam.ts';
import { lambda } from '../lambda/lambda.ts';
import { TemplateError } from '../template/template-error.ts';

type User = { readonly name: string; readonly roleArn: string };

const usersOf = (stack: DeployedStack): readonly User[] => [
  ...modelOf(stack, lambda).map(({ name, roleArn }) => ({ name: `function ${name}`, roleArn })),
  ...modelOf(stack, bedrockAgent).map(({ name, roleArn }) => ({ name: `agent ${name}`, roleArn })),
  ...modelOf(stack, agentCoreGateway).map(({ name, roleArn }) => ({
    name: `gateway ${name}`,
    roleArn,
  })),
];

/** AWS creates no function, agent or gateway whose role does not exist. The account has the template's roles only. */
export const refuseMissingRoles = (stack: DeployedStack): void => {
  const roles = modelOf(stack, iam).map(({ arn }) => arn);
  const missing = usersOf(stack).find(({ roleArn }) => !roles.includes(roleArn));
  if (missing === undefined) return;
  throw new TemplateError(
    `The ${missing.name} has the role ${missing.roleArn}, which does not exist. AWS refuses to create it. The roles of the template: ${roles.join(', ') || 'none'}.`,
  );
};
