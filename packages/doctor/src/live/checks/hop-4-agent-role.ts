import { type LiveCheck, nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { nameOfRole, roleAllows, trustDecision } from '../stack/policies.ts';
import { onEach } from './on-each.ts';

/** Checks whether the agent can assume its service role. */
export const agentRoleTrust: LiveCheck = {
  name: 'whether the agent can assume its role',
  hop: 4,
  run: (context) =>
    onEach(context.stack.topology.agentIds, async (agentId) => {
      const { agentResourceRoleArn: where = '', agentArn: sourceArn = '' } =
        await context.read.agent(agentId);
      const caller = { service: 'bedrock.amazonaws.com', sourceArn };
      const { effect, by } = await trustDecision(context, where, caller);
      const role = nameOfRole(where);
      return effect === 'allow' ? nothing : [{ code: 'AGENT_ROLE_UNTRUSTED', where, role, by }];
    }),
};

const action = 'bedrock:InvokeModel';

/** Checks whether the agent's service role can invoke its model. */
export const modelPermission: LiveCheck = {
  name: `whether the agent's role grants ${action} on its model`,
  hop: 4,
  run: (context) =>
    onEach(context.stack.topology.agentIds, async (agentId) => {
      const { agentResourceRoleArn: roleArn = '', foundationModel = '' } =
        await context.read.agent(agentId);
      const model = modelArn(foundationModel, context);
      if (await roleAllows(context, { roleArn, action, resource: model })) return nothing;
      const role = nameOfRole(roleArn);
      return [{ code: 'INVOKE_MODEL_DENIED', where: roleArn, role, action, model }];
    }),
};

/** `<geography>.<provider>.<model>` is an inference profile, which belongs to the account. */
const isProfile = (model: string): boolean =>
  /^[a-z]+(-[a-z]+)*\.[a-z][a-z0-9]*\.[a-z]/.test(model);

const modelArn = (model: string, { stack }: LiveContext): string => {
  if (model.startsWith('arn:')) return model;
  return isProfile(model)
    ? stack.arn('bedrock', `inference-profile/${model}`)
    : `arn:${stack.partition}:bedrock:${stack.region}::foundation-model/${model}`;
};
