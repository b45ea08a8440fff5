import {
  type FindingSummaryV2,
  type GetFindingV2Response,
  ListFindingsV2$,
  type ListFindingsV2Request,
  type ListFindingsV2Response,
  type SortCriteria,
} from '@aws-sdk/client-accessanalyzer';
import { operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { type AttributeValue, sortedBy } from '../attribute-values.ts';
import { unsupportedFilter } from '../unsupported-filter.ts';
import {
  type AccessAnalyzerState,
  findingsOf,
  invalidAnalyzerInput,
} from './access-analyzer-state.ts';
import { criteriaTest } from './finding-criteria.ts';

export const listFindingsV2 = operation<
  ListFindingsV2Request,
  ListFindingsV2Response,
  AccessAnalyzerState
>(ListFindingsV2$, {
  action: 'access-analyzer:ListFindings',
  resource: ({ analyzerArn = '' }) => analyzerArn,
  run(input, accessAnalyzer) {
    const { analyzerArn, filter = {}, sort, maxResults, nextToken } = input;
    const found = findingsOf(accessAnalyzer, analyzerArn).filter(criteriaTest(filter));
    const page = pageOf(
      sorted(found.map(summaryOf), sort),
      { limit: maxResults, token: nextToken, query: [analyzerArn, filter, sort] },
      { maxLimit: 100, invalid: invalidAnalyzerInput },
    );
    return { findings: page.items, nextToken: page.nextToken };
  },
});

const summaryOf = ({
  findingDetails: _details,
  nextToken: _nextToken,
  ...summary
}: GetFindingV2Response): FindingSummaryV2 => summary;

const sortKeys: Readonly<
  Record<string, (finding: FindingSummaryV2) => AttributeValue | undefined>
> = {
  createdAt: ({ createdAt }) => createdAt?.getTime(),
  id: ({ id }) => id,
  resource: ({ resource }) => resource,
  resourceType: ({ resourceType }) => resourceType,
  status: ({ status }) => status,
  updatedAt: ({ updatedAt }) => updatedAt?.getTime(),
};

const sorted = (
  findings: readonly FindingSummaryV2[],
  sort: SortCriteria | undefined,
): FindingSummaryV2[] => {
  if (!sort) return [...findings];
  const keyOf = sortKeys[sort.attributeName ?? ''];
  if (!keyOf) throw unsupportedFilter(`the Access Analyzer sort attribute ${sort.attributeName}`);
  return sortedBy(findings, keyOf, sort.orderBy === 'DESC');
};
