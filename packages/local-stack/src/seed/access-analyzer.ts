import type { FindingDetails, GetFindingV2Response } from '@aws-sdk/client-accessanalyzer';
import { partnerAccountId, type Scene, unknownAccountId } from './scene.ts';
import type { SeededAccess } from './seeded-access.ts';
import { seededAccess } from './seeded-access.ts';
import type { SeededAccount } from './seeded-account.ts';

const analyzerNames = { external: 'account-external-access', unused: 'account-unused-access' };

/** Two analyzers: one for external access, one for unused access. */
export const seedAccessAnalyzer = (scene: Scene): SeededAccount['accessAnalyzer'] => {
  const arnOf = (kind: SeededAccess['analyzer']) =>
    scene.regional('access-analyzer', `analyzer/${analyzerNames[kind]}`);
  const analyzer = { status: 'ACTIVE' as const, createdAt: scene.hoursAgo(9000) };
  return {
    analyzers: [
      { ...analyzer, arn: arnOf('external'), name: analyzerNames.external, type: 'ACCOUNT' },
      {
        ...analyzer,
        arn: arnOf('unused'),
        name: analyzerNames.unused,
        type: 'ACCOUNT_UNUSED_ACCESS',
        configuration: { unusedAccess: { unusedAccessAge: 90 } },
      },
    ],
    findings: seededAccess(scene).map((access, index) => ({
      analyzerArn: arnOf(access.analyzer),
      finding: findingOf(scene, access, index),
    })),
  };
};

const findingOf = (scene: Scene, access: SeededAccess, index: number): GetFindingV2Response => ({
  id: `${(index + 16).toString(16)}9e4c2a-7b3d-4f58-91a6-0d8e5c7f2b43`,
  resource: access.resource,
  resourceType: access.resourceType,
  resourceOwnerAccount: scene.accountId,
  findingType: access.findingType,
  status: access.status ?? 'ACTIVE',
  createdAt: scene.hoursAgo(access.sinceHours),
  updatedAt: scene.hoursAgo(access.sinceHours),
  analyzedAt: scene.hoursAgo(access.sinceHours % 24),
  findingDetails: detailsOf(scene, access),
});

const detailsOf = (scene: Scene, access: SeededAccess): FindingDetails[] => {
  const lastAccessed = scene.hoursAgo(access.sinceHours + 90 * 24);
  switch (access.findingType) {
    case 'ExternalAccess':
      return [
        {
          externalAccessDetails: {
            isPublic: access.principal === 'everyone',
            principal: { AWS: principals[access.principal ?? 'everyone'] },
            action: [...(access.actions ?? [])],
            condition: {},
          },
        },
      ];
    case 'UnusedIAMRole':
      return [{ unusedIamRoleDetails: { lastAccessed } }];
    case 'UnusedIAMUserAccessKey':
      return [
        { unusedIamUserAccessKeyDetails: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', lastAccessed } },
      ];
    case 'UnusedPermission':
      return (access.unusedServices ?? []).map((serviceNamespace) => ({
        unusedPermissionDetails: { serviceNamespace, lastAccessed },
      }));
  }
};

const principals = { everyone: '*', partner: partnerAccountId, unknown: unknownAccountId };
