import {
  ListFindings$,
  type ListFindingsRequest,
  type ListFindingsResponse,
} from '@aws-sdk/client-guardduty';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { criteriaTest } from './finding-criteria.ts';
import { detectorOf, type GuardDutyState, invalidGuardDutyInput } from './guardduty-state.ts';
import { sortFindings } from './sort-findings.ts';

export const listFindings = operation<ListFindingsRequest, ListFindingsResponse, GuardDutyState>(
  ListFindings$,
  {
    action: 'guardduty:ListFindings',
    resource: anyResource,
    run(input, guardDuty) {
      const { DetectorId, FindingCriteria = {}, SortCriteria, MaxResults, NextToken } = input;
      const { findings } = detectorOf(guardDuty, DetectorId);
      const found = sortFindings(findings.filter(criteriaTest(FindingCriteria)), SortCriteria);
      const page = pageOf(
        found.map(({ Id }) => Id ?? ''),
        {
          limit: MaxResults,
          token: NextToken || undefined,
          query: [DetectorId, FindingCriteria, SortCriteria],
        },
        { maxLimit: 50, invalid: invalidGuardDutyInput },
      );
      return { FindingIds: page.items, NextToken: page.nextToken ?? '' };
    },
  },
);
