import type { DecisionCode } from '@hopwise/contracts/codes/decision-codes';
import type { IamDecision } from '@hopwise/iam/decide';
import type { AccessRequest } from './access-control.ts';

type Denied = Pick<AccessRequest, 'action' | 'hop'> & {
  /** Set if the caller is a service, for instance `bedrock.amazonaws.com`. */
  readonly service: string | undefined;
  readonly kind: IamDecision['kind'];
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
};

/** The code of a denied request. The doctor and the page have the same code for the same fault. */
export const denialCode = ({ action, hop, service, kind }: Denied): DecisionCode => {
  if (service !== undefined) {
    if (action === 'sts:AssumeRole') return untrustedRoles[service] ?? 'ACCESS_DENIED';
    // A service without a resource policy that allows it is one of the five classic mistakes.
    return kind === 'implicitDeny' ? 'RESOURCE_POLICY_MISSING' : 'ACCESS_DENIED';
  }
  if (hop === null) return 'ACCESS_DENIED';
  if (hop === 7) {
    return action === 'lambda:InvokeFunction' ? 'TARGET_NOT_GRANTED' : 'SERVICE_ACCESS_DENIED';
  }
  return missingGrants[action] ?? 'ACCESS_DENIED';
};
