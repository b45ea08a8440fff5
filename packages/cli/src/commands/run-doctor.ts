import { types } from 'node:util';
import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { sarifReport } from '@hopwise/doctor/report/sarif-report';
import { textReport } from '@hopwise/doctor/report/text-report';
import { type CommandInput, type RunCommand, UsageError } from '../command-line/command.ts';

const exitHealthy = 0;
const exitFindings = 1;
const exitCouldNotRun = 2;

export const runDoctor: RunCommand = async (input) => {
  const examine = examinationOf(input);
  try {
    const report = await examine();
    show(report, input);
    return report.findings.length === 0 ? exitHealthy : exitFindings;
  } catch (error) {
    const problem = types.isNativeError(error) ? error.message : 'unknown error';
    input.terminal.stderr.write(`The doctor could not run: ${problem}\n`);
    return exitCouldNotRun;
  }
};

const examinationOf = (input: CommandInput): (() => Promise<DoctorReport>) => {
  const { template, stage, profile, hop, probe, json, sarif } = input.options;
  if (json === true && sarif === true) {
    throw new UsageError('Use either --json or --sarif, not both.');
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
  template === undefined ? undefined : String(template);

const show = (report: DoctorReport, { options, terminal }: CommandInput): void => {
  if (options.json === true) {
    terminal.stdout.write(`${JSON.stringify(report)}\n`);
  } else if (options.sarif === true) {
    terminal.stdout.write(`${JSON.stringify(sarifReport(report, templateOf(options)))}\n`);
  } else {
    terminal.stdout.writeStyled(textReport(report, terminal.colour));
  }
};
