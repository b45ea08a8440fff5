import { correlationId } from '@hopwise/contracts/correlation-id';
import { hopNumber } from '@hopwise/contracts/hop-schemas';
import type { HopNumber } from '@hopwise/contracts/hops';
import { type DecisionRecord, maxDecisions } from '../decisions/decision-record.ts';
import { maxTimedTurns } from '../decisions/span-record.ts';
import { type Faults, FaultUnknownError } from '../faults/create-faults.ts';
import { TemplateError } from '../template/template-error.ts';
import { jsonAnswer, type PageAnswer } from './page-answer.ts';
import type { WebUi } from './web-ui.ts';

export type LocalRoutesOptions = {
  readonly decisions: Pick<DecisionRecord, 'ofTurn' | 'spansOfTurn'>;
  readonly faults: Pick<Faults, 'list' | 'set'>;
  readonly diagnose?: WebUi['diagnose'];
};

/** A request from the page to a route below `/local/`. */
export type LocalRequest = {
  readonly method: string;
  readonly url: URL;
  readonly signal: AbortSignal;
};

const turnPath = /^\/local\/turns\/([^/]+)$/;
const faultPath = /^\/local\/faults\/([^/]+)$/;

/** Answers the routes that only the page of a local stack has: decisions, faults and the doctor. */
export const answerLocalRoute = async (
  request: LocalRequest,
  options: LocalRoutesOptions,
): Promise<PageAnswer> => {
  const { method, url } = request;
  const fault = faultPath.exec(url.pathname)?.[1];
  if (fault !== undefined && (method === 'PUT' || method === 'DELETE')) {
    return setFault(fault, method === 'PUT', options);
  }
  const turn = turnPath.exec(url.pathname)?.[1];
  if (turn !== undefined && method === 'GET') return turnAnswer(turn, options);
  const route = method === 'GET' ? routes[url.pathname] : undefined;
  return route
    ? route(request, options)
    : jsonAnswer(404, { message: `${method} ${url.pathname} does not exist.` });
};

type Route = (
  request: LocalRequest,
  options: LocalRoutesOptions,
) => PageAnswer | Promise<PageAnswer>;

const routes: Readonly<Record<string, Route | undefined>> = {
  '/local/decisions': ({ url }, { decisions }) =>
    jsonAnswer(200, decisions.ofTurn(url.searchParams.get('correlationId') ?? '')),
  '/local/faults': (_request, { faults }) => jsonAnswer(200, faults.list()),
  '/local/diagnosis': async ({ url, signal }, { diagnose }) => {
    if (!diagnose) return jsonAnswer(404, { message: 'This stack was started without a doctor.' });
    const asked = url.searchParams.get('hop');
    const hop = asked === null ? undefined : hopNumber.safeParse(Number(asked)).data;
    if (asked !== null && hop === undefined) {
      return jsonAnswer(400, { message: 'hop must be a number from 1 to 7.' });
    }
    return jsonAnswer(200, await diagnose(hop as HopNumber | undefined, signal));
  },
};

/** What the record has about a turn. The `=` of an id can be percent-encoded. */
const turnAnswer = (encoded: string, { decisions }: LocalRoutesOptions): PageAnswer => {
  const id = correlationId.safeParse(encoded.replaceAll('%3D', '=')).data;
  if (id === undefined) {
    return jsonAnswer(400, {
      message: 'A correlation id has 8 to 64 letters, digits, - or _, then up to two =.',
    });
  }
  const found = { decisions: decisions.ofTurn(id), spans: decisions.spansOfTurn(id) ?? [] };
  return found.decisions.length + found.spans.length > 0
    ? jsonAnswer(200, { correlationId: id, ...found })
    : jsonAnswer(404, { message: `The record of this stack has no turn ${id}. ${recordLimit}` });
};

const recordLimit = `It keeps the times of the last ${maxTimedTurns} turns and the last ${maxDecisions} decisions.`;

const setFault = async (
  encoded: string,
  on: boolean,
  { faults }: LocalRoutesOptions,
): Promise<PageAnswer> => {
  try {
    return jsonAnswer(200, await faults.set(decodeURIComponent(encoded), on));
  } catch (error) {
    if (error instanceof URIError) return jsonAnswer(400, { message: 'The path is malformed.' });
    if (error instanceof FaultUnknownError) return jsonAnswer(404, { message: error.message });
    if (error instanceof TemplateError) return jsonAnswer(409, { message: error.message });
    throw error;
  }
};
