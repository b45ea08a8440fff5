import { readHopRefusal } from '@hopwise/contracts/hop-refusal';
import * as z from 'zod/mini';

/** Why a function's result is a failure. */
export type ResultFailure = { readonly code: string; readonly hop?: number };

const body = z.object({ body: z.string() });

/** The answer of a Lambda function to an agent's action group, with a function schema or an OpenAPI schema. */
const actionGroupAnswer = z.object({
  response: z.union([
    z.pipe(
      z.object({ functionResponse: z.object({ responseBody: z.object({ TEXT: body }) }) }),
      z.transform(({ functionResponse }) => functionResponse.responseBody.TEXT.body),
    ),
    z.pipe(
      z.object({ responseBody: z.object({ 'application/json': body }) }),
      z.transform(({ responseBody }) => responseBody['application/json'].body),
    ),
  ]),
});

const failedTool = z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) });

/**
 * Reads whether the result of a function is a failure: a tool without a result, or the action group's refusal of hop 6
 * or 7. `printed` is everything that `invoke local` wrote. The result is the indented JSON object at its end.
 */
export const failureOfResult = (printed: string): ResultFailure | undefined => {
  const result = parse(printed.slice(`\n${printed}`.lastIndexOf('\n{\n')));
  const answer = actionGroupAnswer.safeParse(result);
  if (!answer.success) return failureOfTool(result);
  const text = answer.data.response;
  return readHopRefusal(text) ?? failureOfTool(parse(text));
};

const failureOfTool = (result: unknown): ResultFailure | undefined => {
  const { data } = failedTool.safeParse(result);
  return data && { code: data.error.code };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
