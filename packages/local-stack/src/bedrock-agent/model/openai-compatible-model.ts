import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { boundedFetch, ResponseTooLargeError } from '../../http/bounded-fetch.ts';
import { type AgentModel, ModelError, type ModelRequest } from './agent-model.ts';
import { chatCompletionRequest, readChatCompletion } from './chat-completion.ts';

export type OpenAiCompatibleModelOptions = {
  /** The URL before `/chat/completions`, for instance `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  /** Time limit of one step. */
  readonly timeoutMs: number;
};

const maxReplyBytes = 1_000_000;
const loopbackHosts = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/;

/**
 * A model with an OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp, …), called over `https:`, or over
 * `http:` on loopback. Throws `ModelError`. https://platform.openai.com/docs/api-reference/chat/create
 */
export const openAiCompatibleModel = (options: OpenAiCompatibleModelOptions): AgentModel => {
  const url = endpointOf(options.baseUrl);
  return {
    async next(request) {
      const reply = await post(url, options, request);
      return readChatCompletion(reply, request.tools);
    },
  };
};

const endpointOf = (baseUrl: string): URL => {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/chat/completions`);
  const allowed =
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.test(url.hostname));
  // `fetch` refuses an address with a user name.
  if (!allowed || url.username !== '' || url.password !== '') {
    throw new TypeError(
      'The base URL of a model must be https:, or http: on loopback, without a user name.',
    );
  }
  return url;
};

const post = async (
  url: URL,
  { apiKey, model, timeoutMs }: OpenAiCompatibleModelOptions,
  request: ModelRequest,
): Promise<unknown> => {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const init = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(chatCompletionRequest(model, request)),
      signal: AbortSignal.any([request.signal, timeout]),
    };
    const response = await boundedFetch(url, init, maxReplyBytes);
    if (!response.ok) {
      throw new ModelError(
        response.status === 401 || response.status === 403
          ? 'MODEL_CREDENTIAL_REFUSED'
          : 'MODEL_REFUSED',
        `${url.origin} answered ${response.status} for ${model}.`,
      );
    }
    return parseJson(await response.text(), url);
  } catch (cause) {
    throw modelErrorOf(cause, { url, timeout });
  }
};

const modelErrorOf = (
  cause: unknown,
  { url, timeout }: { readonly url: URL; readonly timeout: AbortSignal },
): unknown => {
  if (cause instanceof ModelError) return cause;
  if (cause instanceof ResponseTooLargeError) {
    return new ModelError('MODEL_REPLY_TOO_LARGE', `${url.origin}: ${cause.message}`, { cause });
  }
  if (timeout.aborted) {
    return new ModelError('MODEL_TIMEOUT', `${url.origin} did not answer in time.`, { cause });
  }
  return new ModelError('MODEL_UNREACHABLE', `${url.origin} cannot be reached.`, { cause });
};

const parseJson = (text: string, url: URL): unknown => {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw new ModelError(
      'MODEL_REPLY_MALFORMED',
      `The answer of ${url.origin} ${jsonProblem(cause)}.`,
    );
  }
};
