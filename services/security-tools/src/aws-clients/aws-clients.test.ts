import {
  AccessAnalyzerClient as FullAccessAnalyzerClient,
  GetFindingV2Command as FullGetFindingV2Command,
  ListAnalyzersCommand as FullListAnalyzersCommand,
  ListFindingsV2Command as FullListFindingsV2Command,
  GetFindingV2Response$,
  ListAnalyzersResponse$,
  ListFindingsV2Response$,
} from '@aws-sdk/client-accessanalyzer';
import {
  GetDetectorCommand as FullGetDetectorCommand,
  GuardDutyClient as FullGuardDutyClient,
  GetFindingsCommand as FullGuardDutyFindingsCommand,
  ListFindingsCommand as FullGuardDutyListCommand,
  ListDetectorsCommand as FullListDetectorsCommand,
  GetDetectorResponse$,
  GetFindingsResponse$ as GuardDutyFindings$,
  ListFindingsResponse$ as GuardDutyIds$,
  ListDetectorsResponse$,
} from '@aws-sdk/client-guardduty';
import {
  BatchGetAccountStatusResponse$,
  BatchGetAccountStatusCommand as FullAccountStatusCommand,
  Inspector2Client as FullInspectorClient,
  ListFindingsCommand as FullInspectorListCommand,
  ListFindingsResponse$ as InspectorFindings$,
} from '@aws-sdk/client-inspector2';
import {
  SecurityHubClient as FullSecurityHubClient,
  GetFindingsCommand as FullSecurityHubCommand,
  GetFindingsResponse$ as SecurityHubFindings$,
} from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answersOf } from '../../testing/answers-of-schema.ts';
import { type FakeAnswer, type FakeAws, startFakeAws } from '../../testing/fake-aws.ts';
import {
  AccessAnalyzerClient,
  GetFindingV2Command,
  ListAnalyzersCommand,
  ListFindingsV2Command,
} from './access-analyzer-client.ts';
import {
  GetDetectorCommand,
  GuardDutyClient,
  GetFindingsCommand as GuardDutyFindingsCommand,
  ListFindingsCommand as GuardDutyListCommand,
  ListDetectorsCommand,
} from './guardduty-client.ts';
import {
  BatchGetAccountStatusCommand,
  Inspector2Client,
  ListFindingsCommand as InspectorListCommand,
} from './inspector-client.ts';
import {
  SecurityHubClient,
  GetFindingsCommand as SecurityHubCommand,
} from './security-hub-client.ts';

type Client = new (options: object) => { send(command: object, options?: object): Promise<object> };
type Command = new (input: object) => object;

/** A client of the SDK and ours, a command of both, the schema of its answer, and inputs. */
type Row = readonly [
  name: string,
  clients: readonly object[],
  commands: readonly object[],
  answer: unknown,
  inputs: readonly object[],
];

const accessAnalyzer = [FullAccessAnalyzerClient, AccessAnalyzerClient];
const guardDuty = [FullGuardDutyClient, GuardDutyClient];
const inspector = [FullInspectorClient, Inspector2Client];
const securityHub = [FullSecurityHubClient, SecurityHubClient];
const analyzerArn = 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/a b';
const DetectorId = 'd/1 ü';
const equals = [{ comparison: 'EQUALS', value: 'ü' }];

