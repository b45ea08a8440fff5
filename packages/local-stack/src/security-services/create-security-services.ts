import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import type { Clock } from '../clock.ts';
import type { SeededAccount } from '../seed/seeded-account.ts';
import { getFindingV2 } from './access-analyzer/get-finding-v2.ts';
import { listAnalyzers } from './access-analyzer/list-analyzers.ts';
import { listFindingsV2 } from './access-analyzer/list-findings-v2.ts';
import { getDetector } from './guardduty/get-detector.ts';
import { getFindings as getGuardDutyFindings } from './guardduty/get-findings.ts';
import { listDetectors } from './guardduty/list-detectors.ts';
import { listFindings as listGuardDutyFindings } from './guardduty/list-findings.ts';
import { batchGetAccountStatus } from './inspector2/batch-get-account-status.ts';
import { listFindings as listInspectorFindings } from './inspector2/list-findings.ts';
import { describeHub } from './security-hub/describe-hub.ts';
import { getEnabledStandards } from './security-hub/get-enabled-standards.ts';
import { getFindings as getSecurityHubFindings } from './security-hub/get-findings.ts';

export type SecurityServicesOptions = {
  readonly seed: SeededAccount;
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly account: Account;
  readonly clock: Clock;
};

/** Security Hub, GuardDuty, Inspector and Access Analyzer over a seeded account. */
export const createSecurityServices = (options: SecurityServicesOptions): readonly AwsService[] => {
  const { seed, access, account, clock } = options;
  const { guardDuty, accessAnalyzer } = seed;
  const securityHub = { ...seed.securityHub, account, clock };
  const inspector = { ...seed.inspector, account };
  return [
    createSchemaService({
      signingName: 'securityhub',
      protocol: 'restJson1',
      messageMember: 'Message',
      validationCode: 'InvalidInputException',
      operations: [
        getSecurityHubFindings(securityHub),
        describeHub(securityHub),
        getEnabledStandards(securityHub),
      ],
      access,
      account,
    }),
    createSchemaService({
      signingName: 'guardduty',
      protocol: 'restJson1',
      validationCode: 'BadRequestException',
      operations: [
        listDetectors(guardDuty),
        getDetector(guardDuty, account),
        listGuardDutyFindings(guardDuty),
        getGuardDutyFindings(guardDuty),
      ],
      access,
      account,
    }),
    createSchemaService({
      signingName: 'inspector2',
      protocol: 'restJson1',
      validationCode: 'ValidationException',
      operations: [listInspectorFindings(inspector), batchGetAccountStatus(inspector)],
      access,
      account,
    }),
    createSchemaService({
      signingName: 'access-analyzer',
      protocol: 'restJson1',
      validationCode: 'ValidationException',
      operations: [
        listAnalyzers(accessAnalyzer),
        listFindingsV2(accessAnalyzer),
        getFindingV2(accessAnalyzer),
      ],
      access,
      account,
    }),
  ];
};
