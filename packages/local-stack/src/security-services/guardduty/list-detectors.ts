import {
  ListDetectors$,
  type ListDetectorsRequest,
  type ListDetectorsResponse,
} from '@aws-sdk/client-guardduty';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { type GuardDutyState, invalidGuardDutyInput } from './guardduty-state.ts';

export const listDetectors = operation<ListDetectorsRequest, ListDetectorsResponse, GuardDutyState>(
  ListDetectors$,
  {
    action: 'guardduty:ListDetectors',
    actsOn: ['MaxResults', 'NextToken'],
    resource: anyResource,
    run({ MaxResults, NextToken }, { detectors }) {
      const page = pageOf(
        detectors.map(({ id }) => id),
        { limit: MaxResults, token: NextToken, query: 'detectors' },
        { maxLimit: 50, invalid: invalidGuardDutyInput },
      );
      return { DetectorIds: page.items, NextToken: page.nextToken };
    },
  },
);
