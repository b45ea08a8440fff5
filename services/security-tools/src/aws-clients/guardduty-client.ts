import type {
  GetDetectorCommandInput,
  GetDetectorCommandOutput,
  GetFindingsCommandInput,
  GetFindingsCommandOutput,
  ListDetectorsCommandInput,
  ListDetectorsCommandOutput,
  ListFindingsCommandInput,
  ListFindingsCommandOutput,
} from '@aws-sdk/client-guardduty';
import {
  AwsJsonClient,
  type AwsJsonClientOptions,
  JsonCommand,
} from '@hopwise/auth/aws-json-client';
import { maxPageBytes } from './max-page-bytes.ts';

const service = {
  signingName: 'guardduty',
  endpointVariable: 'GUARDDUTY',
  maxResponseBytes: maxPageBytes,
};

/**
 * A small replacement for the client of `@aws-sdk/client-guardduty`, which the bundler uses because of an alias in
 * `serverless.yml`. No tool reads these members, which have other names than in the SDK: the keys of maps such as tags, the name
 * of an account, the time of an ECS task, the coordinates of an anomaly, and the types of Kubernetes resources.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html
 */
export class GuardDutyClient extends AwsJsonClient {
  constructor(options?: AwsJsonClientOptions) {
    super(service, options);
  }
}

const detectorPath = (id: string | undefined): string =>
  `/detector/${encodeURIComponent(id ?? '')}`;

export class ListDetectorsCommand extends JsonCommand<
  ListDetectorsCommandInput,
  ListDetectorsCommandOutput
> {
  readonly operation = 'ListDetectors';
  readonly members = { isCapitalized: true };
  readonly rest = {
    method: 'GET',
    path: '/detector',
    query: { maxResults: this.input.MaxResults, nextToken: this.input.NextToken },
  } as const;
}

export class GetDetectorCommand extends JsonCommand<
  GetDetectorCommandInput,
  GetDetectorCommandOutput
> {
  readonly operation = 'GetDetector';
  readonly members = {
    isCapitalized: true,
    dates: ['UpdatedAt'],
    names: { dnsLogs: 'DNSLogs' },
  };
  readonly rest = { method: 'GET', path: detectorPath(this.input.DetectorId) } as const;
}

const postTo = <Input extends { readonly DetectorId: string | undefined }>(
  path: string,
  { DetectorId, ...body }: Input,
) => ({ method: 'POST', path: `${detectorPath(DetectorId)}${path}`, body }) as const;

export class ListFindingsCommand extends JsonCommand<
  ListFindingsCommandInput,
  ListFindingsCommandOutput
> {
  readonly operation = 'ListFindings';
  readonly members = { isCapitalized: true };
  readonly rest = postTo('/findings', this.input);
}

/** Numbers are times. Some of these members are texts in other structures, and stay texts. */
const dates = [
  'CreatedAt',
  'CreatedTime',
  'EndTime',
  'FirstSeenAt',
  'LastModifiedAt',
  'LastSeenAt',
  'ModifiedAt',
  'ScanCompletedAt',
  'ScanStartedAt',
  'StartedAt',
  'StartTime',
  'TaskCreatedAt',
  'UpdatedAt',
];

/** The names in the SDK that do not only start with another letter. */
const names = {
  productCodeId: 'Code',
  productCodeType: 'ProductType',
  sourceIPs: 'SourceIps',
};

export class GetFindingsCommand extends JsonCommand<
  GetFindingsCommandInput,
  GetFindingsCommandOutput
> {
  readonly operation = 'GetFindings';
  readonly members = { isCapitalized: true, dates, names };
  readonly rest = postTo('/findings/get', this.input);
}
