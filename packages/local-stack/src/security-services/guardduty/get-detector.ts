import {
  GetDetector$,
  type GetDetectorRequest,
  type GetDetectorResponse,
} from '@aws-sdk/client-guardduty';
import type { Account } from '../../account.ts';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import { detectorOf, type GuardDuty } from './guardduty.ts';

export const getDetector = (guardDuty: GuardDuty, { partition, accountId }: Account) =>
  defineOperation<GetDetectorRequest, GetDetectorResponse>(GetDetector$, ({ DetectorId }) => {
    detectorOf(guardDuty, DetectorId);
    return {
      Status: 'ENABLED',
      ServiceRole: `arn:${partition}:iam::${accountId}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
    };
  });
