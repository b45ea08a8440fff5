import { createServer, type IncomingMessage } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '@hopwise/local-stack/http/loopback-server';

export type AwsRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type FakeAws = {
  /** All requests, in order. */
  readonly requests: readonly AwsRequest[];
  /** Configures the SDK's clients to call this server. */
  readonly config: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  close(): Promise<void>;
};

type AwsAnswer = { readonly status?: number; readonly body: string };

/** Starts an HTTP server that answers AWS requests with the given function. */
export const startFakeAws = async (
  answer: (request: AwsRequest) => AwsAnswer,
): Promise<FakeAws> => {
  const requests: AwsRequest[] = [];
  const server = createServer(async (message, response) => {
    const body = (await message.toArray()).join('');
    const { method = '', url: path = '', headers } = message;
    const request = { method, path, headers, body };
    requests.push(request);
    const { status = 200, body: answered } = answer(request);
    response.writeHead(status, { 'content-type': 'text/xml' }).end(answered);
  });
  const { origin, close }: LoopbackServer = await listenOnLoopback(server, 0);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'for this test only' };
  return { requests, config: { region: 'us-east-1', endpoint: origin, credentials }, close };
};

/** The response of `DescribeStacks` for a stack with these outputs. */
export const stackXml = (outputs: Readonly<Record<string, string>>): string => {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('"', '&quot;')}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>hopwise-dev</StackName><CreationTime>2026-11-26T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
};
