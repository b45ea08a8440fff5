import {
  ListAnalyzers$,
  type ListAnalyzersRequest,
  type ListAnalyzersResponse,
} from '@aws-sdk/client-accessanalyzer';
import { defineOperation } from '../../aws-endpoint/schema-operation.ts';
import { pageOf } from '../page.ts';
import { type AccessAnalyzer, invalidAnalyzerInput } from './access-analyzer.ts';

export const listAnalyzers = ({ analyzers }: AccessAnalyzer) =>
  defineOperation<ListAnalyzersRequest, ListAnalyzersResponse>(ListAnalyzers$, (input) => {
    const page = pageOf(
      analyzers.filter(({ type }) => input.type === undefined || type === input.type),
      { limit: input.maxResults, token: input.nextToken, query: input.type ?? null },
      { maxLimit: 100, invalid: invalidAnalyzerInput },
    );
    return { analyzers: page.items, nextToken: page.nextToken };
  });
