import type {
  GetFindingsCommandInput,
  GetFindingsCommandOutput,
} from '@aws-sdk/client-securityhub';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  JsonCommand,
} from '@hopwise/auth/aws-json-client';
import { maxPageBytes } from './max-page-bytes.ts';

const service = {
  signingName: 'securityhub',
  endpointVariable: 'SECURITYHUB',
  maxResponseBytes: maxPageBytes,
};

/**
 * A small replacement for the client of `@aws-sdk/client-securityhub`, which the bundler uses because of an alias in
 * `serverless.yml`. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
 */
export class SecurityHubClient extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

export class GetFindingsCommand extends JsonCommand<
  GetFindingsCommandInput,
  GetFindingsCommandOutput
> {
  readonly operation = 'GetFindings';
  readonly rest = { method: 'POST', path: '/findings', body: this.input } as const;
}
