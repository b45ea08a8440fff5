import { agentNotPrepared, aliasVersionPinned, functionNameInvalid } from './agents.ts';
import { apiOpen } from './api-open.ts';
import { audienceWithCognito } from './audience-with-cognito.ts';
import { functionRoleShared } from './function-role-shared.ts';
import { mixedCredentials, noTokenToGateway } from './gateway-credentials.ts';
import { iamActions } from './iam-actions.ts';
import { logPermissionMissing } from './log-permission-missing.ts';
import { oauthClientInIamPolicy } from './oauth-client-in-iam-policy.ts';
import { oauthClients } from './oauth-clients.ts';
import { oauthTokenToAwsService } from './oauth-token-to-aws-service.ts';
import { propertyUnknown } from './property-unknown.ts';
import { resourcePolicyMissing } from './resource-policy-missing.ts';
import type { Rule } from './rule.ts';
import { runtimeDeprecated } from './runtime-deprecated.ts';
import { scopeUndefined } from './scope-undefined.ts';
import { secretInTemplate } from './secret-in-template.ts';
import { sourceConditions } from './source-conditions.ts';
import { targetNotGranted } from './target-not-granted.ts';
import { timeoutTooLong } from './timeout-too-long.ts';
import { toolSchemaKeyUnknown } from './tool-schema-key-unknown.ts';

/** Every rule on a template, with the name under which a report lists it as checked. */
export const rules: Readonly<Record<string, Rule>> = {
  'OAuth tokens to AWS services': oauthTokenToAwsService,
  'tokens for the gateway': noTokenToGateway,
  'mixed credentials': mixedCredentials,
  'OAuth clients in IAM policies': oauthClientInIamPolicy,
  'resource policies': resourcePolicyMissing,
  'roles of functions': functionRoleShared,
  'log permissions': logPermissionMissing,
  'IAM actions and their resources': iamActions,
  'source conditions': sourceConditions,
  'grants on targets': targetNotGranted,
  'audience of machine tokens': audienceWithCognito,
  scopes: scopeUndefined,
  'OAuth clients': oauthClients,
  'secrets in the template': secretInTemplate,
  'open APIs': apiOpen,
  'prepared agents': agentNotPrepared,
  'versions of aliases': aliasVersionPinned,
  'names of functions': functionNameInvalid,
  'time-outs': timeoutTooLong,
  'tool schemas': toolSchemaKeyUnknown,
  runtimes: runtimeDeprecated,
  'types and properties': propertyUnknown,
};
