import { afterEach, describe, expect, it } from '@jest/globals';
import { askChat } from '../testing/ask-chat.ts';
import { runStack } from '../testing/running-stack.ts';
import { withVariable } from './faults/change-template.ts';
import type { LocalStack } from './start-local-stack.ts';

/** Longer than the time limits on AWS: 3 seconds for the secret, and 2.5 seconds for the token. */
const stallMs = 3_200;

/** Stops a process while its request of the secret or of the token is on its way. */
const stall = `
import { subscribe } from 'node:diagnostics_channel';
subscribe('http.client.request.start', ({ request }) => {
  if (request.path !== '/' && !request.path.startsWith('/oauth2/')) return;
  setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${stallMs}));
});
`;

let stack: LocalStack;

afterEach(() => stack.stop());

describe('a function that starts slowly', () => {
  it('answers its first question', async () => {
    const module = `--import=data:text/javascript,${encodeURIComponent(stall)}`;
    stack = await runStack({
      changes: [withVariable('BedrockGatewayProxyLambdaFunction', 'NODE_OPTIONS', module)],
    });
    const { events } = await askChat(stack, 'Check security status');
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });
});
