import {
  GetFindings$,
  type GetFindingsRequest,
  type GetFindingsResponse,
} from '@aws-sdk/client-guardduty';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import { detectorOf, type GuardDutyState, invalidGuardDutyInput } from './guardduty-state.ts';
import { sortFindings } from './sort-findings.ts';

const maxFindingIds = 50;

export const getFindings = operation<GetFindingsRequest, GetFindingsResponse, GuardDutyState>(
  GetFindings$,
  {
    action: 'guardduty:GetFindings',
    resource: anyResource,
    run({ DetectorId, FindingIds = [], SortCriteria }, guardDuty) {
      const { findings } = detectorOf(guardDuty, DetectorId);
      if (FindingIds.length > maxFindingIds) {
        throw invalidGuardDutyInput(`findingIds has more than ${maxFindingIds} items.`);
      }
      const found = FindingIds.map((id) => findings.find(({ Id }) => Id === id));
      if (found.includes(undefined)) {
        throw invalidGuardDutyInput('one or more of the input findingIds are not valid.');
      }
      return {
        Findings: sortFindings(
          found.flatMap((finding) => finding ?? []),
          SortCriteria,
        ),
      };
    },
  },
);
