import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/** A request handler for AWS clients that records operations, and can fail after a number of calls. */
export const recordCalls = () => {
  const calls: string[] = [];
  const http = new NodeHttpHandler();
  let failingCall = Number.POSITIVE_INFINITY;
  const handle: Handle = async (request, options) => {
    const answer = await http.handle(request, options);
    calls.push(request.headers['x-amz-target']?.split('.').at(-1) ?? '');
    if (calls.length === failingCall) throw new Error('The call failed.');
    return answer;
  };
  return {
    /** Operation names, in the order of their responses. */
    calls,
    /** Resets the count. The call with this number fails after AWS has executed it. */
    failAfter(count: number) {
      calls.length = 0;
      failingCall = count;
    },
    requestHandler: { handle, destroy: () => http.destroy() },
  };
};
