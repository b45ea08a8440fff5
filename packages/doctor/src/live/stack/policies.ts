import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import { GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { decide, type IamDecision } from '@hopwise/iam/decide';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import { existing, failureOf } from './aws-failure.ts';
import { functionNameOf, functionRequest } from './function-arn.ts';
import type { LiveContext } from './live-context.ts';

/** An AWS service that acts for one of the account's resources. */
export type ServiceCaller = { readonly service: string; readonly sourceArn: string };

type Grant = {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request. */
  readonly values?: Readonly<Record<string, string>>;
};

/** Whether a role's own policies allow an action on a resource. */
export const roleAllows = async (
  { clients, signal }: LiveContext,
  grant: Grant,
): Promise<boolean> => {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: grant.roleArn,
    ActionNames: [grant.action],
    ResourceArns: [grant.resource],
    ContextEntries: Object.entries(grant.values ?? {}).map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyType: 'string',
      ContextKeyValues: [value],
    })),
  });
  const { EvaluationResults } = await existing(
    'role',
    nameOfRole(grant.roleArn),
    clients.iam.send(command, { abortSignal: signal }),
  );
  return EvaluationResults?.[0]?.EvalDecision === 'allowed';
};

/**
 * The statement of a secret's resource policy that denies an action to a role. Undefined if the policy does not deny it,
 * or if the secret is not available, which another check reports.
 */
export const denialBySecret = async (
  { clients, signal, stack: { accountId } }: LiveContext,
  grant: { readonly roleArn: string; readonly action: string; readonly secretArn: string },
): Promise<string | undefined> => {
  const { roleArn, action, secretArn } = grant;
  try {
    const command = new GetResourcePolicyCommand({ SecretId: secretArn });
    const answer = await clients.secretsManager.send(command, { abortSignal: signal });
    if (answer.ResourcePolicy === undefined) return undefined;
    const { kind, by } = decide({
      principal: { type: 'AWS', arn: roleArn, roleArn, accountId },
      action,
      resource: secretArn,
      resourceAccountId: accountId,
      context: {},
      identityPolicies: [],
      resourcePolicy: parsePolicyDocument(
        parseBoundedJson(answer.ResourcePolicy),
        `${answer.Name} (resource policy)`,
      ),
    });
    return kind === 'explicitDeny' ? by : undefined;
  } catch (error) {
    if (isUnavailableSecret(error)) return undefined;
    throw error;
  }
};

/** Whether Secrets Manager refuses a call because the secret does not exist or is marked for deletion. */
export const isUnavailableSecret = (error: unknown): boolean =>
  /^(ResourceNotFound|InvalidRequest)Exception$/.test(failureOf(error).name);

/** Decides whether a service can assume a role. The decision names the statement, or what is missing. */
export const trustDecision = async (
  context: LiveContext,
  roleArn: string,
  caller: ServiceCaller,
): Promise<IamDecision> => {
  const RoleName = nameOfRole(roleArn);
  const command = new GetRoleCommand({ RoleName });
  const { Role } = await existing(
    'role',
    RoleName,
    context.clients.iam.send(command, { abortSignal: context.signal }),
  );
  const text = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  return decideFor(context, caller, {
    action: 'sts:AssumeRole',
    resource: roleArn,
    policy: parsePolicyDocument(parseBoundedJson(text), `${RoleName} (trust policy)`),
  });
};

/** Decides whether a service can invoke a function with its qualifier. The decision names the statement, or what is missing. */
export const invokeDecision = async (
  context: LiveContext,
  functionArn: string,
  caller: ServiceCaller,
): Promise<IamDecision> =>
  decideFor(context, caller, {
    action: 'lambda:InvokeFunction',
    resource: functionArn,
    policy: await resourcePolicyOf(context, functionArn),
  });

export const nameOfRole = (roleArn: string): string => roleArn.slice(roleArn.lastIndexOf('/') + 1);

const resourcePolicyOf = async (
  { clients, read, signal }: LiveContext,
  functionArn: string,
): Promise<NamedPolicy | undefined> => {
  try {
    const command = new GetPolicyCommand(functionRequest(functionArn));
    const { Policy = '' } = await clients.lambda.send(command, { abortSignal: signal });
    return parsePolicyDocument(
      parseBoundedJson(Policy),
      `${functionNameOf(functionArn)} (resource policy)`,
    );
  } catch (error) {
    if (failureOf(error).name !== 'ResourceNotFoundException') throw error;
    // Lambda throws this error for a function without a resource policy, and for one that does not exist.
    await read.functionOf(functionArn);
    return undefined;
  }
};

type Access = {
  readonly action: string;
  readonly resource: string;
  readonly policy: NamedPolicy | undefined;
};

const decideFor = (
  { stack: { accountId } }: LiveContext,
  { service, sourceArn }: ServiceCaller,
  { action, resource, policy }: Access,
): IamDecision =>
  decide({
    principal: { type: 'Service', service },
    action,
    resource,
    resourceAccountId: accountId,
    context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId },
    identityPolicies: [],
    resourcePolicy: policy,
    resourcePolicyMustAllow: true,
  });
