import {
  ListDetectors$,
  type ListDetectorsRequest,
  type ListDetectorsResponse,
} from '@aws-sdk/client-guardduty';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import { pageOf } from '../page.ts';
import { type GuardDuty, invalidGuardDutyInput } from './guardduty.ts';

export const listDetectors = ({ detectors }: GuardDuty) =>
  defineOperation<ListDetectorsRequest, ListDetectorsResponse>(
    ListDetectors$,
    ({ MaxResults, NextToken }) => {
      const page = pageOf(
        detectors.map(({ id }) => id),
        { limit: MaxResults, token: NextToken, query: 'detectors' },
        { maxLimit: 50, invalid: invalidGuardDutyInput },
      );
      return { DetectorIds: page.items, NextToken: page.nextToken };
    },
  );
