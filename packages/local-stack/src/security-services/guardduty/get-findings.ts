import {
  GetFindings$,
  type GetFindingsRequest,
  type GetFindingsResponse,
} from '@aws-sdk/client-guardduty';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import { detectorOf, type GuardDuty, invalidGuardDutyInput } from './guardduty.ts';
import { sortFindings } from './sort-findings.ts';

const maxFindingIds = 50;

export const getFindings = (guardDuty: GuardDuty) =>
  defineOperation<GetFindingsRequest, GetFindingsResponse>(
    GetFindings$,
    ({ DetectorId, FindingIds = [], SortCriteria }) => {
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
  );
