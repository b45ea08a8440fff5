import type { Origin } from '../event/action-group-event.ts';
import type { Outcome } from '../outcome.ts';
import { type Body, cutToFit } from './cut-result.ts';

/**
 * The whole answer stays below this many bytes of UTF-8. Agents have refused answers with "Lambda response
 * exceeds maximum size 25KB", although the documentation speaks of Lambda's 6 MB.
 */
export const maxResponseBytes = 24_000;

type Attributes = Pick<Origin, 'sessionAttributes' | 'promptSessionAttributes'>;

/**
 * Answer to an action group, by the kind of its schema.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html
 */
export type ActionGroupResponse = {
  readonly messageVersion: '1.0';
  readonly response: FunctionResponse | OpenApiResponse;
  readonly sessionAttributes?: Readonly<Record<string, string>>;
  readonly promptSessionAttributes?: Readonly<Record<string, string>>;
};

type FunctionResponse = {
  readonly actionGroup: string;
  readonly function: string;
  readonly functionResponse: {
    /** `REPROMPT` hands the body back to the model; `FAILURE` ends the agent's turn. */
    readonly responseState?: 'REPROMPT' | 'FAILURE';
    readonly responseBody: { readonly TEXT: { readonly body: string } };
  };
};

type OpenApiResponse = {
  readonly actionGroup: string;
  readonly apiPath: string;
  readonly httpMethod: string;
  readonly httpStatusCode: number;
  readonly responseBody: { readonly 'application/json': { readonly body: string } };
};

const responseStates = {
  success: {},
  reprompt: { responseState: 'REPROMPT' },
  failure: { responseState: 'FAILURE' },
} as const;

const toResponse = (
  origin: Origin,
  outcome: Outcome,
  body: string,
): FunctionResponse | OpenApiResponse =>
  origin.kind === 'function'
    ? {
        actionGroup: origin.actionGroup,
        function: origin.function,
        functionResponse: {
          ...responseStates[outcome.state],
          responseBody: { TEXT: { body } },
        },
      }
    : {
        actionGroup: origin.actionGroup,
        apiPath: origin.apiPath,
        httpMethod: origin.httpMethod,
        httpStatusCode: outcome.httpStatusCode,
        responseBody: { 'application/json': { body } },
      };

const echoed = ({ sessionAttributes, promptSessionAttributes }: Attributes) => ({
  ...(sessionAttributes !== undefined && { sessionAttributes }),
  ...(promptSessionAttributes !== undefined && { promptSessionAttributes }),
});

const isSmallEnough = (response: ActionGroupResponse): boolean =>
  Buffer.byteLength(JSON.stringify(response)) < maxResponseBytes;

const noAttributes: Attributes = {
  sessionAttributes: undefined,
  promptSessionAttributes: undefined,
};

/** Puts an outcome into the form that its event's kind asks for, cut to what an agent takes. */
export const formatResponse = (origin: Origin, outcome: Outcome): ActionGroupResponse => {
  const respond = (body: Body, attributes: Attributes): ActionGroupResponse => ({
    messageVersion: '1.0',
    response: toResponse(origin, outcome, JSON.stringify(body)),
    ...echoed(attributes),
  });
  const respondWith = (attributes: Attributes): ActionGroupResponse => {
    const body = { ...outcome.body, hops: outcome.hops };
    const fits = (candidate: Body) => isSmallEnough(respond(candidate, attributes));
    return respond(cutToFit(body, fits), attributes);
  };
  const response = respondWith(origin);
  // Attributes that alone fill the answer are not repeated; the agent keeps what it has.
  return isSmallEnough(response) ? response : respondWith(noAttributes);
};
