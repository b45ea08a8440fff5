import { types } from 'node:util';
import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { type CommandInput, type RunCommand, UsageError } from '../command-line/command.ts';
import { pathInReport } from '../diagnosis/path-in-report.ts';

const exitHealthy = 0;
const exitFindings = 1;
const exitCouldNotRun = 2;

export const runDoctor: RunCommand = async (input) => {
  const format = formatOf(input);
  const examine = examinationOf(input);
  try {
    const report = await examine();
    await show(report, format, input);
    return report.findings.length === 0 ? exitHealthy : exitFindings;
  } catch (error) {
    const problem = types.isNativeError(error) ? error.message : 'unknown error';
    input.terminal.stderr.write(`The doctor could not run: ${problem}\n`);
    return exitCouldNotRun;
  }
};

const examinationOf = (input: CommandInput): (() => Promise<DoctorReport>) => {
  refuseCombinations(input);
  const { template, hop } = input.options;
  const asked = hopOf(hop);
  const parameters = parametersOf(input);
  return template === undefined
    ? async () => (await import('../diagnosis/examine-stack.ts')).examineStack(input, asked)
    : async () =>
        (await import('../diagnosis/examine-template.ts')).examineTemplate({
          path: String(template),
          parameters,
          serviceDirectory: input.serviceDirectory,
        });
};

const refuseCombinations = ({ options }: CommandInput): void => {
  const { template, stage, stack, profile, region, hop, probe } = options;
  const ofStack = [stage, stack, profile, region, hop, probe].some((one) => one !== undefined);
  if (template !== undefined && ofStack) {
    throw new UsageError(
      '--template cannot be combined with --stage, --stack, --profile, --region, --hop or --probe.',
    );
  }
  if (stage !== undefined && stack !== undefined) {
    throw new UsageError('Use either --stage or --stack, not both.');
  }
  const onAws = stage !== undefined || stack !== undefined;
  if (profile !== undefined && !onAws) {
    throw new UsageError('--profile needs --stage or --stack: the local stack has no profiles.');
  }
  if (region !== undefined && !onAws) {
    throw new UsageError('--region needs --stage or --stack: the local stack has one Region.');
  }
};

/** The values of `--parameter KEY=VALUE`. */
const parametersOf = ({ options }: CommandInput): Readonly<Record<string, string>> => {
  const given = Array.isArray(options.parameter) ? options.parameter.map(String) : [];
  if (given.length > 0 && options.template === undefined) {
    throw new UsageError('--parameter needs --template: a stack has its own parameters.');
  }
  const pairs = given.map((one) => {
    const equals = one.indexOf('=');
    if (equals > 0) return [one.slice(0, equals), one.slice(equals + 1)] as const;
    throw new UsageError('--parameter must be KEY=VALUE.');
  });
  const names = pairs.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) {
    throw new UsageError(`--parameter has two values for ${repeated}.`);
  }
  return Object.fromEntries(pairs);
};

const hopOf = (option: CommandInput['options'][string]): HopNumber | undefined => {
  if (option === undefined) return undefined;
  if (/^[1-7]$/.test(String(option))) return Number(option) as HopNumber;
  throw new UsageError('--hop must be a number from 1 to 7.');
};

const templateOf = ({ template }: CommandInput['options']): string | undefined =>
  template === undefined ? undefined : pathInReport(String(template));

const formats = ['text', 'json', 'sarif', 'github'] as const;
type Format = (typeof formats)[number];

const formatOf = ({ options }: CommandInput): Format => {
  const { format, json, sarif } = options;
  if (json === true && sarif === true) {
    throw new UsageError('Use either --json or --sarif, not both.');
  }
  const short = json === true ? 'json' : sarif === true ? 'sarif' : undefined;
  if (format === undefined) return short ?? 'text';
  if (short !== undefined) throw new UsageError(`Use either --format or --${short}, not both.`);
  const known = formats.find((one) => one === format);
  if (known !== undefined) return known;
  throw new UsageError(`--format must be one of ${formats.join(', ')}.`);
};

/** Loads only the format that it prints. */
const show = async (
  report: DoctorReport,
  format: Format,
  { options, findingsPage, terminal: { stdout, colour } }: CommandInput,
): Promise<void> => {
  const template = templateOf(options);
  if (format === 'json') stdout.write(`${JSON.stringify(report)}\n`);
  if (format === 'sarif') {
    const { sarifReport } = await import('@hopwise/doctor/report/sarif-report');
    stdout.write(`${JSON.stringify(sarifReport(report, template))}\n`);
  }
  if (format === 'github') {
    const { githubReport } = await import('@hopwise/doctor/report/github-report');
    stdout.write(githubReport(report, template));
  }
  if (format === 'text') {
    const { textReport } = await import('@hopwise/doctor/report/text-report');
    stdout.writeStyled(textReport({ ...report, findingsPage }, colour));
  }
};
