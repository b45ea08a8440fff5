import { readTemplate } from '@hopwise/template/read-template';
import { templateModel } from '@hopwise/template/template-model';
import { describe, expect, it } from '@jest/globals';
import { gatewayNameInvalid } from './gateway-name-invalid.ts';
import { nameTooLong } from './name-too-long.ts';
import { quotaExceeded } from './quota-exceeded.ts';
import type { Rule } from './rule.ts';
import { toolDefinitionInvalid } from './tool-definition-invalid.ts';

const found = async (rule: Rule, resources: object) => {
  const text = JSON.stringify({ Resources: resources });
  return rule(templateModel(readTemplate(text, 'stack'), 'stack'));
};

const times = <T>(count: number, one: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => one(index));

const gateway = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'door' } };

const target = (Name: unknown, tools = 1) => ({
  Type: 'AWS::BedrockAgentCore::GatewayTarget',
  Properties: {
    Name,
    GatewayIdentifier: { Ref: 'Door' },
    TargetConfiguration: {
      Mcp: { Lambda: { ToolSchema: { InlinePayload: times(tools, (n) => ({ Name: `t${n}` })) } } },
    },
  },
});

describe('GATEWAY_NAME_INVALID', () => {
  it.each(['tools', 'tools-of-2026', { 'Fn::Sub': 'tools-$' + '{AWS::Region}' }])(
    'accepts %j',
    async (name) => {
      expect(await found(gatewayNameInvalid, { Door: gateway, Tools: target(name) })).toEqual([]);
    },
  );

  it.each(['my_tools', 'a--b', '-tools', { 'Fn::Sub': '$' + '{AWS::Region}_tools' }])(
    'refuses %j',
    async (name) => {
      expect(await found(gatewayNameInvalid, { Door: gateway, Tools: target(name) })).toMatchObject(
        [{ where: 'Tools.Name', kind: 'target', hop: 7 }],
      );
    },
  );
});

describe('QUOTA_EXCEEDED', () => {
  const targetsOf = (count: number) =>
    Object.fromEntries(times(count, (n) => [`Tools${n}`, target(`tools${n}`)]));
  const agentOf = (groups: number) => ({
    Type: 'AWS::Bedrock::Agent',
    Properties: { ActionGroups: times(groups, (n) => ({ ActionGroupName: `g${n}` })) },
  });

  it.each([
    ['targets per gateway', (count: number) => ({ Door: gateway, ...targetsOf(count) }), 100],
    ['tools per target', (count: number) => ({ Door: gateway, Tools: target('t', count) }), 1000],
    ['action groups per agent', (count: number) => ({ Helper: agentOf(count) }), 20],
  ])('counts %s', async (quota, resources, max) => {
    expect(await found(quotaExceeded, resources(max))).toEqual([]);
    expect(await found(quotaExceeded, resources(max + 1))).toMatchObject([
      { quota: expect.stringMatching(new RegExp(quota, 'i')), count: max + 1, max },
    ]);
  });
});

const targetOf = (kind: object) => ({
  Type: 'AWS::BedrockAgentCore::GatewayTarget',
  Properties: { Name: 'tools', GatewayIdentifier: 'g', TargetConfiguration: { Mcp: kind } },
});

describe('NAME_TOO_LONG', () => {
  it('is found for a tool that a target of a REST API renames', async () => {
    const renamed = (Name: string) => ({
      Tools: targetOf({
        ApiGateway: { ApiGatewayToolConfiguration: { ToolOverrides: [{ Name }] } },
      }),
    });
    expect(await found(nameTooLong, renamed('a'.repeat(56)))).toEqual([]);
    expect(await found(nameTooLong, renamed('a'.repeat(57)))).toMatchObject([{ kind: 'tool' }]);
  });
});

describe('TOOL_DEFINITION_INVALID', () => {
  const problemsOf = async (...tools: readonly unknown[]) =>
    (
      await found(toolDefinitionInvalid, {
        Tools: targetOf({ Lambda: { ToolSchema: { InlinePayload: tools } } }),
      })
    ).map((one) => ('problem' in one ? one.problem : undefined));
  const withSchema = (InputSchema: unknown) => ({
    Name: 'list',
    Description: 'Lists.',
    InputSchema,
  });

  it('names each missing key', async () => {
    expect(await problemsOf({})).toEqual([
      'it has no Name',
      'it has no Description',
      'it has no InputSchema',
    ]);
  });

  it('names the part of a schema without a type, and a type that the gateway does not know', async () => {
    const Properties = {
      ids: { Type: 'array', Items: { Type: 'uuid' } },
      note: {},
      day: { Type: ['string', 'null'] },
    };
    expect(await problemsOf(withSchema({ Type: 'object', Properties }))).toEqual([
      'InputSchema.Properties.ids.Items has the Type uuid',
      'InputSchema.Properties.note has no Type',
      'InputSchema.Properties.day has a list as its Type',
    ]);
  });

  it('leaves out what the template does not show', async () => {
    const unknown = { 'Fn::ImportValue': 'Schema' };
    expect(await problemsOf(unknown, withSchema(unknown), withSchema({ Type: unknown }))).toEqual(
      [],
    );
  });
});
