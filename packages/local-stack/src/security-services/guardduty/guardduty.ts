import * as client from '@aws-sdk/client-guardduty';
import { awsService } from '../../aws-service/aws-service.ts';
import { securityAccount } from '../security-account.ts';
import { getDetector } from './get-detector.ts';
import { getFindings } from './get-findings.ts';
import type { GuardDutyState } from './guardduty-state.ts';
import { listDetectors } from './list-detectors.ts';
import { listFindings } from './list-findings.ts';

/** GuardDuty of the seeded account. */
export const guardDuty = awsService<undefined, GuardDutyState>({
  signingName: 'guardduty',
  api: {
    protocol: 'restJson1',
    clients: [client],
    hop: 7,
    path: /^\/detector(\/|$)/,
    validationCode: 'BadRequestException',
    operations: [listDetectors, getDetector, listFindings, getFindings],
  },
  start({ account, ports }) {
    const { held } = ports.use(securityAccount);
    return {
      state: {
        account,
        get detectors() {
          return held.guardDuty.detectors;
        },
      },
    };
  },
});
