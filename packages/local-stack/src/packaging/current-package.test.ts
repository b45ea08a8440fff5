import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  watch as watchFolder,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { copyService, removeService } from '../../testing/copied-service.ts';
import { processSpace } from '../work-directory/process-identity.ts';
import { ownedPrefix } from '../work-directory/work-directory.ts';
import { type CurrentPackage, changedFiles, currentPackage } from './current-package.ts';
import { hashOf } from './file-hashes.ts';

// Packaging is slow on a busy machine. The limit only ends a test that hangs.
jest.setTimeout(300_000);

const resources = 'services/bedrock-gateway-proxy/resources.yml';
const toolSource = 'services/security-tools/src/handler.ts';

let serviceDirectory: string;
let first: CurrentPackage;
const originals = new Map<string, string>();

beforeAll(async () => {
  serviceDirectory = await copyService();
  first = await packaged();
});
afterAll(() => removeService(serviceDirectory));

afterEach(async () => {
  for (const [path, text] of originals) await writeFile(join(serviceDirectory, path), text);
  originals.clear();
});

const packaged = () => currentPackage({ serviceDirectory, stage: 'local' });

const edit = async (path: string, change: (text: string) => string): Promise<void> => {
  const text = await readFile(join(serviceDirectory, path), 'utf8');
  if (!originals.has(path)) originals.set(path, text);
  await writeFile(join(serviceDirectory, path), change(text));
};

const readTemplateOf = ({ templatePath }: CurrentPackage): Promise<string> =>
  readFile(templatePath, 'utf8');

/** Changes a zip of a package, and its hash in the manifest. */
const addToZip = async (
  { artifactDirectory, manifest }: CurrentPackage,
  name: string,
): Promise<Buffer> => {
  const zip = join(artifactDirectory, name);
  await appendFile(zip, 'addition');
  const content = await readFile(zip);
  const artifacts = { ...manifest.artifacts, [name]: hashOf(content) };
  await writeFile(
    join(artifactDirectory, 'manifest.json'),
    JSON.stringify({ ...manifest, artifacts }),
  );
  return content;
};

describe('currentPackage', () => {
  it('uses the package of unchanged files again', async () => {
    const again = await packaged();
    expect(again.artifactDirectory).toBe(first.artifactDirectory);
    expect(await changedFiles(first.manifest, serviceDirectory)).toEqual([]);
  });

  it('leaves nothing in the temporary folder of the machine', async () => {
    const { TMPDIR } = process.env;
    const temporary = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
    process.env.TMPDIR = temporary;
    try {
      await edit(resources, (text) => text.replace('AgentArn', 'ThirdArn'));
      await packaged();
    } finally {
      if (TMPDIR === undefined) {
        delete process.env.TMPDIR;
      } else {
        process.env.TMPDIR = TMPDIR;
      }
    }
    expect(await readdir(temporary)).toEqual([]);
    await rm(temporary, { recursive: true });
    const left = await readdir(join(serviceDirectory, '.hopwise'));
    expect(left.filter((name) => name.startsWith('service-'))).toEqual([]);
  });

  it('leaves nothing when it is aborted while the deploy tool runs', async () => {
    await edit(resources, (text) => text.replace('AgentArn', 'FourthArn'));
    const abort = new AbortController();
    const folder = join(serviceDirectory, '.hopwise');
    const watch = (async () => {
      for await (const { filename } of watchFolder(folder, {
        recursive: true,
        signal: abort.signal,
      })) {
        // The deploy tool has begun to bundle.
        if (/\.esbuild|\.serverless/.test(filename ?? '')) abort.abort();
      }
    })().catch(() => undefined);
    const request = { serviceDirectory, stage: 'local', signal: abort.signal };
    await expect(currentPackage(request)).rejects.toThrow('terminated before it ended');
    await watch;

    expect(await readdir(folder)).toEqual(['packages']);
    const packages = await readdir(join(folder, 'packages'));
    expect(packages.filter((name) => name.startsWith('new-'))).toEqual([]);
  });

  it('removes what an earlier packaging left that was killed, and keeps what a process owns', async () => {
    // No process has this id, which is above the highest one of Linux.
    const ended = `hopwise-${processSpace}-${(2 ** 23).toString(36)}-000000-abcdef`;
    const running = `service-${ownedPrefix()}abcdef`;
    const folder = join(serviceDirectory, '.hopwise');
    const names = [`service-${ended}`, `service-${ended}-tmp`, `packages/new-${ended}`, running];
    for (const name of names) await mkdir(join(folder, name));
    await packaged();

    expect((await readdir(folder)).sort()).toEqual(['packages', running]);
    expect(await readdir(join(folder, 'packages'))).not.toContain(`new-${ended}`);
    await rm(join(folder, running), { recursive: true });
  });

  it('ignores a test and a file that no function includes', async () => {
    await edit('services/security-tools/src/config.test.ts', (text) => `${text}\n`);
    await edit('services/web-ui/src/main.tsx', (text) => `${text}\n`);
    expect(await changedFiles(first.manifest, serviceDirectory)).toEqual([]);
  });

  it('packages a changed template, and uses the earlier package when the change is reverted', async () => {
    await edit(resources, (text) => text.replace('AgentArn', 'OtherArn'));
    expect(await changedFiles(first.manifest, serviceDirectory)).toEqual([resources]);
    const changed = await packaged();
    expect(changed.artifactDirectory).not.toBe(first.artifactDirectory);
    expect(await readTemplateOf(changed)).toContain('OtherArn');
    expect(changed.manifest.functions).toEqual(first.manifest.functions);
    await edit(resources, (text) => text.replace('OtherArn', 'AgentArn'));
    expect((await packaged()).artifactDirectory).toBe(first.artifactDirectory);
  });

  it('packages again when a file of the package is damaged', async () => {
    const zip = join(first.artifactDirectory, 'webApi.zip');
    const intact = await readFile(zip);
    await appendFile(zip, 'x');
    const again = await packaged();
    expect(again.artifactDirectory).toBe(first.artifactDirectory);
    expect((await readFile(zip)).length).toBe(intact.length);
  });

  it('fails with the output of the deploy tool and keeps no unfinished package', async () => {
    await edit(resources, (text) => `${text}\n  : [`);
    await expect(packaged()).rejects.toThrow(/serverless package --stage local failed/);
    const names = await readdir(join(serviceDirectory, '.hopwise/packages'));
    expect(names.filter((name) => name.startsWith('new-'))).toEqual([]);
    expect(await readdir(join(serviceDirectory, '.hopwise'))).toEqual(['packages']);
  });

  it('bundles only the function with a changed source', async () => {
    // The earlier zip is recognizable, because bundling again would make a zip without this addition.
    const marked = await addToZip(await packaged(), 'webApi.zip');
    // Makes it the most recently used package.
    expect((await packaged()).artifactDirectory).toBe(first.artifactDirectory);
    await edit(toolSource, (text) => `${text}\nconsole.log('changed source');\n`);
    expect(await changedFiles(first.manifest, serviceDirectory)).toEqual([toolSource]);
    const { manifest, artifactDirectory } = await packaged();
    expect(await readFile(join(artifactDirectory, 'webApi.zip'))).toEqual(marked);
    const zip = 'securityTools.zip';
    expect(manifest.artifacts[zip]).not.toBe(first.manifest.artifacts[zip]);
  });
});
