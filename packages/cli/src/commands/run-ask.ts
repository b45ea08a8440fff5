import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import type { ExplainedFailure } from '@hopwise/chat-client/explain-failure';
import type { ToolStep, UnreadServices } from '@hopwise/chat-client/unread-services';
import { printableLine } from '@hopwise/contracts/printable';
import { type AskFailure, type AskOutcome, askQuestion } from '../ask/ask-question.ts';
import { type HopRow, hopRows } from '../ask/hop-rows.ts';
import { hopTable } from '../ask/hop-table.ts';
import {
  type CommandInput,
  type RunCommand,
  type Terminal,
  UsageError,
} from '../command-line/command.ts';
import { type QuotedText, quotedText } from '../command-line/quoted-text.ts';
import { awaitSources } from '../stack/await-sources.ts';
import {
  findRunningStack,
  lostStack,
  type RunningStack,
  StackEndedError,
} from '../stack/running-stack.ts';

type AskedStack = Pick<RunningStack, 'environment' | 'decisions'> & {
  readonly state?: Pick<RunningStack['state'], 'pageUrl'>;
};

type AskedStep = Extract<AnswerEvent, { type: 'step' }>;

type ToolData = { readonly tool: string; readonly result: Readonly<Record<string, unknown>> };

type AskResult = Pick<AskOutcome, 'answer' | 'correlationId'> & {
  /** Address of the turn's path in the page. Absent if the stack has no page, or ends after the question. */
  readonly turnUrl?: string;
  /** Empty if the stack ended before its decisions were read. */
  readonly hops: readonly HopRow[];
  readonly failure?: ExplainedFailure<HopRow>;
  /** The data of the tools, in the order of their calls. */
  readonly results?: readonly ToolData[];
  /** What a complete answer lacks. */
  readonly unread?: readonly UnreadServices[];
};

const modelRefused =
  '--model cannot change the model of the running stack. Stop the stack with `./hopwise stop`, then ask again or run `./hopwise start --model URL#NAME`.';

export const runAsk: RunCommand = async (input) => {
  const [question, ...more] = input.positionals;
  if (!question?.trim() || more.length > 0) {
    throw new UsageError('ask needs one question in quotes: hopwise ask "Check security status"');
  }
  const running = await findRunningStack(input.serviceDirectory);
  if (running && input.options.model !== undefined) throw new UsageError(modelRefused);
  if (running) await awaitSources(running, input);
  const result = running
    ? await askStack(running, question, input)
    : await askEphemeralStack(question, input);
  await report(result, input);
  return result.failure ? 1 : 0;
};

const askEphemeralStack = async (question: string, input: CommandInput): Promise<AskResult> => {
  const { withEphemeralStack } = await import('../stack/ephemeral-stack.ts');
  const lost = await lostStack(input.serviceDirectory);
  if (lost !== undefined) {
    input.terminal.stderr.write(
      `${lost} This question gets a separate stack without its faults. Start it again with \`./hopwise start\`.\n`,
    );
  }
  return await withEphemeralStack(input, (stack) => askStack(stack, question, input));
};

const askStack = async (
  stack: AskedStack,
  message: string,
  { options, signal, terminal }: CommandInput,
): Promise<AskResult> => {
  const { API_URL: apiUrl = '' } = stack.environment;
  const steps: AskedStep[] = [];
  const quoted = quotedText(terminal.stdout.columns);
  const show = options.json === true ? () => undefined : showEvent(terminal, quoted);
  const onEvent = (event: AnswerEvent): void => {
    if (event.type === 'step') steps.push(event);
    show(event);
  };
  const { failure, ...asked } = await askQuestion({ apiUrl, message, signal }, onEvent);
  // A question without a response has no decisions, but the read still shows whether the stack has ended.
  const decisions = await stack.decisions(asked.correlationId ?? '').catch(asEnded);
  if (decisions instanceof StackEndedError) {
    return { ...asked, failure: stackEnded(decisions), hops: [] };
  }
  const hops = hopRows({ decisions, failure });
  return {
    ...asked,
    ...turnUrlOf(stack, asked),
    hops,
    results: steps.flatMap(({ tool, result }) => (result === undefined ? [] : [{ tool, result }])),
    ...(failure ? { failure: await explained(failure, hops) } : { unread: await unreadIn(steps) }),
  };
};

