import {
  GetFindingV2$,
  type GetFindingV2Request,
  type GetFindingV2Response,
} from '@aws-sdk/client-accessanalyzer';
import { operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import {
  type AccessAnalyzerState,
  analyzerNotFound,
  findingsOf,
  invalidAnalyzerInput,
} from './access-analyzer-state.ts';

export const getFindingV2 = operation<
  GetFindingV2Request,
  GetFindingV2Response,
  AccessAnalyzerState
>(GetFindingV2$, {
  action: 'access-analyzer:GetFinding',
  resource: ({ analyzerArn = '' }) => analyzerArn,
  run(input, accessAnalyzer) {
    const { analyzerArn, id = '', maxResults, nextToken } = input;
    const finding = findingsOf(accessAnalyzer, analyzerArn).find((held) => held.id === id);
    if (!finding) throw analyzerNotFound('Finding', id);
    const details = pageOf(
      finding.findingDetails ?? [],
      { limit: maxResults, token: nextToken, query: [analyzerArn, id] },
      { maxLimit: 100, invalid: invalidAnalyzerInput },
    );
    return { ...finding, findingDetails: details.items, nextToken: details.nextToken };
  },
});
