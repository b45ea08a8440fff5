/** The Runtime API of Lambda for one invocation. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Invocation = { readonly event: object; readonly clientContext?: object };

/** What the runtime client reports with the response. */
export type Measured = {
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly hasUndici: boolean;
};

export type RuntimeApi = {
  readonly address: string;
  /** Resolves at the response of the function. Rejects if the function fails. */
  readonly answered: Promise<Measured & { readonly body: string }>;
  close(): void;
};

/** Serves one invocation. */
export const startRuntimeApi = async ({
  event,
  clientContext,
}: Invocation): Promise<RuntimeApi> => {
  const {
    promise: answered,
    resolve,
    reject,
  } = Promise.withResolvers<Measured & { readonly body: string }>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url?.endsWith('/next')) {
      response.writeHead(200, {
        'Lambda-Runtime-Aws-Request-Id': '00000000-0000-4000-8000-000000000001',
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + 60_000),
        'Lambda-Runtime-Invoked-Function-Arn':
          'arn:aws:lambda:us-east-1:111122223333:function:measured',
        ...(clientContext && { 'Lambda-Runtime-Client-Context': JSON.stringify(clientContext) }),
      });
      response.end(JSON.stringify(event));
      return;
    }
    response.writeHead(202).end();
    if (request.url?.endsWith('/response')) {
      const { measured, body: answer } = JSON.parse(body);
      resolve({ ...measured, body: String(answer) });
    } else {
      reject(new Error(`The function failed: ${body.slice(0, 500)}`));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
};
