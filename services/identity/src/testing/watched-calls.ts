import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/** Sends the requests of AWS clients, remembers their operations, and dies when it is told to. */
export const watchCalls = () => {
  const calls: string[] = [];
  const http = new NodeHttpHandler();
  let lastCall = Number.POSITIVE_INFINITY;
  const handle: Handle = async (request, options) => {
    const answer = await http.handle(request, options);
    calls.push(request.headers['x-amz-target']?.split('.').at(-1) ?? '');
    if (calls.length === lastCall) throw new Error('The process died.');
    return answer;
  };
  return {
    /** Names of the operations, in the order of their answers. */
    calls,
    /** Counts anew, and dies with the answer of that call. */
    dieAfter(count: number) {
      calls.length = 0;
      lastCall = count;
    },
    requestHandler: { handle, destroy: () => http.destroy() },
  };
};
