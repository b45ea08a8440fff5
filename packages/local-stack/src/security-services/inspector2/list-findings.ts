import {
  type Finding as InspectorFinding,
  ListFindings$,
  type ListFindingsRequest,
  type ListFindingsResponse,
  type SortCriteria,
} from '@aws-sdk/client-inspector2';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { type AttributeValue, sortedBy, valuesAt } from '../attribute-values.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import { filterTest } from './filter-criteria.ts';
import { type InspectorState, invalidInspectorInput } from './inspector-state.ts';

/** Without Inspector enabled, the list is empty. `BatchGetAccountStatus` returns the status. */
export const listFindings = operation<ListFindingsRequest, ListFindingsResponse, InspectorState>(
  ListFindings$,
  {
    action: 'inspector2:ListFindings',
    resource: anyResource,
    run(input, { status, findings }) {
      const { filterCriteria = {}, sortCriteria, maxResults, nextToken } = input;
      const test = filterTest(filterCriteria);
      const held = status === 'DISABLED' ? [] : findings;
      const page = pageOf(
        sorted(held.filter(test), sortCriteria),
        { limit: maxResults, token: nextToken, query: [filterCriteria, sortCriteria] },
        { maxLimit: 100, invalid: invalidInspectorInput },
      );
      return { findings: page.items, nextToken: page.nextToken };
    },
  },
);

/** Inspector ranks severities by weight, not by name. */
const severities = ['UNTRIAGED', 'INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

const sortKeys: Readonly<
  Record<string, (finding: InspectorFinding) => AttributeValue | undefined>
> = {
  AWS_ACCOUNT_ID: ({ awsAccountId }) => awsAccountId,
  FINDING_STATUS: ({ status }) => status,
  FINDING_TYPE: ({ type }) => type,
  FIRST_OBSERVED_AT: ({ firstObservedAt }) => firstObservedAt?.getTime(),
  INSPECTOR_SCORE: ({ inspectorScore }) => inspectorScore,
  LAST_OBSERVED_AT: ({ lastObservedAt }) => lastObservedAt?.getTime(),
  RESOURCE_TYPE: (finding) => valuesAt(finding, ['resources', 'type'])[0],
  SEVERITY: ({ severity }) => severities.indexOf(severity ?? ''),
  VULNERABILITY_ID: ({ packageVulnerabilityDetails }) =>
    packageVulnerabilityDetails?.vulnerabilityId,
};

const sorted = (
  findings: readonly InspectorFinding[],
  criteria: SortCriteria | undefined,
): InspectorFinding[] => {
  if (!criteria) return [...findings];
  const keyOf = sortKeys[criteria.field ?? ''];
  if (!keyOf) throw unsupportedFilter(`the Inspector sort field ${criteria.field}`);
  return sortedBy(findings, keyOf, criteria.sortOrder === 'DESC');
};
