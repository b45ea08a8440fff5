import type {
  GetFindingV2CommandInput,
  GetFindingV2CommandOutput,
  ListAnalyzersCommandInput,
  ListAnalyzersCommandOutput,
  ListFindingsV2CommandInput,
  ListFindingsV2CommandOutput,
} from '@aws-sdk/client-accessanalyzer';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  JsonCommand,
} from '@hopwise/auth/aws-json-client';
import { maxPageBytes } from './max-page-bytes.ts';

const service = {
  signingName: 'access-analyzer',
  endpointVariable: 'ACCESSANALYZER',
  maxResponseBytes: maxPageBytes,
};

/**
 * A small replacement for the client of `@aws-sdk/client-accessanalyzer`, which the bundler uses because of an alias in
 * `serverless.yml`. https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Operations.html
 */
export class AccessAnalyzerClient extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

const isoDates = ['analyzedAt', 'createdAt', 'lastAccessed', 'lastResourceAnalyzedAt', 'updatedAt'];

export class ListAnalyzersCommand extends JsonCommand<
  ListAnalyzersCommandInput,
  ListAnalyzersCommandOutput
> {
  readonly operation = 'ListAnalyzers';
  readonly members = { isoDates };
  readonly rest = { method: 'GET', path: '/analyzer', query: { ...this.input } } as const;
}

export class ListFindingsV2Command extends JsonCommand<
  ListFindingsV2CommandInput,
  ListFindingsV2CommandOutput
> {
  readonly operation = 'ListFindingsV2';
  readonly members = { isoDates };
  readonly rest = { method: 'POST', path: '/findingv2', body: this.input } as const;
}

const pathOf = ({ id }: GetFindingV2CommandInput): string =>
  `/findingv2/${encodeURIComponent(id ?? '')}`;

const queryOf = ({ id: _id, ...query }: GetFindingV2CommandInput) => query;

export class GetFindingV2Command extends JsonCommand<
  GetFindingV2CommandInput,
  GetFindingV2CommandOutput
> {
  readonly operation = 'GetFindingV2';
  readonly members = { isoDates };
  readonly rest = { method: 'GET', path: pathOf(this.input), query: queryOf(this.input) } as const;
}
