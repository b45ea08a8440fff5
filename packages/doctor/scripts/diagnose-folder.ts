/** Examines every template of a folder, and prints a table of hops and errors with totals: `node diagnose-folder.ts FOLDER`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorReport } from '@hopwise/contracts/finding';
import { diagnoseTemplate } from '../src/diagnose-template.ts';

const signs = { ok: 'ok', broken: 'broken', undecidable: '?', absent: '-' } as const;

const examine = async (path: string): Promise<DoctorReport | Error> =>
  diagnoseTemplate({ text: await readFile(path, 'utf8'), name: path }).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );

const verdictsIn = ({ hops = [] }: DoctorReport) => hops.map(({ verdict }) => verdict);

const errorsIn = ({ findings }: DoctorReport) =>
  findings.filter(({ severity }) => severity === 'error');

const rowOf = (report: DoctorReport | Error): string =>
  report instanceof Error
    ? `${report.name}: ${report.message}`
    : [
        ...verdictsIn(report).map((one) => signs[one]),
        errorsIn(report)
          .map(({ code, line }) => `${code} (line ${line})`)
          .join(', '),
      ].join(' | ');

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const [folder = '.'] = process.argv.slice(2);
const reports: (DoctorReport | Error)[] = [];
print(
  '| file | 1 | 2 | 3 | 4 | 5 | 6 | 7 | errors |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
);
for (const name of (await readdir(folder)).toSorted()) {
  const report = await examine(join(folder, name));
  reports.push(report);
  print(`| ${name} | ${rowOf(report)} |`);
}
const read = reports.flatMap((one) => (one instanceof Error ? [] : [one]));
const present = read.flatMap(verdictsIn).filter((one) => one !== 'absent');
const decided = present.filter((one) => one !== 'undecidable');
print(
  `\n${reports.length} templates, ${reports.length - read.length} refused, ${decided.length} of ${present.length} hops decided, ${read.flatMap(errorsIn).length} errors`,
);