// The texts of a failure are loaded only for a turn that needs them.
const explained = async (failure: AskFailure, hops: readonly HopRow[]) => {
  const { explainFailure } = await import('@hopwise/chat-client/explain-failure');
  return { cure: searchLogs, ...explainFailure(failure, hops) };
};

const unreadIn = async (steps: readonly ToolStep[]): Promise<readonly UnreadServices[]> => {
  if (steps.length === 0) return [];
  const { unreadServices } = await import('@hopwise/chat-client/unread-services');
  return unreadServices(steps);
};

/** Without a general cure, the logs of the turn are the only way to more detail. */
const searchLogs = 'Search the logs of the functions for the correlation id.';

const asEnded = (error: unknown): StackEndedError => {
  if (error instanceof StackEndedError) return error;
  throw error;
};

const stackEnded = ({ message }: StackEndedError): ExplainedFailure<HopRow> => ({
  code: 'STACK_ENDED',
  message,
});

const turnUrlOf = (
  { state }: AskedStack,
  { correlationId }: AskOutcome,
): Pick<AskResult, 'turnUrl'> =>
  state?.pageUrl === undefined || correlationId === undefined
    ? {}
    : { turnUrl: new URL(`/turns/${correlationId}`, state.pageUrl).href };

/** Writes the answer to stdout and the agent's steps to stderr, as they arrive. */
const showEvent =
  ({ stdout, stderr }: Terminal, quoted: QuotedText) =>
  (event: AnswerEvent): void => {
    if (event.type === 'text') stdout.writeStyled(quoted.add(event.delta));
    if (event.type !== 'step') return;
    const detail =
      event.outcome === 'started' ? JSON.stringify(event.arguments) : (event.summary ?? '');
    stdout.writeStyled(quoted.endLine());
    const step = quotedText(stderr.columns);
    const line = printableLine(`· ${event.tool} ${event.outcome} ${detail}`);
    stderr.writeStyled(`${step.add(line)}\n`);
  };

const report = async (result: AskResult, { options, terminal }: CommandInput): Promise<void> => {
  const { answer, correlationId, turnUrl, failure, hops, results = [], unread = [] } = result;
  if (options.json === true) {
    const error = failure && { error: errorOf(failure) };
    terminal.stdout.write(
      `${JSON.stringify({ answer, correlationId, turnUrl, results, hops, ...error }, null, 2)}\n`,
    );
  } else {
    const table = hops.length === 0 ? '' : hopTable(hops, terminal.colour);
    terminal.stdout.writeStyled(`\n${await dataText(results, terminal)}\n${table}`);
    if (turnUrl !== undefined) terminal.stdout.write(`\nPath of this turn: ${turnUrl}\n`);
  }
  if (failure) {
    const { failureText } = await import('../ask/failure-text.ts');
    terminal.stderr.write(failureText(failure, correlationId));
  }
  const [toServices] = hops.slice(-1);
  if (unread.length > 0 && toServices) {
    const { unreadText } = await import('../ask/unread-text.ts');
    for (const one of unread) terminal.stderr.write(unreadText(one, toServices));
  }
};

/** The rows of the tools' results, marked like the answer, because their texts come from elsewhere. */
const dataText = async (results: readonly ToolData[], { stdout }: Terminal): Promise<string> => {
  if (results.length === 0) return '';
  const { resultLines } = await import('@hopwise/chat-client/result-lines');
  const quoted = quotedText(stdout.columns);
  const lines = results.flatMap(({ result }) => resultLines(result)).map(printableLine);
  return lines.map((line) => `${quoted.add(line)}${quoted.endLine()}`).join('');
};

/** The failure in JSON. `hops` has the details of its hop. */
const errorOf = ({ view, ...failure }: ExplainedFailure<HopRow>) => ({
  ...failure,
  ...(view && { hop: view.hop }),
});
