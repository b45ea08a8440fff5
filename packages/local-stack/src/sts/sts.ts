import { randomUUID } from 'node:crypto';
import { roleIdOf } from '../access/role-id.ts';
import type { Account } from '../account.ts';
import { AwsError, escapeXml, renderError } from '../aws-endpoint/aws-error.ts';
import type { AwsRequest, AwsResponse } from '../aws-endpoint/aws-request.ts';
import { awsService } from '../aws-service/aws-service.ts';

const version = '2011-06-15';
const namespace = `https://sts.amazonaws.com/doc/${version}/`;

/**
 * STS with `GetCallerIdentity`. The operation needs no permission: AWS answers it even if a policy denies it.
 */
export const sts = awsService({
  signingName: 'sts',
  api: {
    protocol: 'awsQuery',
    hop: null,
    validationCode: 'ValidationError',
    insteadOf: [
      {
        operations: /^(?:AssumeRole|GetSessionToken|GetFederationToken)/,
        instead: 'Only services assume roles. `hopwise env` prints the credentials of a role.',
      },
    ],
    operations: [],
    handledOperations: [{ name: 'GetCallerIdentity', action: 'sts:GetCallerIdentity' }],
  },
  start: ({ account }) => ({
    state: undefined,
    handle: async (request) => answer(request, account),
  }),
});

const answer = (request: AwsRequest, account: Account): AwsResponse => {
  const requestId = randomUUID();
  try {
    requireGetCallerIdentity(request);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return renderError(error, { protocol: 'awsQuery', requestId });
  }
  return callerIdentity(request, account, requestId);
};

const requireGetCallerIdentity = ({ method, path, query, body }: AwsRequest): void => {
  const parameters = new URLSearchParams(method === 'POST' ? Buffer.from(body).toString() : query);
  const action = parameters.get('Action');
  if (path !== '/' || action === null) {
    throw new AwsError('MissingAction', 'The request names no Action.');
  }
  if (action !== 'GetCallerIdentity' || parameters.get('Version') !== version) {
    throw new AwsError(
      'InvalidAction',
      `The local stack does not support ${action} for version ${parameters.get('Version')} of sts; it supports GetCallerIdentity for version ${version}.`,
    );
  }
};

const callerIdentity = (
  { session }: AwsRequest,
  { accountId }: Account,
  requestId: string,
): AwsResponse => {
  const sessionName = session.principalArn.split('/').at(-1) ?? '';
  const result = [
    element('Arn', session.principalArn),
    element('UserId', `${roleIdOf(session.roleArn)}:${sessionName}`),
    element('Account', accountId),
  ].join('');
  const xml = `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata></GetCallerIdentityResponse>`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: Buffer.from(xml),
  };
};

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
