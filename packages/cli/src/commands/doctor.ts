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
import { type Command, type CommandInput, UsageError } from '../command.ts';
import { localTarget } from '../local-target.ts';
import { findRunningStack } from '../running-stack.ts';

const exitHealthy = 0;
const exitFindings = 1;
const exitCouldNotRun = 2;

/** As `serverless package` calls its template, which was merged from the files of the service. */
const packagedTemplate = 'cloudformation-template-update-stack.json';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Names the first broken hop and its cure: of a running stack, or what a template shows.',
  synopsis: '[--template FILE | [--stage S] [--profile P] [--hop N] [--probe]] [--json | --sarif]',
  help: [
    '  --template FILE  examines a CloudFormation template, JSON or YAML, instead of a stack',
    '  --stage S        examines the stage on AWS (default: the stack that runs on this machine)',
    '  --profile P      profile of the AWS configuration files, for --stage',
    '  --hop N          looks at one hop alone, 1 to 7',
    '  --probe          makes one real call of each hop on AWS, too: the turns of its model are billed;',
    '                   on this machine that costs nothing and is always done',
    '  --json           prints { target, checked, findings } alone on stdout',
    '  --sarif          prints SARIF 2.1.0 alone on stdout',
    '',
    'It changes nothing. Exit code: 0 healthy, 1 findings, 2 it could not look.',
    'The Region on AWS is AWS_REGION, else us-east-1.',
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
      const problem = types.isNativeError(error) ? error.message : 'for an unknown reason';
      input.terminal.stderr.write(`The doctor could not look: ${problem}\n`);
      return exitCouldNotRun;
    }
  },
};

const examinationOf = (input: CommandInput): (() => Promise<DoctorReport>) => {
  const { template, stage, profile, hop, probe, json, sarif } = input.options;
  if (json === true && sarif === true)
    throw new UsageError('--json and --sarif exclude each other.');
  const ofStack = [stage, profile, hop, probe].some((option) => option !== undefined);
  if (template !== undefined && ofStack) {
    throw new UsageError('--template goes with none of --stage, --profile, --hop and --probe.');
  }
  if (profile !== undefined && stage === undefined) {
    throw new UsageError('--profile needs --stage: a stack on this machine knows no profiles.');
  }
  const asked = hopOf(hop);
  return template === undefined
    ? () => examineStack(input, asked)
    : () => examineTemplate(input, String(template));
};

const hopOf = (option: CommandInput['options'][string]): HopNumber | undefined => {
  if (option === undefined) return undefined;
  if (/^[1-7]$/.test(String(option))) return Number(option) as HopNumber;
  throw new UsageError('--hop takes a number from 1 to 7.');
};

const examineTemplate = async (
  { serviceDirectory }: CommandInput,
  path: string,
): Promise<DoctorReport> => {
  const text = await readFile(resolve(path), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const problem = cause.code === 'ENOENT' ? 'there is no such file' : (cause.code ?? 'unknown');
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
    ...{ probe, signal: input.signal, onCheck: progress.show },
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
      'no local stack is running. Start one with `npx -y pnpm@12 start`, or name a --stage or a --template.',
    );
  }
  const { environment, state, allDecisions: decisions } = stack;
  return { target: localTarget({ environment, stage: state.stage, decisions }), probe: true };
};

/** Each check on one line of a terminal, in the place of the one before. */
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
  if (options.sarif === true)
    return `${JSON.stringify(sarifReport(report, templateOf(options)))}\n`;
  return textReport(report, terminal.colour);
};
