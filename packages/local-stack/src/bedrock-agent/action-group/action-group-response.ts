import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import { AgentRuntimeError } from '../agent-runtime-error.ts';
import type { AgentTool } from '../model/agent-tool.ts';

/**
 * Size limit of an action group's response in bytes. AWS's message says 25KB, which can mean 25,000 or
 * 25,600. The smaller value fits both.
 */
export const maxActionGroupResponseBytes = 25_000;

export type ActionGroupAnswer = {
  readonly text: string;
  readonly state: 'REPROMPT' | 'FAILURE' | undefined;
  /** A 4xx response of an API operation: the call was understood and refused. */
  readonly refused: boolean;
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
};

const attributes = z.nullish(z.record(z.string(), z.string()));
const body = z.looseObject({ body: z.string() });

const functionResponse = z.looseObject({
  actionGroup: z.string(),
  function: z.string(),
  functionResponse: z.looseObject({
    responseState: z.optional(z.enum(['REPROMPT', 'FAILURE'])),
    responseBody: z.looseObject({ TEXT: body }),
  }),
});

const apiResponse = z.looseObject({
  actionGroup: z.string(),
  apiPath: z.string(),
  httpMethod: z.string(),
  httpStatusCode: z.int().check(z.gte(100), z.lte(599)),
  responseBody: z.record(z.string(), body),
});

const envelope = z.looseObject({
  messageVersion: z.literal('1.0'),
  response: z.unknown(),
  sessionAttributes: attributes,
  promptSessionAttributes: attributes,
});

/**
 * Reads the return value of an action group's function. Throws `DependencyFailedException` with the
 * function's ARN unless it is the documented response to this call.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html#agents-lambda-response
 */
export const readActionGroupResponse = (
  payload: Uint8Array,
  tool: AgentTool,
): ActionGroupAnswer => {
  const { lambdaArn } = tool.actionGroup;
  if (payload.length > maxActionGroupResponseBytes) {
    throw new AgentRuntimeError(
      'DependencyFailedException',
      `Lambda response exceeds maximum size 25KB: ${payload.length}`,
      { resourceName: lambdaArn },
    );
  }
  try {
    const { response, sessionAttributes, promptSessionAttributes } = envelope.parse(
      parseBoundedJson(Buffer.from(payload).toString('utf8')),
    );
    return {
      ...(tool.operation.kind === 'function'
        ? readFunctionResponse(response, tool)
        : readApiResponse(response, tool)),
      sessionAttributes: sessionAttributes ?? {},
      promptSessionAttributes: promptSessionAttributes ?? {},
    };
  } catch (cause) {
    throw new AgentRuntimeError(
      'DependencyFailedException',
      'The server encountered an error processing the Lambda response. Check the Lambda response and retry the request',
      { resourceName: lambdaArn, cause },
    );
  }
};

type Outcome = Pick<ActionGroupAnswer, 'text' | 'state' | 'refused'>;

const readFunctionResponse = (response: unknown, tool: AgentTool): Outcome => {
  const parsed = functionResponse.parse(response);
  requireEcho('actionGroup', parsed.actionGroup, tool.actionGroup.name);
  if (tool.operation.kind === 'function') {
    requireEcho('function', parsed.function, tool.operation.functionName);
  }
  const { responseState, responseBody } = parsed.functionResponse;
  return { text: responseBody.TEXT.body, state: responseState, refused: false };
};

const readApiResponse = (response: unknown, tool: AgentTool): Outcome => {
  const parsed = apiResponse.parse(response);
  requireEcho('actionGroup', parsed.actionGroup, tool.actionGroup.name);
  if (tool.operation.kind === 'api') {
    requireEcho('apiPath', parsed.apiPath, tool.operation.apiPath);
    requireEcho('httpMethod', parsed.httpMethod.toUpperCase(), tool.operation.httpMethod);
  }
  const [first] = Object.values(parsed.responseBody);
  const refused = parsed.httpStatusCode >= 400 && parsed.httpStatusCode < 500;
  return { text: first?.body ?? '', state: undefined, refused };
};

const requireEcho = (member: string, actual: string, expected: string): void => {
  if (actual !== expected) {
    throw new TypeError(`response.${member} must repeat the event's ${member} "${expected}".`);
  }
};
