import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { printableLine } from '@hopwise/contracts/printable';
import { type DiagnoseStackOptions, diagnoseStack } from '@hopwise/doctor/live/diagnose-stack';
import type { LiveTarget } from '@hopwise/doctor/live/live-target';
import type { CommandInput } from '../command-line/command.ts';
import { awaitSources } from '../stack/await-sources.ts';
import { findRunningStack } from '../stack/running-stack.ts';
import { localTarget } from './local-target.ts';
import { requireProfile } from './require-profile.ts';
import { requireStage } from './require-stage.ts';

/**
 * Examines stacks or a stage on AWS, or the running stack on this machine. Rejects if there is no stack to examine.
 */
export const examineStack = async (
  input: CommandInput,
  hop: HopNumber | undefined,
): Promise<DoctorReport> => {
  const { target, probe } = await targetOf(input);
  const progress = progressOf(input);
  const options: DiagnoseStackOptions = {
    probe,
    signal: input.signal,
    onCheck: progress.show,
    ...(hop !== undefined && { hop }),
  };
  return diagnoseStack(target, options).finally(progress.clear);
};

type Examined = { readonly target: LiveTarget; readonly probe: boolean };

const targetOf = async (input: CommandInput): Promise<Examined> => {
  const { options, serviceDirectory } = input;
  const { stage, probe } = options;
  if (options.stack !== undefined) {
    const stackNames = [options.stack].flat().map(String);
    const name = `${stackNames.length === 1 ? 'stack' : 'stacks'} ${stackNames.join(', ')}`;
    const target = { name, stackNames, ...(await onAws(input)) };
    return { target, probe: probe === true };
  }
  if (stage !== undefined) {
    await requireStage(String(stage), serviceDirectory);
    const target = {
      name: `stage ${stage}`,
      stackNames: [`hopwise-${stage}`],
      callersSignIn: true,
      ...(await onAws(input)),
    };
    return { target, probe: probe === true };
  }
  const stack = await findRunningStack(serviceDirectory);
  if (!stack) {
    throw new Error(
      'no local stack is running. Start one with `./hopwise start`, or add --stage, --stack or --template.',
    );
  }
  await awaitSources(stack, input);
  const { environment, state, allDecisions: decisions } = stack;
  return { target: localTarget({ environment, stage: state.stage, decisions }), probe: true };
};

/** The Region and the profile of stacks on AWS. */
const onAws = async ({ options: { profile, region } }: CommandInput) => {
  if (profile !== undefined) await requireProfile(String(profile));
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return {
    region: String(region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1'),
    ...(profile !== undefined && { profile: String(profile) }),
  };
};

/** Shows the current check on one line of a terminal, which the next check overwrites. */
const progressOf = ({ terminal: { interactive, stderr } }: CommandInput) => {
  const write = (text: string): void => {
    if (interactive) stderr.writeStyled(`\r\x1b[K${printableLine(text)}`);
  };
  return { show: (name: string) => write(`${name} …`), clear: () => write('') };
};
