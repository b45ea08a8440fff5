import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { toolNameOf } from './tool-name.ts';

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
