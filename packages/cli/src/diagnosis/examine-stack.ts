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
 * Examines a stage on AWS, or the running stack on this machine. Rejects if there is no stack to examine.
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

const targetOf = async (
  input: CommandInput,
): Promise<{ readonly target: LiveTarget; readonly probe: boolean }> => {
  const { options, serviceDirectory } = input;
  const { stage, profile, probe } = options;
  if (stage !== undefined) {
    await requireStage(String(stage), serviceDirectory);
    if (profile !== undefined) await requireProfile(String(profile));
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const target = {
      name: `stage ${stage}`,
      stackNames: [`hopwise-${stage}`],
      region: AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1',
      callersSignIn: true,
      ...(profile !== undefined && { profile: String(profile) }),
    };
    return { target, probe: probe === true };
  }
  const stack = await findRunningStack(serviceDirectory);
  if (!stack) {
    throw new Error(
      'no local stack is running. Start one with `./hopwise start`, or add --stage or --template.',
    );
  }
  await awaitSources(stack, input);
  const { environment, state, allDecisions: decisions } = stack;
  return { target: localTarget({ environment, stage: state.stage, decisions }), probe: true };
};

/** Shows the current check on one line of a terminal, which the next check overwrites. */
const progressOf = ({ terminal: { interactive, stderr } }: CommandInput) => {
  const write = (text: string): void => {
    if (interactive) stderr.writeStyled(`\r\x1b[K${printableLine(text)}`);
  };
  return { show: (name: string) => write(`${name} …`), clear: () => write('') };
};
