import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import {
  type ConversationMessage,
  ModelError,
  type ModelRequest,
  type ModelStep,
} from './agent-model.ts';
import type { AgentTool, AgentToolParameter } from './agent-tool.ts';

const chatCompletion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.nullish(z.string()),
          tool_calls: z.nullish(
            z.array(
              z.looseObject({
                function: z.looseObject({ name: z.string(), arguments: z.string() }),
              }),
            ),
          ),
        }),
      }),
    )
    .check(z.minLength(1)),
});

/** The body of `POST /chat/completions` for the next step. */
export const chatCompletionRequest = (model: string, request: ModelRequest) => ({
  model,
  temperature: 0,
  parallel_tool_calls: false,
  messages: [
    { role: 'system', content: systemMessage(request) },
    ...request.conversation.flatMap(messagesOf),
  ],
  ...(request.tools.length > 0 && { tools: request.tools.map(toolDefinition) }),
});

const systemMessage = ({ instruction, promptSessionAttributes }: ModelRequest): string =>
  [
    instruction,
    ...Object.entries(promptSessionAttributes).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');

const messagesOf = (message: ConversationMessage): readonly object[] => {
  if (message.role !== 'tool') return [{ role: message.role, content: message.text }];
  const { call, result } = message;
  const called = { name: call.tool, arguments: JSON.stringify(call.arguments) };
  return [
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: call.callId, type: 'function', function: called }],
    },
    { role: 'tool', tool_call_id: call.callId, content: result.text },
  ];
};

const toolDefinition = ({ name, description, parameters }: AgentTool) => ({
  type: 'function',
  function: {
    name,
    description,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(parameters.map((one) => [one.name, propertyOf(one)])),
      required: parameters.filter(({ required }) => required).map((one) => one.name),
    },
  },
});

const propertyOf = ({ type, description }: AgentToolParameter) =>
  type === 'array' ? { type, description, items: {} } : { type, description };

/** Converts a chat completion to a step. Throws `ModelError` (`MODEL_REPLY_MALFORMED`). */
export const readChatCompletion = (reply: unknown, tools: readonly AgentTool[]): ModelStep => {
  const parsed = chatCompletion.safeParse(reply);
  const message = parsed.data?.choices[0]?.message;
  if (message === undefined) throw malformed('is not a chat completion');
  const call = message.tool_calls?.[0]?.function;
  if (call === undefined) {
    if (!message.content) throw malformed('contains neither text nor a tool call');
    return { kind: 'answer', text: message.content };
  }
  if (!tools.some(({ name }) => name === call.name)) {
    throw malformed('calls a tool that does not exist');
  }
  return {
    kind: 'call',
    tool: call.name,
    arguments: argumentsOf(call.arguments),
    rationale: message.content ?? undefined,
  };
};

const argumentsOf = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return z.record(z.string(), z.unknown()).parse(parseBoundedJson(text === '' ? '{}' : text));
  } catch {
    throw malformed('contains tool arguments that are not a JSON object');
  }
};

const malformed = (what: string): ModelError =>
  new ModelError('MODEL_REPLY_MALFORMED', `The model's reply ${what}.`);
