import { afterEach, describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { createHandler } from './create-handler.ts';
import { createToolCaller } from './testing/call-tool.ts';
import { type FakeAws, startFakeAws } from './testing/fake-aws.ts';
import { enabledServices } from './testing/fake-services.ts';
import { toolNameOf } from './tool-name.ts';

let aws: FakeAws | undefined;
afterEach(async () => {
  await aws?.close();
  aws = undefined;
});

const withClientContext = (clientContext: unknown): Context =>
  ({ clientContext }) as unknown as Context;

describe('toolNameOf', () => {
  it.each([
    [{ custom: { bedrockAgentCoreToolName: 'security___list_findings' } }, 'list_findings'],
    [{ Custom: { bedrockAgentCoreToolName: 'security___list_findings' } }, 'list_findings'],
    [{ custom: { bedrockAgentCoreToolName: 'list_findings' } }, 'list_findings'],
    [{ custom: { bedrockAgentCoreToolName: 'a___b___c' } }, 'b___c'],
    [{ custom: { bedrockAgentCoreToolName: 7 } }, undefined],
    [{ custom: {} }, undefined],
    [undefined, undefined],
  ])('reads %j as %s', (clientContext, name) => {
    expect(toolNameOf(withClientContext(clientContext))).toBe(name);
  });
});

describe('handler', () => {
  it.each(['delete_findings', 'constructor', ''])('refuses the unknown tool "%s"', async (name) => {
    aws = await startFakeAws({});
    expect(await createToolCaller(aws).call(name)).toEqual({
      ok: false,
      error: { code: 'UNKNOWN_TOOL', message: expect.stringContaining('list_findings') },
    });
  });

  it('refuses a call that names no tool', async () => {
    const handler = createHandler({
      region: 'us-east-1',
      serviceTimeoutMs: 1_000,
      readers: [],
      logger: { info: () => {}, warn: () => {} },
    });
    expect(await handler({}, withClientContext(undefined))).toMatchObject({
      error: { code: 'UNKNOWN_TOOL' },
    });
  });

  it.each([
    ['a value outside the list', { severity: 'SECRET-TEXT' }, /severity/],
    ['a limit of 0', { limit: 0 }, /limit/],
    ['a limit above the maximum', { limit: 51 }, /limit/],
    ['a fraction', { limit: 1.5 }, /limit/],
    ['text for a number', { limit: '20' }, /limit/],
    ['an unknown argument', { 'SECRET-TEXT': 1 }, /names only: service, severity/],
    ['no object', 'SECRET-TEXT', /must be an object/],
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

  it('logs the tool, the outcome and the count, and no text of a finding', async () => {
    aws = await startFakeAws(enabledServices());
    const caller = createToolCaller(aws);
    await caller.call('list_findings', {});
    expect(caller.log).toEqual([
      { message: 'Tool called', tool: 'list_findings', ok: true, total: 4 },
    ]);
  });
});
