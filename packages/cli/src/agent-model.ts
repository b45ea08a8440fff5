import type { AgentModel } from '@hopwise/local-stack/bedrock-agent/model/agent-model';
import { openAiCompatibleModel } from '@hopwise/local-stack/bedrock-agent/model/openai-compatible-model';
import { type OptionValue, UsageError } from './command.ts';

const stepTimeoutMs = 120_000;

/** Lines of help for the option that `modelOf` reads. */
export const modelHelp = [
  '  --model URL#NAME   lets an OpenAI-compatible endpoint think for the agent, for instance',
  '                     http://127.0.0.1:11434/v1#llama3.2; its key, if any, in HOPWISE_MODEL_API_KEY',
] as const;

/**
 * The model that stands in for the deterministic planner, given as base URL and name in one.
 *
 * @throws UsageError the value is not of that form
 */
export const modelOf = (value: OptionValue): { model?: AgentModel } => {
  if (value === undefined) return {};
  const [, baseUrl, model] = /^(https?:\/\/[^#]+)#(.+)$/.exec(String(value)) ?? [];
  if (!baseUrl || !model) throw new UsageError('--model takes URL#NAME, see --help.');
  const apiKey = process.env.HOPWISE_MODEL_API_KEY;
  try {
    const key = apiKey ? { apiKey } : {};
    return { model: openAiCompatibleModel({ baseUrl, model, timeoutMs: stepTimeoutMs, ...key }) };
  } catch (cause) {
    throw new UsageError('--model takes an https: URL, or an http: URL on loopback.', { cause });
  }
};
