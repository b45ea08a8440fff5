import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { suggestion } from '../command-line/suggestion.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * Rejects if the AWS configuration files have no such profile, with the names of their profiles. The AWS SDK reports
 * only that it found no credentials.
 */
export const requireProfile = async (profile: string): Promise<void> => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const config = AWS_CONFIG_FILE ?? join(homedir(), '.aws', 'config');
  const credentials = AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials');
  const known = new Set([
    ...profilesIn(await textOf(config), configHeader),
    ...profilesIn(await textOf(credentials), credentialsHeader),
  ]);
  if (known.has(profile)) return;
  const hint = await suggestion(profile, [...known]);
  const names = known.size > 0 ? `the profiles ${[...known].join(', ')}` : 'no profiles';
  throw new Error(
    `the AWS configuration files have no profile ${profile}.${hint} ${config} and ${credentials} have ${names}.`,
  );
};

/**
 * Only the default profile has a header without `profile`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
const configHeader = /^\s*\[\s*(?:profile\s+["']?([^\]"']+?)["']?|(default))\s*\]/gm;
const credentialsHeader = /^\s*\[\s*["']?([^\]"']+?)["']?\s*\]/gm;

const profilesIn = (text: string, header: RegExp): readonly string[] =>
  [...text.matchAll(header)].flatMap(([, name, standard]) => name ?? standard ?? []);

const textOf = async (path: string): Promise<string> => {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists ? readTextFile(path) : '';
};
