import { GetFoundationModelAvailabilityCommand } from '@aws-sdk/client-bedrock';
import { modelOfProfile, regionsUnknown } from '@hopwise/iam/profile-regions';
import { existing } from '../stack/aws-failure.ts';
import { type LiveCheck, nothing } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';
import { onEach } from './on-each.ts';
import { grantsOfHop } from './other-grants.ts';
import { untrustedRole } from './untrusted-role.ts';

/** Checks whether the agent can assume its service role. */
export const agentRoleTrust: LiveCheck = {
  name: 'whether the agent can assume its role',
  hop: 4,
  run: (context) =>
    onEach(context.stack.topology.agentIds, async (agentId) => {
      const { agentResourceRoleArn: roleArn = '', agentArn: sourceArn = '' } =
        await context.read.agent(agentId);
      const caller = { service: 'bedrock.amazonaws.com', sourceArn };
      const untrusted = await untrustedRole(context, roleArn, caller);
      return untrusted ? [{ code: 'AGENT_ROLE_UNTRUSTED', ...untrusted }] : nothing;
    }),
};

const action = 'bedrock:InvokeModel';

/** Checks whether the agents' service roles can invoke their models. */
export const modelPermission: LiveCheck = {
  name: `whether the agent's role grants ${action} on its model`,
  hop: 4,
  run: (context) =>
    onEach(context.stack.topology.agentIds, async (agentId) => {
      const { agentResourceRoleArn: roleArn = '', foundationModel = '' } =
        await context.read.agent(agentId);
      const denied: string[] = [];
      for (const resource of modelArns(foundationModel, context)) {
        if (!(await roleAllows(context, { roleArn, action, resource }))) denied.push(resource);
      }
      if (denied.length === 0) {
        refuseUnknownRegions(foundationModel);
        return nothing;
      }
      const role = nameOfRole(roleArn);
      const model = denied.join(' and ');
      return [{ code: 'INVOKE_MODEL_DENIED', where: roleArn, role, action, model }];
    }),
};

/**
 * Checks whether the account has access to the agents' models. No policy gives it, and InvokeAgent often denies both in the same
 * words. `authorizationStatus` and `regionAvailability` are left out: AWS does not document whether they concern the doctor's own
 * principal, or a model that is available only through a profile.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModelAvailability.html
 */
export const modelAccess: LiveCheck = {
  name: "whether the account has access to the agent's model",
  hop: 4,
  run: ({ clients, read, signal, stack }) =>
    onEach(stack.topology.agentIds, async (agentId) => {
      const { agentArn: where = '', foundationModel = '' } = await read.agent(agentId);
      const modelId = foundationModelId(foundationModel);
      const command = new GetFoundationModelAvailabilityCommand({ modelId });
      const { agreementAvailability, entitlementAvailability } = await existing(
        'model',
        modelId,
        clients.bedrock.send(command, { abortSignal: signal }),
      );
      const problems = [
        ['agreement', agreementAvailability?.status],
        ['entitlement', entitlementAvailability],
      ].filter(([, status]) => status !== undefined && status !== 'AVAILABLE');
      if (problems.length === 0) return nothing;
      const status = problems.map(([kind, state]) => `its ${kind} is ${state}`).join(', ');
      return [{ code: 'AGENT_MODEL_ACCESS_MISSING', where, model: modelId, status }];
    }),
};

/** Checks the other grants of the agents: schemas in S3, knowledge bases, guardrails and collaborators. */
export const agentGrants = grantsOfHop(4, {
  name: "whether the agent's role grants what its other properties require",
  isIn: ({ agentIds }) => agentIds.length > 0,
});

/** `<geography>.<provider>.<model>` is an inference profile, which belongs to the account. */
const profile = /^[a-z]+(-[a-z]+)*\.[a-z][a-z0-9]*\.[a-z]/;

/** The foundation model of an agent, also behind a profile. Throws for a model whose access another one decides. */
const foundationModelId = (model: string): string => {
  const id = model.replace(/^arn:.*:(foundation-model|inference-profile)\//, '');
  if (id.startsWith('arn:')) throw new Error(`the foundation model of ${id} is not known`);
  return profile.test(id) ? modelOfProfile(id).modelId : id;
};

/** Throws if the check has not covered every Region of a profile. */
const refuseUnknownRegions = (model: string): void => {
  const id = model.replace(/^arn:.*:inference-profile\//, '');
  if (profile.test(id) && modelOfProfile(id).regions === undefined) {
    throw new Error(regionsUnknown(id));
  }
};

/** A profile's callers need the profile, and its model in each Region to which it sends requests. */
const modelArns = (model: string, { stack }: LiveContext): readonly string[] => {
  const id = model.replace(/^arn:.*:inference-profile\//, '');
  const inRegion = (region: string, one: string) =>
    `arn:${stack.partition}:bedrock:${region}::foundation-model/${one}`;
  if (profile.test(id)) {
    const { modelId, regions } = modelOfProfile(id);
    return [
      model === id ? stack.arn('bedrock', `inference-profile/${id}`) : model,
      ...(regions ?? [stack.region]).map((one) => inRegion(one, modelId)),
    ];
  }
  return [model.startsWith('arn:') ? model : inRegion(stack.region, model)];
};
