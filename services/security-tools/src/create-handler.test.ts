import { afterEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { createToolCaller } from '../testing/call-tool.ts';
import { type FakeAws, startFakeAws } from '../testing/fake-aws.ts';
import { enabledServices } from '../testing/fake-services.ts';
import { createHandler } from './create-handler.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.close();
  aws = undefined;
});

const withoutClientContext = {} as Context;

describe('createHandler', () => {
  it.each(['delete_findings', 'constructor', ''])('refuses the unknown tool "%s"', async (name) => {
    aws = await startFakeAws({});
    expect(await createToolCaller(aws).call(name)).toEqual({
      ok: false,
      error: { code: 'UNKNOWN_TOOL', message: expect.stringContaining('list_findings') },
    });
  });

  it('refuses a call without the name of a tool', async () => {
    const handler = createHandler({
      region: 'us-east-1',
      serviceTimeoutMs: 1_000,
      readers: [],
      log: { info: () => {}, warn: () => {} },
    });
    expect(await handler({}, withoutClientContext)).toMatchObject({
      error: { code: 'UNKNOWN_TOOL' },
    });
  });

  it.each([
    ['a value outside the list', { severity: 'SECRET-TEXT' }, /severity/],
    ['a limit of 0', { limit: 0 }, /limit/],
    ['a limit above the maximum', { limit: 51 }, /limit/],
    ['a fraction', { limit: 1.5 }, /limit/],
    ['text instead of a number', { limit: '20' }, /limit/],
    ['an unknown argument', { 'SECRET-TEXT': 1 }, /names only: service, severity/],
    ['text instead of an object', 'SECRET-TEXT', /must be an object/],
  ])('refuses %s without repeating it', async (_, toolArguments, message) => {
    aws = await startFakeAws({});
    const caller = createToolCaller(aws);
    const result = await caller.call('list_findings', toolArguments);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'INVALID_ARGUMENTS', message: expect.stringMatching(message) },
    });
    expect(JSON.stringify([result, caller.log])).not.toContain('SECRET-TEXT');
    expect(aws.requests).toHaveLength(0);
  });

  it('logs the tool, the outcome and the count, but no text of a finding', async () => {
    aws = await startFakeAws(enabledServices());
    const caller = createToolCaller(aws);
    await caller.call('list_findings', {});
    expect(caller.log).toEqual([
      expect.objectContaining({
        message: 'Tool called',
        tool: 'list_findings',
        ok: true,
        total: 4,
      }),
    ]);
  });
});
