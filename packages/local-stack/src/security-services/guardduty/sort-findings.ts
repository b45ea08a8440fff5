import type { Finding as GuardDutyFinding, SortCriteria } from '@aws-sdk/client-guardduty';
import { sortedBy } from '../attribute-values.ts';
import { findingAttribute } from './finding-attribute.ts';

/** The findings in the order of the request, ascending by default. */
export const sortFindings = (
  findings: readonly GuardDutyFinding[],
  { AttributeName, OrderBy }: SortCriteria = {},
): GuardDutyFinding[] => {
  if (AttributeName === undefined) return [...findings];
  const read = findingAttribute(AttributeName);
  return sortedBy(findings, (finding) => read(finding)[0], OrderBy === 'DESC');
};
