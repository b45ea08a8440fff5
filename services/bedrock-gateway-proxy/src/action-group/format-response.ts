import { untrustedDataNotice } from '@hopwise/contracts/untrusted-data-notice';
import type { Outcome } from '../outcome/outcome.ts';
import type { Origin } from './action-group-event.ts';
import { type Body, cutToFit } from './cut-result.ts';

/**
 * Limit for the whole answer in bytes of UTF-8. Agents refuse larger answers with "Lambda response
 * exceeds maximum size 25KB", although the documentation names Lambda's limit of 6 MB.
 */
export const maxResponseBytes = 24_000;

type Attributes = Pick<Origin, 'sessionAttributes' | 'promptSessionAttributes'>;

/**
 * The answer of an action group with a function schema or an OpenAPI schema.
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
    /** `REPROMPT` sends the body back to the model. `FAILURE` ends the agent's turn. */
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
  // web-api cannot see a `FAILURE`: it leaves no observation in the agent's trace.
  refusal: {},
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

/** A model reads the notice before the data. The answer has one even if the data has a member of this name. */
const bodyOf = ({ state, body, hops }: Outcome): Body => {
  if (state === 'refusal') return body;
  const notice = state === 'success' ? { notice: untrustedDataNotice } : {};
  return { ...notice, ...body, ...notice, hops };
};

const repeatedAttributes = ({ sessionAttributes, promptSessionAttributes }: Attributes) => ({
  ...(sessionAttributes !== undefined && { sessionAttributes }),
  ...(promptSessionAttributes !== undefined && { promptSessionAttributes }),
});

const isSmallEnough = (response: ActionGroupResponse): boolean =>
  Buffer.byteLength(JSON.stringify(response)) < maxResponseBytes;

const noAttributes: Attributes = {
  sessionAttributes: undefined,
  promptSessionAttributes: undefined,
};

/** Formats an outcome for the kind of its event, and cuts it to the agent's size limit. */
export const formatResponse = (origin: Origin, outcome: Outcome): ActionGroupResponse => {
  const respond = (body: Body, attributes: Attributes): ActionGroupResponse => ({
    messageVersion: '1.0',
    response: toResponse(origin, outcome, JSON.stringify(body)),
    ...repeatedAttributes(attributes),
  });
  const respondWith = (attributes: Attributes): ActionGroupResponse => {
    const body = bodyOf(outcome);
    const fits = (candidate: Body) => isSmallEnough(respond(candidate, attributes));
    return respond(cutToFit(body, fits), attributes);
  };
  const response = respondWith(origin);
  // If the attributes leave no room for the body, omit them: the agent keeps its own.
  return isSmallEnough(response) ? response : respondWith(noAttributes);
};
