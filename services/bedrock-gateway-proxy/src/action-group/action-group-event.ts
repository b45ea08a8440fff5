import { correlationId, correlationIdAttribute } from '@hopwise/contracts/correlation-id';
import * as z from 'zod/mini';
import { ProxyError } from '../errors.ts';

/** `object` appears only in events of OpenAPI action groups. */
const valueType = z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']);
export type ValueType = z.infer<typeof valueType>;

const namedValue = z.looseObject({ name: z.string(), type: valueType, value: z.string() });
export type NamedValue = z.infer<typeof namedValue>;

const attributes = z.nullish(z.record(z.string(), z.string()));
const name = z.string().check(z.minLength(1), z.maxLength(200));

const shared = {
  messageVersion: z.literal('1.0'),
  actionGroup: name,
  parameters: z.nullish(z.array(namedValue)),
  sessionAttributes: attributes,
  promptSessionAttributes: attributes,
};

const functionEvent = z.looseObject({ ...shared, function: name });

const openApiEvent = z.looseObject({
  ...shared,
  apiPath: z.string().check(z.minLength(1), z.maxLength(2000)),
  httpMethod: name,
  requestBody: z.nullish(
    z.looseObject({
      content: z.record(z.string(), z.looseObject({ properties: z.nullish(z.array(namedValue)) })),
    }),
  ),
});

type Attributes = Readonly<Record<string, string>>;

/** The parts of the event that the answer must repeat. */
export type Origin = {
  readonly actionGroup: string;
  readonly sessionAttributes: Attributes | undefined;
  readonly promptSessionAttributes: Attributes | undefined;
} & (
  | { readonly kind: 'function'; readonly function: string }
  | { readonly kind: 'openapi'; readonly apiPath: string; readonly httpMethod: string }
);

/** One call of an action group, with either kind of schema. */
export type ActionGroupCall = {
  /** Without the gateway's target prefix. */
  readonly tool: string;
  readonly parameters: readonly NamedValue[];
  readonly correlationId: string | undefined;
  readonly origin: Origin;
};

/** The last fixed segment of the path: `explain_finding` of `/explain_finding/{finding_id}`. */
const toolOfPath = (apiPath: string): string =>
  apiPath
    .split('/')
    .filter((segment) => segment !== '' && !segment.startsWith('{'))
    .at(-1) ?? '';

const sharedOrigin = (event: z.infer<typeof functionEvent> | z.infer<typeof openApiEvent>) => ({
  actionGroup: event.actionGroup,
  sessionAttributes: event.sessionAttributes ?? undefined,
  promptSessionAttributes: event.promptSessionAttributes ?? undefined,
});

const correlationIdOf = (sessionAttributes: Attributes | null | undefined): string | undefined => {
  const parsed = z.safeParse(correlationId, sessionAttributes?.[correlationIdAttribute]);
  return parsed.success ? parsed.data : undefined;
};

const parseOrThrow = <Schema extends z.ZodMiniType>(
  schema: Schema,
  event: unknown,
): z.infer<Schema> => {
  const parsed = z.safeParse(schema, event);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 5).map(({ path }) => placeOf(path));
  throw new ProxyError(
    'EVENT_MALFORMED',
    `The action-group event is malformed at: ${places.join(', ')}.`,
  );
};

/** The documented part of a path. The caller chooses the keys below it, so messages must not contain them. */
const placeOf = (path: readonly PropertyKey[]): string => String(path[0] ?? 'the event itself');

const fromFunctionEvent = (event: z.infer<typeof functionEvent>): ActionGroupCall => ({
  tool: event.function,
  parameters: event.parameters ?? [],
  correlationId: correlationIdOf(event.sessionAttributes),
  origin: { ...sharedOrigin(event), kind: 'function', function: event.function },
});

const fromOpenApiEvent = (event: z.infer<typeof openApiEvent>): ActionGroupCall => ({
  tool: toolOfPath(event.apiPath),
  parameters: [
    ...(event.parameters ?? []),
    ...Object.values(event.requestBody?.content ?? {}).flatMap(
      ({ properties }) => properties ?? [],
    ),
  ],
  correlationId: correlationIdOf(event.sessionAttributes),
  origin: {
    ...sharedOrigin(event),
    kind: 'openapi',
    apiPath: event.apiPath,
    httpMethod: event.httpMethod,
  },
});

/**
 * Reads an event of either kind. Throws `EVENT_MALFORMED`.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html
 */
export const parseActionGroupEvent = (event: unknown): ActionGroupCall => {
  const isOpenApi = typeof event === 'object' && event !== null && 'apiPath' in event;
  return isOpenApi
    ? fromOpenApiEvent(parseOrThrow(openApiEvent, event))
    : fromFunctionEvent(parseOrThrow(functionEvent, event));
};
