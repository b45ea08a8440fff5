import { describe, expect, it } from '@jest/globals';
import { createSpanRecord } from '../../decisions/span-record.ts';
import { timedOut } from '../function/function-failed-error.ts';
import {
  type Invocation,
  type InvocationResult,
  LambdaInvokeError,
  type LambdaInvoker,
  type StreamedInvocation,
} from '../function/lambda-invoker.ts';
import { timedInvoker } from './timed-invoker.ts';

const turn = 'turn-0001';
const invocation: Invocation = {
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:proxy',
  payload: Buffer.from('{}'),
  caller: {
    kind: 'service',
    service: 'bedrock.amazonaws.com',
    sourceArn: 'arn:aws:bedrock:eu-central-1:111122223333:agent/AGENT00001',
    sourceAccount: '111122223333',
    turn,
  },
  hop: 5,
  turn,
};

/** An invoker whose function takes 200 ms of the injected clock. */
const setUp = (fake: {
  readonly invoke?: () => Partial<InvocationResult>;
  readonly stream?: () => Partial<StreamedInvocation>;
}) => {
  let nowMs = 1000;
  const pass = () => {
    nowMs += 200;
  };
  const record = createSpanRecord({ now: () => nowMs });
  const payload = Buffer.from('{}');
  const invoker: LambdaInvoker = {
    invoke: async () => {
      pass();
      return { requestId: 'request-1', payload, functionError: undefined, ...fake.invoke?.() };
    },
    invokeWithResponseStream: async () => {
      pass();
      return { requestId: 'request-1', body: chunks(), ...fake.stream?.() };
    },
  };
  async function* chunks() {
    yield payload;
    pass();
    yield payload;
  }
  return { timed: timedInvoker(invoker, record), spans: () => record.spansOfTurn(turn) };
};

const fails = (error: Error) => () => {
  throw error;
};

/** Fails after its first bytes. */
async function* broken(error: Error) {
  yield Buffer.from('{}');
  throw error;
}

const readAll = async (body: AsyncIterable<Uint8Array>) => {
  for await (const _chunk of body) {
    // Only the end of the stream matters here.
  }
};

describe('timedInvoker', () => {
  it('records the hop, start and end of an invocation, and its cold start', async () => {
    const { timed, spans } = setUp({ invoke: () => ({ coldStartMs: 80 }) });
    await timed.invoke(invocation);
    expect(spans()).toEqual([
      {
        hop: 5,
        operation: 'Invoke proxy',
        startedAtMs: 1000,
        endedAtMs: 1200,
        outcome: 'answered',
        coldStartMs: 80,
      },
    ]);
  });

  it.each([
    ['failed', '{"errorType":"Error","errorMessage":"It failed."}'],
    ['timed-out', Buffer.from(timedOut('request-1', 3000, new Date(0)).payload).toString()],
  ])('says that a function %s', async (outcome, text) => {
    const { timed, spans } = setUp({
      invoke: () => ({ functionError: 'Unhandled', payload: Buffer.from(text) }),
    });
    await timed.invoke(invocation);
    expect(spans()).toMatchObject([{ outcome, endedAtMs: 1200 }]);
  });

  it.each([
    ['failed', new LambdaInvokeError('AccessDeniedException', 'Not allowed.')],
    ['timed-out', new DOMException('It took too long.', 'TimeoutError')],
    ['abandoned', new DOMException('The caller left.', 'AbortError')],
  ])(
    'records an invocation without a result as %s, and throws its error',
    async (outcome, error) => {
      const invoked = setUp({ invoke: fails(error) });
      await expect(invoked.timed.invoke(invocation)).rejects.toBe(error);
      const streamed = setUp({ stream: fails(error) });
      await expect(streamed.timed.invokeWithResponseStream(invocation)).rejects.toBe(error);
      for (const { spans } of [invoked, streamed]) {
        expect(spans()).toMatchObject([{ outcome, startedAtMs: 1000, endedAtMs: 1200 }]);
      }
    },
  );

  it('ends a streamed invocation with its last bytes', async () => {
    const { timed, spans } = setUp({ stream: () => ({ coldStartMs: 80 }) });
    const { body } = await timed.invokeWithResponseStream(invocation);
    expect(spans()).toMatchObject([{ outcome: 'running' }]);
    await readAll(body);
    expect(spans()).toMatchObject([{ outcome: 'answered', endedAtMs: 1400, coldStartMs: 80 }]);
  });

  it.each([
    ['timed-out', timedOut('request-1', 3000, new Date(0))],
    ['failed', new Error('The function failed.')],
  ])('records a stream that breaks off as %s', async (outcome, error) => {
    const { timed, spans } = setUp({ stream: () => ({ body: broken(error) }) });
    const { body } = await timed.invokeWithResponseStream(invocation);
    await expect(readAll(body)).rejects.toBe(error);
    expect(spans()).toMatchObject([{ outcome }]);
  });

  it('records that the reader left a stream before its end', async () => {
    const { timed, spans } = setUp({});
    const { body } = await timed.invokeWithResponseStream(invocation);
    for await (const _chunk of body) break;
    expect(spans()).toMatchObject([{ outcome: 'abandoned', endedAtMs: 1200 }]);
  });
});
