import { describe, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { readEventStream } from './event-stream.ts';

const corpus: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '', []],
  ['one message', 'event: message\ndata: {"a":1}\n\n', ['{"a":1}']],
  ['a message without a name', 'data: x\n\n', ['x']],
  ['CRLF', 'event: message\r\ndata: x\r\n\r\n', ['x']],
  ['only CR', 'event: message\rdata: x\r\r', ['x']],
  ['a byte order mark', '\uFEFFdata: x\n\n', ['x']],
  ['comments', ': ping\n\n: ping\ndata: x\n: pong\n\n', ['x']],
  ['data over several lines', 'data: {"a":\ndata: 1}\n\n', ['{"a":\n1}']],
  ['no space after the colon', 'data:x\n\n', ['x']],
  ['only one space removed', 'data:  x\n\n', [' x']],
  ['ids, retries and unknown fields', 'id: 1\nretry: 5\nfoo: y\ndata: x\n\n', ['x']],
  ['an opening event without data', 'id: 1\ndata:\n\ndata: x\n\n', ['x']],
  ['a data field without a colon', 'data\n\ndata: x\n\n', ['x']],
  ['events of other names', 'event: ping\ndata: y\n\ndata: x\n\n', ['x']],
  ['several messages in order', 'data: 1\n\n\n\ndata: 2\n\n', ['1', '2']],
  ['a last event without an empty line', 'data: 1\n\ndata: 2', ['1', '2']],
  ['Unicode line separators inside a line', 'data: a\u2028b\n\n', ['a\u2028b']],
];

describe('readEventStream', () => {
  it.each(corpus)('reads %s', (_, stream, messages) => {
    expect(readEventStream(stream)).toEqual(messages);
  });

  it('reads any stream as eventsource-parser does', () => {
    const parts = [
      'data',
      'data:',
      'event:',
      'event',
      ': ',
      'id: 1',
      'x',
      ' ',
      '\n',
      '\r\n',
      '\r',
      '\n\n',
    ];
    const streams = fc.array(fc.constantFrom(...parts, 'message', 'ping', '\uFEFF', '🔐'), {
      maxLength: 30,
    });
    const readByPeer = (stream: string): readonly string[] => {
      const messages: string[] = [];
      const parser = createParser({
        onEvent: ({ event = 'message', data }) => {
          if (event === 'message' && data !== '') messages.push(data);
        },
      });
      parser.feed(stream);
      parser.feed('\n\n');
      return messages;
    };
    fc.assert(
      fc.property(streams, (each) => {
        expect(readEventStream(each.join(''))).toEqual(readByPeer(each.join('')));
      }),
      { numRuns: 10_000 },
    );
  });
});
