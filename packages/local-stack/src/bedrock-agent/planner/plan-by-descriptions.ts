import type { AgentTool, AgentToolParameter } from '../model/agent-tool.ts';
import { chooseTools } from './choose-tools.ts';
import { composeAnswer } from './compose-answer.ts';
import type { Plan } from './plan.ts';

/** Plans the calls for a question by the names, descriptions and parameters of the tools. */
export const planByDescriptions = (question: string, tools: readonly AgentTool[]): Plan => {
  const choices = chooseTools(question, tools);
  if (choices.length === 0) return { kind: 'answer', text: nothingAnswers(tools) };
  const [incomplete] = choices.filter(({ extracted }) => extracted.missing.length > 0);
  if (incomplete !== undefined) {
    return { kind: 'ask', text: askFor(incomplete.tool, incomplete.extracted.missing) };
  }
  return {
    kind: 'calls',
    calls: choices.flatMap(({ tool, extracted }) =>
      extracted.calls.map((one) => ({ tool: tool.name, arguments: one })),
    ),
    answer: (results) => ({ text: composeAnswer(results) }),
  };
};

const askFor = (tool: AgentTool, missing: readonly AgentToolParameter[]): string => {
  const items = missing.map(({ name, description }) => `- **${name}**: ${description}`);
  return [`To answer this with ${tool.name} I need:`, '', ...items].join('\n');
};

const nothingAnswers = (tools: readonly AgentTool[]): string => {
  const items = tools.map(({ name, description }) => `- **${name}**: ${description}`);
  return ['None of my tools answers this question. What I can do:', '', ...items].join('\n');
};
