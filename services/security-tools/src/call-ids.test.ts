import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { callIdsOf } from './call-ids.ts';

const idsOf = (clientContext: unknown) =>
  callIdsOf({ awsRequestId: 'invocation', clientContext } as unknown as Context);

describe('the ids of a call in the log', () => {
  it('say which id the gateway assigns, and which one its client claims', () => {
    const custom = {
      bedrockAgentCoreAwsRequestId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      bedrockAgentCoreMcpMessageId: '2',
    };
    const ids = {
      awsRequestId: 'invocation',
      gatewayRequestId: '0f8fad5b-d9cb-469f-a165-70867728950e',
      claimedMessageId: '2',
    };
    expect(idsOf({ custom })).toEqual(ids);
    expect(idsOf({ Custom: custom })).toEqual(ids);
  });

  it.each([
    undefined,
    null,
    'text',
    { custom: 1 },
    { custom: { bedrockAgentCoreMcpMessageId: 2 } },
    { custom: { bedrockAgentCoreMcpMessageId: 'my secret token' } },
    { custom: { bedrockAgentCoreMcpMessageId: '\u001b[2J' } },
    { custom: { bedrockAgentCoreMcpMessageId: 'x'.repeat(129) } },
  ])('leave out a value that is not an id: %j', (clientContext) => {
    expect(idsOf(clientContext)).toEqual({ awsRequestId: 'invocation' });
  });
});
