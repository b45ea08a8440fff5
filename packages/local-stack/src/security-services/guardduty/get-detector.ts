import {
  GetDetector$,
  type GetDetectorRequest,
  type GetDetectorResponse,
} from '@aws-sdk/client-guardduty';
import { operation } from '../../aws-endpoint/operation.ts';
import { arn } from '../../deployment/arn.ts';
import { detectorOf, type GuardDutyState } from './guardduty-state.ts';

export const getDetector = operation<GetDetectorRequest, GetDetectorResponse, GuardDutyState>(
  GetDetector$,
  {
    action: 'guardduty:GetDetector',
    actsOn: ['DetectorId'],
    resource: ({ DetectorId = '' }, account) => arn('guardduty', account, `detector/${DetectorId}`),
    run({ DetectorId }, guardDuty) {
      detectorOf(guardDuty, DetectorId);
      const { partition, accountId } = guardDuty.account;
      return {
        Status: 'ENABLED',
        ServiceRole: `arn:${partition}:iam::${accountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
        FindingPublishingFrequency: 'FIFTEEN_MINUTES',
      };
    },
  },
);
