import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeAws, stackXml, startFakeAws } from '../../testing/fake-aws.ts';
import { publishWebUi } from './publish-web-ui.ts';

const config = { stage: 'dev', apiUrl: 'https://api.example/dev', signIn: null, local: null };
const outputs = {
  WebUiUrl: 'https://page.example',
  WebUiBucketName: 'page-bucket',
  WebUiDistributionId: 'E123',
  WebUiConfig: JSON.stringify(config),
};
const invalidation =
  '<Invalidation><Id>I1</Id><Status>InProgress</Status><CreateTime>2026-11-26T00:00:00Z</CreateTime></Invalidation>';

let distDirectory: string;
let stack: Readonly<Record<string, string>>;
let aws: FakeAws;

beforeEach(async () => {
  stack = outputs;
  distDirectory = await mkdtemp(join(tmpdir(), 'hopwise-dist-'));
  await mkdir(join(distDirectory, 'assets'));
  await writeFile(join(distDirectory, 'index.html'), '<!doctype html>');
  await writeFile(join(distDirectory, 'icon.svg'), '<svg/>');
  await writeFile(join(distDirectory, 'assets', 'main-abc.js'), 'export {}');
  aws = await startFakeAws(({ method, path }) => {
    if (method === 'PUT') return { body: '' };
    return path.includes('/invalidation')
      ? { status: 201, body: invalidation }
      : { body: stackXml(stack) };
  });
});
afterEach(async () => {
  await aws.close();
  await rm(distDirectory, { recursive: true });
});

const publish = () => publishWebUi({ aws: aws.config, stackName: 'hopwise-dev', distDirectory });
const uploads = () => aws.requests.filter(({ method }) => method === 'PUT');
const keyOf = ({ path }: { path: string }) => path.split('?')[0]?.replace('/page-bucket/', '');

describe('publishWebUi', () => {
  it('uploads each file with its type, caches hashed files forever, and returns the address', async () => {
    await expect(publish()).resolves.toBe('https://page.example');
    const headers = Object.fromEntries(
      uploads().map((request) => [
        keyOf(request),
        [request.headers['content-type'], request.headers['cache-control']],
      ]),
    );
    expect(headers).toEqual({
      'assets/main-abc.js': [
        'text/javascript; charset=utf-8',
        'public, max-age=31536000, immutable',
      ],
      'config.json': ['application/json', 'no-store'],
      'icon.svg': ['image/svg+xml', 'no-cache'],
      'index.html': ['text/html; charset=utf-8', 'no-cache'],
    });
  });

  it("uploads the stage's configuration from the output of the CloudFormation stack", async () => {
    await publish();
    const upload = uploads().find((request) => keyOf(request) === 'config.json');
    expect(upload?.body).toContain(JSON.stringify(config));
  });

  it('uploads the page after the files that it refers to, then invalidates the cache', async () => {
    await publish();
    expect(keyOf(uploads().at(-1) ?? { path: '' })).toBe('index.html');
    const last = aws.requests.at(-1);
    expect(last?.path).toBe('/2020-05-31/distribution/E123/invalidation');
    expect(last?.body).toContain('<Path>/*</Path>');
  });

  it('uploads nothing when the CloudFormation stack lacks an output', async () => {
    const { WebUiBucketName: _name, ...rest } = outputs;
    stack = rest;
    await expect(publish()).rejects.toThrow('The stack hopwise-dev has no output WebUiBucketName.');
    expect(uploads()).toEqual([]);
  });

  it('uploads nothing when the configuration is invalid', async () => {
    stack = { ...outputs, WebUiConfig: '{"stage":"dev"}' };
    await expect(publish()).rejects.toThrow('apiUrl');
    expect(uploads()).toEqual([]);
  });

  it('refuses a file of an unknown type before it uploads anything', async () => {
    await writeFile(join(distDirectory, 'secret.env'), 'x');
    await expect(publish()).rejects.toThrow('The page has a file of unknown type: secret.env.');
    expect(uploads()).toEqual([]);
  });
});
