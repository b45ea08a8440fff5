import { describe, expect, it } from '@jest/globals';
import { parseMessage } from './json-rpc.ts';
import { readResult } from './read-result.ts';

const deep = `${'{"a":'.repeat(11_000)}1${'}'.repeat(11_000)}`;

describe('an answer that is nested too deeply', () => {
  it('is malformed as a message of the gateway', () => {
    expect(parseMessage(`{"jsonrpc":"2.0","id":1,"result":${deep}}`)).toBe('malformed');
  });

  it('is malformed as the result of a tool', () => {
    expect(readResult({ content: [{ type: 'text', text: `{"ok":true,"data":${deep}}` }] })).toEqual(
      { code: 'TOOL_RESULT_MALFORMED' },
    );
  });
});
