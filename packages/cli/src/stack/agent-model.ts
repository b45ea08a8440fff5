import type { AgentModel } from '@hopwise/local-stack/bedrock-agent/model/agent-model';
import { openAiCompatibleModel } from '@hopwise/local-stack/bedrock-agent/model/openai-compatible-model';
import { type OptionValue, UsageError } from '../command-line/command.ts';

/** Less than the 120 seconds of web-api, so that the turn can still name the model. */
const stepTimeoutMs = 110_000;

/**
 * Reads the model that replaces the deterministic planner from `URL#NAME`.
 *
 * @throws UsageError if the value has another form or the URL is not allowed
 */
export const modelOf = (value: OptionValue): { model?: AgentModel } => {
  if (value === undefined) return {};
  const [, baseUrl, model] = /^(https?:\/\/[^#]+)#(.+)$/.exec(String(value)) ?? [];
  if (!baseUrl || !model) throw new UsageError('--model needs URL#NAME, see --help.');
  const apiKey = process.env.HOPWISE_MODEL_API_KEY;
  try {
    const key = apiKey ? { apiKey } : {};
    return { model: openAiCompatibleModel({ baseUrl, model, timeoutMs: stepTimeoutMs, ...key }) };
  } catch (cause) {
    throw new UsageError(
      '--model needs an https: URL, or an http: URL on loopback, without a user name. The API key is in HOPWISE_MODEL_API_KEY.',
      { cause },
    );
  }
};
