import {
  GetDetector$,
  ListDetectors$,
  ListFindings$,
  ListIPSets$,
} from '@aws-sdk/client-guardduty';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { type Sending, sendSigned } from '../../testing/aws-endpoint/signed-request.ts';
import { seededAccount } from '../account.ts';
import { anyResource, operation } from './operation.ts';
import type { OperationSchema } from './operation-schema.ts';
import { createSchemaService } from './schema-service.ts';

let fixture: EndpointFixture;
let inputs: object[];

/** An operation that records its input and returns an output. */
const seen = (schema: OperationSchema, action: string, output: object) =>
  operation<Record<string, unknown>, object>(schema, {
    action,
    ...(schema === ListIPSets$ && { actsOn: ['DetectorId', 'MaxResults'] }),
    resource: anyResource,
    run(input) {
      inputs.push(input);
      return output;
    },
  });

const refusalOf = async (sending: Sending) => {
  const response = await sendSigned(fixture, sending);
  const { message } = Object(await response.json());
  return { status: response.status, code: response.headers.get('x-amzn-errortype'), message };
};

const findings = '/detector/d/findings';

describe('createSchemaService', () => {
  beforeEach(async () => {
    inputs = [];
    fixture = await startEndpoint({
      statements: [allow('guardduty:*')],
      services: ({ access }) => [
        createSchemaService({
          signingName: 'guardduty',
          api: {
            protocol: 'restJson1',
            hop: 7,
            validationCode: 'BadRequestException',
            operations: [
              seen(ListDetectors$, 'guardduty:ListDetectors', { DetectorIds: [] }),
              seen(GetDetector$, 'guardduty:GetDetector', {
                ServiceRole: 'role',
                Status: 'ENABLED',
              }),
              seen(ListFindings$, 'guardduty:ListFindings', {
                FindingIds: ['a'],
                NextToken: undefined,
              }),
              seen(ListIPSets$, 'other:ListIPSets', { IpSetIds: [] }),
            ],
          },
          state: undefined,
          access,
          account: seededAccount,
        }),
      ],
    });
  });

  afterEach(() => fixture.server.close());

  it("binds labels, query and body to the SDK's names", async () => {
    const body = JSON.stringify({
      findingCriteria: { criterion: { severity: { gte: 7 }, type: { eq: ['x'], neq: null } } },
      maxResults: 5,
      sortCriteria: null,
    });
    const response = await sendSigned(fixture, { path: '/detector/a%2Fb/findings', body });
    expect(await response.json()).toEqual({ findingIds: ['a'] });
    await sendSigned(fixture, { path: '/detector?maxResults=7&nextToken=a%2Bb%20c' });
    await sendSigned(fixture, { path: '/detector/d' });
    expect(inputs).toEqual([
      {
        DetectorId: 'a/b',
        FindingCriteria: { Criterion: { severity: { Gte: 7 }, type: { Eq: ['x'] } } },
        MaxResults: 5,
      },
      { MaxResults: 7, NextToken: 'a+b c' },
      { DetectorId: 'd' },
    ]);
  });

  it.each([
    ['{', 'body: expected JSON in UTF-8 with at most 200 levels'],
    ['[]', 'body: expected an object'],
    ['{"maxResults":"5"}', 'maxResults: expected a number'],
    ['{"nextToken":5}', 'nextToken: expected a string'],
    ['{"findingCriteria":[]}', 'findingCriteria: expected an object'],
    [
      '{"findingCriteria":{"criterion":{"type":{"eq":"x"}}}}',
      'findingCriteria.criterion.type.eq: expected a list',
    ],
    ['{"MaxResults":5}', 'MaxResults: AWS defines no such member'],
    ['{"__proto__":{}}', '__proto__: AWS defines no such member'],
  ])('refuses the body %s', async (body, message) => {
    expect(await refusalOf({ path: findings, body })).toEqual({
      status: 400,
      code: 'SerializationException',
      message,
    });
    expect(inputs).toEqual([]);
  });

  it('refuses a member that the operation does not act on, by its name', async () => {
    expect(await refusalOf({ path: '/detector/d/ipset?maxResults=7&nextToken=a' })).toEqual({
      status: 400,
      code: 'BadRequestException',
      message: 'The local stack does not support NextToken of ListIPSets.',
    });
    const accepted = await refusalOf({ path: '/detector/d/ipset?maxResults=7' });
    expect(accepted.code).not.toBe('BadRequestException');
  });

  it('refuses a query parameter of the wrong type', async () => {
    expect(await refusalOf({ path: '/detector?maxResults=x' })).toMatchObject({
      code: 'SerializationException',
      message: 'MaxResults: expected a number',
    });
  });

  it.each([
    ['GET', findings],
    ['GET', '/detectors'],
    ['GET', '/detector/d/x/y'],
    ['POST', '/detector/d'],
  ])('names %s %s as unsupported', async (method, path) => {
    const sending = { method, path, ...(method === 'POST' && { body: '{}' }) };
    expect(await refusalOf(sending)).toMatchObject({
      status: 404,
      code: 'UnknownOperationException',
      message: expect.stringContaining(`${method} ${path} of guardduty`),
    });
  });

  it('denies an operation before it runs if no policy allows its action', async () => {
    expect(await refusalOf({ path: '/detector/d/ipset' })).toEqual({
      status: 403,
      code: 'AccessDeniedException',
      message: `User: ${fixture.session.principalArn} is not authorized to perform: other:ListIPSets on resource: * because no identity-based policy allows the other:ListIPSets action`,
    });
    expect(inputs).toEqual([]);
  });

  it('does not compile an operation without an action', () => {
    // @ts-expect-error the endpoint could not authorize an operation without an action
    expect(operation(ListIPSets$, { resource: anyResource, run: () => ({}) })).toBeDefined();
  });
});