const rows: readonly Row[] = [
  [
    'GetFindings of Security Hub',
    securityHub,
    [FullSecurityHubCommand, SecurityHubCommand],
    SecurityHubFindings$,
    [
      {},
      {
        Filters: { Id: [{ Value: 'ü', Comparison: 'EQUALS' }] },
        MaxResults: 1,
        NextToken: undefined,
      },
    ],
  ],
  [
    'ListDetectors of GuardDuty',
    guardDuty,
    [FullListDetectorsCommand, ListDetectorsCommand],
    ListDetectorsResponse$,
    [{}, { MaxResults: 5, NextToken: 'a+b/c= ü' }],
  ],
  [
    'GetDetector of GuardDuty',
    guardDuty,
    [FullGetDetectorCommand, GetDetectorCommand],
    GetDetectorResponse$,
    [{ DetectorId }],
  ],
  [
    'ListFindings of GuardDuty',
    guardDuty,
    [FullGuardDutyListCommand, GuardDutyListCommand],
    GuardDutyIds$,
    [
      { DetectorId },
      {
        DetectorId,
        FindingCriteria: { Criterion: { 'service.archived': { Equals: ['false'], LessThan: 9 } } },
        SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
        MaxResults: 50,
      },
    ],
  ],
  [
    'GetFindings of GuardDuty',
    guardDuty,
    [FullGuardDutyFindingsCommand, GuardDutyFindingsCommand],
    GuardDutyFindings$,
    [{ DetectorId, FindingIds: ['a', 'b'] }],
  ],
  [
    'BatchGetAccountStatus of Inspector',
    inspector,
    [FullAccountStatusCommand, BatchGetAccountStatusCommand],
    BatchGetAccountStatusResponse$,
    [{}, { accountIds: ['111122223333'] }],
  ],
  [
    'ListFindings of Inspector',
    inspector,
    [FullInspectorListCommand, InspectorListCommand],
    InspectorFindings$,
    [
      {
        filterCriteria: {
          findingStatus: equals,
          updatedAt: [{ startInclusive: new Date(1_795_000_000_500) }],
        },
        sortCriteria: { field: 'SEVERITY', sortOrder: 'DESC' },
        maxResults: 100,
      },
    ],
  ],
  [
    'ListAnalyzers of IAM Access Analyzer',
    accessAnalyzer,
    [FullListAnalyzersCommand, ListAnalyzersCommand],
    ListAnalyzersResponse$,
    [{}, { nextToken: "a!'()*b", maxResults: 3, type: 'ACCOUNT' }],
  ],
  [
    'ListFindingsV2 of IAM Access Analyzer',
    accessAnalyzer,
    [FullListFindingsV2Command, ListFindingsV2Command],
    ListFindingsV2Response$,
    [{ analyzerArn, filter: { status: { eq: ['ACTIVE'] } }, maxResults: 100 }],
  ],
  [
    'GetFindingV2 of IAM Access Analyzer',
    accessAnalyzer,
    [FullGetFindingV2Command, GetFindingV2Command],
    GetFindingV2Response$,
    [{ analyzerArn, id: 'a/b c' }],
  ],
];

describe('the small clients of the security services', () => {
  let aws: FakeAws;
  let answer: FakeAnswer = {};
  beforeAll(async () => {
    aws = await startFakeAws({ '': () => answer });
  });
  afterAll(() => aws.close());

  /** What each client sent and returned. */
  const both = async ([, clients, commands]: Row, input: object) =>
    Promise.all(
      clients.map(async (client, index) => {
        const options = {
          endpoint: aws.endpoint,
          region: 'us-east-1',
          credentials: { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'example' },
          maxAttempts: 1,
        };
        const command = new (commands[index] as Command)(input);
        const result = await new (client as Client)(options).send(command);
        return { ...result, $metadata: 0 };
      }),
    );

  it.each(rows)('send the same request as the SDK: %s', async (...row) => {
    answer = {};
    for (const input of row[4]) {
      const before = aws.requests.length;
      await both(row, input);
      const [one, other] = aws.requests
        .slice(before)
        .map(({ route, query, body }) => ({ route, query: [...query].sort(), body }));
      expect(one).toEqual(other);
    }
  });

  it.each(rows)('read any answer as the SDK does: %s', async (...row) => {
    const [input = {}] = row[4];
    const answers = answersOf(row[3]);
    await fc.assert(
      fc.asyncProperty(answers, async (body) => {
        answer = { body };
        const [theirs, ours] = await both(row, input);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 30 },
    );
  });

  it.each(rows)('throw the error of the service: %s', async (...row) => {
    answer = { status: 400, error: 'ValidationException:http://x', body: { message: 'no' } };
    await expect(both(row, row[4][0] ?? {})).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'no',
    });
  });
});
