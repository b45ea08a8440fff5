import {
  ListAnalyzers$,
  type ListAnalyzersRequest,
  type ListAnalyzersResponse,
} from '@aws-sdk/client-accessanalyzer';
import { anyResource, operation } from '../../aws-endpoint/operation.ts';
import { pageOf } from '../../aws-endpoint/page.ts';
import { type AccessAnalyzerState, invalidAnalyzerInput } from './access-analyzer-state.ts';

export const listAnalyzers = operation<
  ListAnalyzersRequest,
  ListAnalyzersResponse,
  AccessAnalyzerState
>(ListAnalyzers$, {
  action: 'access-analyzer:ListAnalyzers',
  actsOn: ['nextToken', 'maxResults', 'type'],
  resource: anyResource,
  run(input, { analyzers }) {
    const page = pageOf(
      analyzers.filter(({ type }) => input.type === undefined || type === input.type),
      { limit: input.maxResults, token: input.nextToken, query: input.type ?? null },
      { maxLimit: 100, invalid: invalidAnalyzerInput },
    );
    return { analyzers: page.items, nextToken: page.nextToken };
  },
});
