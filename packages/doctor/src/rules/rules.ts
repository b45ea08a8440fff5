import { actionResourceMismatch } from './action-resource-mismatch.ts';
import { actionUnknown } from './action-unknown.ts';
import { agentNotPrepared } from './agent-not-prepared.ts';
import { aliasArnForAgent } from './alias-arn-for-agent.ts';
import { aliasVersionPinned } from './alias-version-pinned.ts';
import { apiOpen } from './api-open.ts';
import { audienceWithCognito } from './audience-with-cognito.ts';
import { clientFlowsMixed } from './client-flows-mixed.ts';
import { clientSecretMissing } from './client-secret-missing.ts';
import { functionNameInvalid } from './function-name-invalid.ts';
import { functionRoleShared } from './function-role-shared.ts';
import { logPermissionMissing } from './log-permission-missing.ts';
import { mixedCredentials } from './mixed-credentials.ts';
import { noTokenToGateway } from './no-token-to-gateway.ts';
import { oauthClientInIamPolicy } from './oauth-client-in-iam-policy.ts';
import { oauthTokenToAwsService } from './oauth-token-to-aws-service.ts';
import { propertyUnknown } from './property-unknown.ts';
import { resourcePolicyMissing } from './resource-policy-missing.ts';
import { resourceTypeUnknown } from './resource-type-unknown.ts';
import type { Rule } from './rule.ts';
import { runtimeDeprecated } from './runtime-deprecated.ts';
import { scopeUndefined } from './scope-undefined.ts';
import { secretInTemplate } from './secret-in-template.ts';
import { sourceConditionMissing } from './source-condition-missing.ts';
import { targetNotGranted } from './target-not-granted.ts';
import { timeoutTooLong } from './timeout-too-long.ts';
import { toolSchemaKeyUnknown } from './tool-schema-key-unknown.ts';
import { wildcardAction } from './wildcard-action.ts';
import { wildcardResource } from './wildcard-resource.ts';

/** Every rule on a template, with the name under which a report lists it as checked. */
export const rules: Readonly<Record<string, Rule>> = {
  'OAuth tokens to AWS services': oauthTokenToAwsService,
  'tokens for the gateway': noTokenToGateway,
  'mixed credentials': mixedCredentials,
  'OAuth clients in IAM policies': oauthClientInIamPolicy,
  'resource policies': resourcePolicyMissing,
  'roles of functions': functionRoleShared,
  'log permissions': logPermissionMissing,
  'unknown IAM actions': actionUnknown,
  'resources of IAM actions': actionResourceMismatch,
  'wildcards for actions': wildcardAction,
  'wildcards for resources': wildcardResource,
  'source conditions': sourceConditionMissing,
  'agents as sources': aliasArnForAgent,
  'grants on targets': targetNotGranted,
  'audience of machine tokens': audienceWithCognito,
  scopes: scopeUndefined,
  'flows of OAuth clients': clientFlowsMixed,
  'secrets of OAuth clients': clientSecretMissing,
  'secrets in the template': secretInTemplate,
  'open APIs': apiOpen,
  'prepared agents': agentNotPrepared,
  'versions of aliases': aliasVersionPinned,
  'names of functions': functionNameInvalid,
  'time-outs': timeoutTooLong,
  'tool schemas': toolSchemaKeyUnknown,
  runtimes: runtimeDeprecated,
  properties: propertyUnknown,
  'resource types': resourceTypeUnknown,
};
