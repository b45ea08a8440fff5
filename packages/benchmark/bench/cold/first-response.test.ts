import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deployedBundle } from '../../src/deployed-bundle.ts';
import { startFakeAws } from './fake-aws.ts';
import { subjectsOf } from './functions.ts';

/** Calls the handler once in a new process, and prints the response and the modules of Node that contain undici. */
const program = `
const { handler } = require('./handler.js');
const { event, clientContext } = JSON.parse(process.env.INVOCATION);
const context = { clientContext, awsRequestId: 'id', getRemainingTimeInMillis: () => 60000 };
const isUndici = (name) => name.includes('undici');
handler(event, context).then((response) =>
  process.stderr.write(JSON.stringify({ response, undici: process.moduleLoadList.filter(isUndici) })));
`;

describe('the first response of a function', () => {
  let aws: Awaited<ReturnType<typeof startFakeAws>>;
  let folder: string;
  beforeAll(async () => {
    aws = await startFakeAws();
    folder = await mkdtemp(join(tmpdir(), 'hopwise-first-'));
  });
  afterAll(async () => {
    aws.close();
    await rm(folder, { recursive: true });
  });

  it.each(['bedrock-gateway-proxy', 'security-tools'])('needs no undici: %s', async (service) => {
    const subject = subjectsOf(aws.origin).find((each) => each.service === service);
    const { code } = await deployedBundle(`${service}/src/handler`);
    await writeFile(join(folder, 'handler.js'), code);
    await writeFile(join(folder, 'program.js'), program);
    const { stderr } = await promisify(execFile)(process.execPath, ['program.js'], {
      cwd: folder,
      env: {
        ...subject?.environment,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
        INVOCATION: JSON.stringify(subject?.invocation),
      },
    });
    const { response, undici } = JSON.parse(stderr);

    expect(undici).toEqual([]);
    expect(JSON.stringify(response)).toMatch(/ok\\*":true/);
  });
});
