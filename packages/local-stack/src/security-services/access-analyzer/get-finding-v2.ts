import {
  GetFindingV2$,
  type GetFindingV2Request,
  type GetFindingV2Response,
} from '@aws-sdk/client-accessanalyzer';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import { pageOf } from '../page.ts';
import {
  type AccessAnalyzer,
  analyzerNotFound,
  findingsOf,
  invalidAnalyzerInput,
} from './access-analyzer.ts';

export const getFindingV2 = (accessAnalyzer: AccessAnalyzer) =>
  defineOperation<GetFindingV2Request, GetFindingV2Response>(GetFindingV2$, (input) => {
    const { analyzerArn, id = '', maxResults, nextToken } = input;
    const finding = findingsOf(accessAnalyzer, analyzerArn).find((held) => held.id === id);
    if (!finding) throw analyzerNotFound('Finding', id);
    const details = pageOf(
      finding.findingDetails ?? [],
      { limit: maxResults, token: nextToken, query: [analyzerArn, id] },
      { maxLimit: 100, invalid: invalidAnalyzerInput },
    );
    return { ...finding, findingDetails: details.items, nextToken: details.nextToken };
  });
