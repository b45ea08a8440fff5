import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DoctorReport } from '@hopwise/contracts/finding';
import { diagnoseTemplate } from '@hopwise/doctor/diagnose-template';
import { readTextFile } from './read-text-file.ts';

/** Name of the template that `serverless package` merges from the files of the service. */
const packagedTemplate = 'cloudformation-template-update-stack.json';

export type TemplateFile = {
  readonly path: string;
  /** Values for parameters of the template. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly serviceDirectory: string;
};

/** Examines the template in a file. Rejects if the file cannot be read or is not a template. */
export const examineTemplate = async ({
  path,
  parameters,
  serviceDirectory,
}: TemplateFile): Promise<DoctorReport> => {
  await refuseFolder(path);
  const text = await readTextFile(path);
  const packaged = basename(path) === packagedTemplate;
  const sources = packaged ? await sourceFilesIn(serviceDirectory) : undefined;
  return diagnoseTemplate({ text, name: path, parameters, ...(sources && { sources }) });
};

/** Only a packaged template needs the YAML library for its sources. */
const sourceFilesIn = async (serviceDirectory: string) => {
  const { readSourceFiles } = await import('@hopwise/doctor/sources/read-source-files');
  return readSourceFiles(serviceDirectory);
};

const templateNames = /(?:\.template\.json|^template\.(?:ya?ml|json))$/;

/** The folder of a tool has its templates beside other files, for example `cdk.out`. */
const refuseFolder = async (path: string): Promise<void> => {
  const names = await readdir(path).catch(() => []);
  const template = names
    .sort()
    .find((name) => name === packagedTemplate || templateNames.test(name));
  if (template === undefined) return;
  throw new Error(`${path} is a folder: examine its template ${join(path, template)}.`);
};
