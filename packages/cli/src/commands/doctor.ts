import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { types } from 'node:util';
import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { diagnoseTemplate } from '@hopwise/doctor/diagnose-template';
import { type DiagnoseStackOptions, diagnoseStack } from '@hopwise/doctor/live/diagnose-stack';
import type { LiveTarget } from '@hopwise/doctor/live/live-target';
import { sarifReport } from '@hopwise/doctor/report/sarif-report';
import { textReport } from '@hopwise/doctor/report/text-report';
import { readSourceFiles } from '@hopwise/doctor/sources/read-source-files';
import { type Command, type CommandInput, UsageError } from '../command-line/command.ts';
import { localTarget } from '../diagnosis/local-target.ts';
import { findRunningStack } from '../stack/running-stack.ts';

const exitHealthy = 0;
const exitFindings = 1;
const exitCouldNotRun = 2;

/** Name of the template that `serverless package` merges from the files of the service. */
const packagedTemplate = 'cloudformation-template-update-stack.json';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Names the first broken hop and its cure, in a running stack or in a template.',
  synopsis: '[--template FILE | [--stage S] [--profile P] [--hop N] [--probe]] [--json | --sarif]',
  help: [
    '  --template FILE  examines a CloudFormation template (JSON or YAML) instead of a stack',
    '  --stage S        examines the stage on AWS (default: the running stack on this machine)',
    '  --profile P      profile of the AWS configuration files, for --stage',
    '  --hop N          examines only one hop, 1 to 7',
    '  --probe          also makes one real call at each hop on AWS, which bills model turns;',
    '                   always on for the running stack on this machine, where it is free',
    '  --json           prints only { target, checked, findings } on stdout',
    '  --sarif          prints only SARIF 2.1.0 on stdout',
    '',
    'The doctor changes nothing. Exit code: 0 healthy, 1 findings, 2 the doctor could not run.',
    'The Region on AWS is AWS_REGION, AWS_DEFAULT_REGION or us-east-1.',
  ],
  options: {
    template: { type: 'string' },
    stage: { type: 'string' },
    profile: { type: 'string' },
    hop: { type: 'string' },
    probe: { type: 'boolean' },
    json: { type: 'boolean' },
    sarif: { type: 'boolean' },
  },
  async run(input) {
    const examine = examinationOf(input);
    try {
      const report = await examine();
      input.terminal.stdout.write(rendered(report, input));
      return report.findings.length === 0 ? exitHealthy : exitFindings;
    } catch (error) {
      const problem = types.isNativeError(error) ? error.message : 'unknown error';
      input.terminal.stderr.write(`The doctor could not run: ${problem}\n`);
      return exitCouldNotRun;
    }
  },
};

const examinationOf = (input: CommandInput): (() => Promise<DoctorReport>) => {
  const { template, stage, profile, hop, probe, json, sarif } = input.options;
  if (json === true && sarif === true) {
    throw new UsageError('--json and --sarif exclude each other.');
  }
  const ofStack = [stage, profile, hop, probe].some((option) => option !== undefined);
  if (template !== undefined && ofStack) {
    throw new UsageError(
      '--template cannot be combined with --stage, --profile, --hop or --probe.',
    );
  }
  if (profile !== undefined && stage === undefined) {
    throw new UsageError('--profile needs --stage: the local stack has no profiles.');
  }
  const asked = hopOf(hop);
  return template === undefined
    ? () => examineStack(input, asked)
    : () => examineTemplate(input, String(template));
};

const hopOf = (option: CommandInput['options'][string]): HopNumber | undefined => {
  if (option === undefined) return undefined;
  if (/^[1-7]$/.test(String(option))) return Number(option) as HopNumber;
  throw new UsageError('--hop must be a number from 1 to 7.');
};

const examineTemplate = async (
  { serviceDirectory }: CommandInput,
  path: string,
): Promise<DoctorReport> => {
  const text = await readFile(resolve(path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const problem =
      cause.code === 'ENOENT' ? 'the file does not exist' : (cause.code ?? 'unknown error');
    throw new Error(`${path} cannot be read: ${problem}.`, { cause });
  });
  const packaged = basename(path) === packagedTemplate;
  const sources = packaged ? await readSourceFiles(serviceDirectory) : undefined;
  return diagnoseTemplate({ text, name: path, ...(sources && { sources }) });
};

const examineStack = async (
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

const targetOf = async ({
  options,
  serviceDirectory,
}: CommandInput): Promise<{ readonly target: LiveTarget; readonly probe: boolean }> => {
  const { stage, profile, probe } = options;
  if (stage !== undefined) {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const target = {
      name: `stage ${stage}`,
      stackName: `hopwise-${stage}`,
      region: AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1',
      callersSignIn: true,
      ...(profile !== undefined && { profile: String(profile) }),
    };
    return { target, probe: probe === true };
  }
  const stack = await findRunningStack(serviceDirectory);
  if (!stack) {
    throw new Error(
      'no local stack is running. Start one with `npx -y pnpm@12 start`, or add --stage or --template.',
    );
  }
  const { environment, state, allDecisions: decisions } = stack;
  return { target: localTarget({ environment, stage: state.stage, decisions }), probe: true };
};

/** Shows the current check on one line of a terminal, which the next check overwrites. */
const progressOf = ({ terminal: { interactive, stderr } }: CommandInput) => {
  const write = (text: string): void => {
    if (interactive) stderr.write(`\r\x1b[K${text}`);
  };
  return { show: (name: string) => write(`${name} …`), clear: () => write('') };
};

const templateOf = ({ template }: CommandInput['options']): string | undefined =>
  template === undefined ? undefined : String(template);

const rendered = (report: DoctorReport, { options, terminal }: CommandInput): string => {
  if (options.json === true) return `${JSON.stringify(report)}\n`;
  if (options.sarif === true) {
    return `${JSON.stringify(sarifReport(report, templateOf(options)))}\n`;
  }
  return textReport(report, terminal.colour);
};
