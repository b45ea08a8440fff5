import { describe, expect, it } from '@jest/globals';
import { readableAnswer } from './readable-answer.ts';

const frame = (event: object) => `event: x\ndata: ${JSON.stringify(event)}\n\n`;

/** Feeds a stream in parts of `size` characters. */
const read = (stream: string, size = stream.length): string => {
  const written: string[] = [];
  const { feed } = readableAnswer((text) => written.push(text));
  for (let at = 0; at < stream.length; at += size) feed(stream.slice(at, at + size));
  return written.join('');
};

const answer = [
  { type: 'hop', hop: 6, credential: 'oauth', effect: 'allow' },
  { type: 'step', stepId: '1', tool: 'list', arguments: { limit: 2 }, outcome: 'started' },
  { type: 'step', stepId: '1', tool: 'list', arguments: {}, outcome: 'succeeded', summary: 'Two.' },
  { type: 'text', delta: 'Two ' },
  { type: 'text', delta: 'findings.' },
  { type: 'done', sessionId: 'a.1', correlationId: 'turn-1' },
]
  .map(frame)
  .join('');

describe('readableAnswer', () => {
  it.each([1, 7, 10_000])(
    'writes hops, steps and the answer, in parts of %i characters',
    (size) => {
      expect(read(answer, size)).toBe(
        'hop 6  oauth  allow\nlist started  {"limit":2}\nlist succeeded  Two.\nTwo findings.\nsession a.1\n',
      );
    },
  );

  it.each([
    ['complete', answer, false],
    ['cut', answer.slice(0, answer.lastIndexOf('event: ')), true],
    ['empty', '', true],
  ])('knows whether an answer that is %s has failed', (_name, stream, failed) => {
    const { feed, hasFailed } = readableAnswer(() => undefined);
    feed(stream);
    expect(hasFailed()).toBe(failed);
  });

  it('omits the hops before the function, which take no part', () => {
    const hops = [1, 2, 3].map((hop) => ({ type: 'hop', hop, credential: 'iam', effect: 'allow' }));
    expect(read(hops.map(frame).join(''))).toBe('hop 3  iam  allow\n');
  });

  it('names the code, hop and cure of an error', () => {
    const hop = {
      type: 'hop',
      hop: 6,
      credential: 'oauth',
      effect: 'deny',
      code: 'GATEWAY_UNAUTHORIZED',
    };
    const error = {
      type: 'error',
      code: 'GATEWAY_UNAUTHORIZED',
      message: 'No.',
      hop: 6,
      correlationId: 'turn-1',
    };
    expect(read(frame(hop) + frame(error))).toMatch(
      /^hop 6 {2}oauth {2}deny {2}GATEWAY_UNAUTHORIZED\nGATEWAY_UNAUTHORIZED at hop 6: No\.\nWhat to do: Compare .+\.\n$/,
    );
  });

  it.each(['{"type":"later"}', 'no JSON'])('writes the unknown event %s as it is', (data) => {
    expect(read(`data: ${data}\n\n`)).toBe(`${data}\n`);
  });
});
