import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServiceDirectory, removeServiceDirectory } from '../../testing/service-directory.ts';
import { requireProfile } from './require-profile.ts';

let folder: string;
let config: string;
let credentials: string;
const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;

beforeEach(async () => {
  folder = await createServiceDirectory();
  config = join(folder, 'config');
  credentials = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = config;
  process.env.AWS_SHARED_CREDENTIALS_FILE = credentials;
});

afterEach(async () => {
  restore('AWS_CONFIG_FILE', AWS_CONFIG_FILE);
  restore('AWS_SHARED_CREDENTIALS_FILE', AWS_SHARED_CREDENTIALS_FILE);
  await removeServiceDirectory(folder);
});

const restore = (name: string, value: string | undefined): void => {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
};

const writeProfiles = async (): Promise<void> => {
  const sections =
    '[default]\n[profile admin]\n[ profile "two words" ]\n[sso-session corp]\n[bare]\n';
  await writeFile(config, sections);
  await writeFile(credentials, '# [comment]\n[auditor]\naws_secret_access_key = never-shown\n');
};

describe('requireProfile', () => {
  it.each(['default', 'admin', 'two words', 'auditor'])('accepts %s', async (profile) => {
    await writeProfiles();
    await requireProfile(profile);
  });

  it.each(['nosuch', 'corp', 'bare', 'comment', 'profile admin'])(
    'names %s, which does not exist',
    async (profile) => {
      await writeProfiles();
      await expect(requireProfile(profile)).rejects.toThrow(
        `the AWS configuration files have no profile ${profile}.`,
      );
    },
  );

  it('lists the profiles, and suggests a similar one', async () => {
    await writeProfiles();
    await expect(requireProfile('amdin')).rejects.toThrow(
      `the AWS configuration files have no profile amdin. Did you mean admin? ${config} and ${credentials} have the profiles default, admin, two words, auditor.`,
    );
  });

  it('says that there are no profiles', async () => {
    await expect(requireProfile('dev')).rejects.toThrow(
      `the AWS configuration files have no profile dev. ${config} and ${credentials} have no profiles.`,
    );
  });
});
