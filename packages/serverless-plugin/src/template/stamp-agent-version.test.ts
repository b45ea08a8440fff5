import { describe, expect, it } from '@jest/globals';
import { stampAgentVersion } from './stamp-agent-version.ts';
import type { Template } from './template.ts';

const templateOf = (agent: Record<string, unknown>, agentId: unknown): Template => ({
  Resources: {
    Agent: { Type: 'AWS::Bedrock::Agent', Properties: agent },
    Alias: {
      Type: 'AWS::Bedrock::AgentAlias',
      Properties: { AgentId: agentId, Description: 'definition unstamped' },
    },
  },
});

const descriptionOf = (agent: Record<string, unknown>, agentId: unknown): unknown => {
  const template = templateOf(agent, agentId);
  stampAgentVersion(template);
  return template.Resources.Alias?.Properties?.Description;
};

const getAtt = { 'Fn::GetAtt': ['Agent', 'AgentId'] };

describe('stampAgentVersion', () => {
  it('gives the same agent the same stamp, for any order of its keys', () => {
    const one = descriptionOf({ AgentName: 'a', Instruction: 'b' }, getAtt);
    const other = descriptionOf({ Instruction: 'b', AgentName: 'a' }, getAtt);
    expect(one).toMatch(/^definition [0-9a-f]{16}$/);
    expect(other).toBe(one);
  });

  it('gives a changed agent a different stamp', () => {
    const one = descriptionOf({ Instruction: 'a', ActionGroups: [{ Name: 'x' }] }, getAtt);
    const other = descriptionOf({ Instruction: 'a', ActionGroups: [{ Name: 'y' }] }, getAtt);
    expect(other).not.toBe(one);
  });

  it('follows Ref and the dotted form of Fn::GetAtt', () => {
    const stamp = descriptionOf({ AgentName: 'a' }, getAtt);
    expect(descriptionOf({ AgentName: 'a' }, { Ref: 'Agent' })).toBe(stamp);
    expect(descriptionOf({ AgentName: 'a' }, { 'Fn::GetAtt': 'Agent.AgentId' })).toBe(stamp);
  });

  it('does not change the alias of an agent that is not in the template', () => {
    expect(descriptionOf({ AgentName: 'a' }, 'AGENT12345')).toBe('definition unstamped');
  });
});
