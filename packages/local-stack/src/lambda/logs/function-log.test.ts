import { describe, expect, it } from '@jest/globals';
import { createFunctionLog } from './function-log.ts';

describe('the tail of a log', () => {
  it('has the lines of the invocation', () => {
    const log = createFunctionLog(() => undefined);
    log.write('before');
    log.reset();
    log.write('one');
    log.write('two é');
    expect(log.tail().toString()).toBe('one\ntwo é\n');
  });

  it.each(['a', 'é', '🙂'])('has the last 4 KiB of many lines of %s', (character) => {
    const log = createFunctionLog(() => undefined);
    const lines = Array.from({ length: 2_000 }, (_, index) => `${index} ${character.repeat(9)}`);
    for (const line of lines) log.write(line);
    expect(log.tail()).toEqual(Buffer.from(`${lines.join('\n')}\n`).subarray(-4096));
  });
});
