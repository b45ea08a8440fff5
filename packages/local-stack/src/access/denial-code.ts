import type { DecisionCode } from '@hopwise/contracts/codes/decision-codes';
import type { IamDecision } from '@hopwise/iam/decide';
import type { AccessRequest } from './access-control.ts';

type Denied = Pick<AccessRequest, 'action' | 'hop' | 'resource'> & {
  /** Set if the caller is a service, for instance `bedrock.amazonaws.com`. */
  readonly service: string | undefined;
  readonly kind: IamDecision['kind'];
  /** Whether the same request would be allowed on another resource. */
  readonly allowsOn: (resource: string) => boolean;
};

/** The role that each service assumes. */
const untrustedRoles: Readonly<Record<string, DecisionCode>> = {
  'lambda.amazonaws.com': 'EXECUTION_ROLE_UNTRUSTED',
  'bedrock.amazonaws.com': 'AGENT_ROLE_UNTRUSTED',
  'bedrock-agentcore.amazonaws.com': 'GATEWAY_ROLE_UNTRUSTED',
};

const missingGrants: Readonly<Record<string, DecisionCode>> = {
  'bedrock:InvokeAgent': 'INVOKE_AGENT_DENIED',
  'bedrock:InvokeModel': 'INVOKE_MODEL_DENIED',
  'bedrock:InvokeModelWithResponseStream': 'INVOKE_MODEL_DENIED',
  'secretsmanager:GetSecretValue': 'SECRET_ACCESS_DENIED',
  // Secrets Manager uses the key of a secret while it reads the value.
  'kms:Decrypt': 'SECRET_ACCESS_DENIED',
};

/** The code of a denied request. The doctor and the page have the same code for the same fault. */
export const denialCode = (denied: Denied): DecisionCode => {
  const { action, hop, service } = denied;
  if (service !== undefined) return codeForService(denied, service);
  if (hop === null) return 'ACCESS_DENIED';
  if (hop === 7) {
    return action === 'lambda:InvokeFunction' ? 'TARGET_NOT_GRANTED' : 'SERVICE_ACCESS_DENIED';
  }
  if (action === 'bedrock:InvokeAgent' && isGrantedOnAgent(denied)) {
    return 'ACTION_RESOURCE_MISMATCH';
  }
  return missingGrants[action] ?? 'ACCESS_DENIED';
};

const codeForService = ({ action, kind }: Denied, service: string): DecisionCode => {
  if (action === 'sts:AssumeRole') return untrustedRoles[service] ?? 'ACCESS_DENIED';
  // A service without a resource policy that allows it is one of the five classic mistakes.
  return kind === 'implicitDeny' ? 'RESOURCE_POLICY_MISSING' : 'ACCESS_DENIED';
};

/** IAM evaluates `bedrock:InvokeAgent` on the alias. A grant on the agent looks right, and has no effect. */
const isGrantedOnAgent = ({ kind, resource, allowsOn }: Denied): boolean =>
  kind === 'implicitDeny' && allowsOn(resource.replace(/:agent-alias\/([^/]+)\/.*$/, ':agent/$1'));
