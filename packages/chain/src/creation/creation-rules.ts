import { authorizerScopesMissing } from './authorizer-scopes-missing.ts';
import { clientBeforeResourceServer } from './client-before-resource-server.ts';
import { clientFlowMissing } from './client-flow-missing.ts';
import { clientSecretMissing } from './client-secret-missing.ts';
import { clientSecretOfAnother } from './client-secret-of-another.ts';
import { gatewayArnAsIdentifier } from './gateway-arn-as-identifier.ts';
import { grantRacesTarget } from './grant-races-target.ts';
import { nameTooLong } from './name-too-long.ts';
import { parametersOverQuota } from './parameters-over-quota.ts';
import { preflightGuarded } from './preflight-guarded.ts';
import { quotaExceeded } from './quota-exceeded.ts';
import { referenceUndefined } from './reference-undefined.ts';
import { roleUndefined } from './role-undefined.ts';
import { samEventOfNoApi } from './sam-event-of-no-api.ts';
import { scopeNotGranted } from './scope-not-granted.ts';
import { scopesWithCommas } from './scopes-with-commas.ts';
import { sourceArnInvalid } from './source-arn-invalid.ts';
import { targetElsewhere } from './target-elsewhere.ts';
import { targetProviderMissing } from './target-provider-missing.ts';
import { toolNameInvalid } from './tool-name-invalid.ts';
import { vpcWithoutWayOut } from './vpc-without-way-out.ts';

/** Everything that AWS refuses to create, or that cannot work after its creation, whatever the policies are. */
export const creationRules = {
  clientBeforeResourceServer,
  clientFlowMissing,
  clientSecretMissing,
  clientSecretOfAnother,
  scopeNotGranted,
  parametersOverQuota,
  quotaExceeded,
  toolNameInvalid,
  nameTooLong,
  targetProviderMissing,
  gatewayArnAsIdentifier,
  grantRacesTarget,
  authorizerScopesMissing,
  preflightGuarded,
  scopesWithCommas,
  vpcWithoutWayOut,
  targetElsewhere,
  samEventOfNoApi,
  referenceUndefined,
  roleUndefined,
  sourceArnInvalid,
} as const;
