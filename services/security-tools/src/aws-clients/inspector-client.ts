import type {
  BatchGetAccountStatusCommandInput,
  BatchGetAccountStatusCommandOutput,
  ListFindingsCommandInput,
  ListFindingsCommandOutput,
} from '@aws-sdk/client-inspector2';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  JsonCommand,
} from '@hopwise/auth/aws-json-client';
import { maxPageBytes } from './max-page-bytes.ts';

const service = {
  signingName: 'inspector2',
  endpointVariable: 'INSPECTOR2',
  maxResponseBytes: maxPageBytes,
};

/**
 * A small replacement for the client of `@aws-sdk/client-inspector2`, which the bundler uses because of an alias in
 * `serverless.yml`. https://docs.aws.amazon.com/inspector/v2/APIReference/API_Operations.html
 */
export class Inspector2Client extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

export class BatchGetAccountStatusCommand extends JsonCommand<
  BatchGetAccountStatusCommandInput,
  BatchGetAccountStatusCommandOutput
> {
  readonly operation = 'BatchGetAccountStatus';
  readonly rest = { method: 'POST', path: '/status/batch/get', body: this.input } as const;
}

export class ListFindingsCommand extends JsonCommand<
  ListFindingsCommandInput,
  ListFindingsCommandOutput
> {
  readonly operation = 'ListFindings';
  readonly members = {
    dates: [
      'firstObservedAt',
      'lastInUseAt',
      'lastKnownExploitAt',
      'lastModifiedAt',
      'lastObservedAt',
      'launchedAt',
      'pushedAt',
      'updatedAt',
      'vendorCreatedAt',
      'vendorUpdatedAt',
    ],
  };
  readonly rest = { method: 'POST', path: '/findings/list', body: this.input } as const;
}
