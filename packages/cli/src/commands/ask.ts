import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnswerEvent } from '@hopwise/chat-client/ask-chat';
import { type AskOutcome, askQuestion } from '../ask/ask-question.ts';
import { newCorrelationId } from '../ask/correlation-id.ts';
import { firstDenied, type HopRow, hopRows } from '../ask/hop-rows.ts';
import { hopTable } from '../ask/hop-table.ts';
import {
  type Command,
  type CommandInput,
  type Terminal,
  UsageError,
} from '../command-line/command.ts';
import { modelHelp, modelOf } from '../stack/agent-model.ts';
import { findRunningStack, type RunningStack } from '../stack/running-stack.ts';
import { startPackagedStack } from '../stack/start-packaged-stack.ts';

type AskedStack = Pick<RunningStack, 'environment' | 'decisions'>;

type AskResult = AskOutcome & {
  readonly correlationId: string;
  readonly hops: readonly HopRow[];
};

export const ask: Command = {
  name: 'ask',
  summary: 'Sends one question through all seven hops and shows the decisions at each hop.',
  synopsis: '"<question>" [--model URL#NAME] [--json]',
  help: [
    '  --json             prints only { answer, correlationId, hops } on stdout',
    ...modelHelp,
    '',
    'Asks the running stack, or starts one for this question. --model applies only to the latter.',
    'Exit code 1: the answer is incomplete.',
  ],
  options: { json: { type: 'boolean' }, model: { type: 'string' } },
  acceptsPositionals: true,
  async run(input) {
    const [question, ...more] = input.positionals;
    if (!question?.trim() || more.length > 0) {
      throw new UsageError('ask needs one question in quotes: hopwise ask "Check security status"');
    }
    const model = modelOf(input.options.model);
    const running = await findRunningStack(input.serviceDirectory);
    const result = running
      ? await askStack(running, question, input)
      : await withEphemeralStack(input, model, (stack) => askStack(stack, question, input));
    report(result, input);
    return result.failure ? 1 : 0;
  },
};

const askStack = async (
  stack: AskedStack,
  message: string,
  { options, signal, terminal }: CommandInput,
): Promise<AskResult> => {
  const correlationId = newCorrelationId();
  const { API_URL: apiUrl = '' } = stack.environment;
  const onEvent = options.json === true ? () => undefined : showEvent(terminal);
  const outcome = await askQuestion({ apiUrl, message, correlationId, signal }, onEvent);
  return { ...outcome, correlationId, hops: hopRows(await stack.decisions(correlationId)) };
};

const withEphemeralStack = async <Result>(
  input: CommandInput,
  model: ReturnType<typeof modelOf>,
  work: (stack: AskedStack) => Promise<Result>,
): Promise<Result> => {
  const folder = join(input.serviceDirectory, '.hopwise');
  await mkdir(folder, { recursive: true });
  const outputDirectory = await mkdtemp(join(folder, 'ask-'));
  try {
    const stack = await startPackagedStack(input, { outputDirectory, ...model });
    try {
      return await work({
        environment: stack.env,
        decisions: async (correlationId) => stack.decisions.ofTurn(correlationId),
      });
    } finally {
      await stack.stop();
    }
  } finally {
    await rm(outputDirectory, { recursive: true, force: true });
  }
};

/** Writes the answer to stdout and the agent's steps to stderr, as they arrive. */
const showEvent =
  ({ stdout, stderr }: Terminal) =>
  (event: AnswerEvent): void => {
    if (event.type === 'text') stdout.write(event.delta);
    if (event.type !== 'step') return;
    const detail =
      event.outcome === 'started' ? JSON.stringify(event.arguments) : (event.summary ?? '');
    stderr.write(`· ${event.tool} ${event.outcome} ${detail}\n`);
  };

const report = (result: AskResult, { options, terminal }: CommandInput): void => {
  const { answer, correlationId, failure, hops } = result;
  if (options.json === true) {
    const error = failure && { error: failure };
    terminal.stdout.write(
      `${JSON.stringify({ answer, correlationId, hops, ...error }, null, 2)}\n`,
    );
  } else {
    terminal.stdout.write(`\n\n${hopTable(hops, terminal.colour)}`);
  }
  if (failure) terminal.stderr.write(failureText(result));
};

const failureText = ({ failure, hops, correlationId }: AskResult): string => {
  const denied = firstDenied(hops);
  const where = denied
    ? `Hop ${denied.hop} was denied: ${denied.decision.principal} is not allowed to call ${denied.decision.action} on ${denied.decision.resource}.\n  ${denied.decision.code}: ${denied.decision.by}\n`
    : '';
  return `\n${failure?.code}: ${failure?.message}\n${where}Correlation id: ${correlationId}\n`;
};
