import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { recordOutput } from './record-output.ts';

it('keeps what is written until its end, and writes it', async () => {
  const output = new PassThrough();
  const end = recordOutput(output);
  output.write('one ');
  output.write(Buffer.from('two'));
  expect(end()).toBe('one two');
  output.end(' three');
  expect((await output.toArray()).join('')).toBe('one two three');
});
