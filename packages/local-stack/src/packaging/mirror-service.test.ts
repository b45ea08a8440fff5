import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mirrorService } from './mirror-service.ts';

let service: string;

beforeEach(async () => {
  service = await mkdtemp(join(tmpdir(), 'hopwise-mirror-'));
});
afterEach(() => rm(service, { recursive: true, force: true }));

describe('the mirror of a service', () => {
  it('is not left behind when it cannot be filled', async () => {
    await writeFile(join(service, 'handler.ts'), '');
    await expect(mirrorService(service)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(join(service, '.hopwise'))).toEqual([]);
  });
});
