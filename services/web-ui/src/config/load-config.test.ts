import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './load-config.ts';

const answering =
  (status: number, body: string): typeof fetch =>
  async () =>
    new Response(body, { status });

describe('loadConfig', () => {
  it('reads the configuration of a stage', async () => {
    const config = { stage: 'dev', apiUrl: 'https://api.example/dev', signIn: null, local: null };
    await expect(loadConfig(answering(200, JSON.stringify(config)))).resolves.toEqual(config);
  });

  it('names the status of a refusal', async () => {
    await expect(loadConfig(answering(403, ''))).rejects.toThrow('status 403');
  });

  it.each(['<!doctype html>', '{"stage":"dev"}'])(
    'refuses an invalid configuration: %s',
    async (body) => {
      await expect(loadConfig(answering(200, body))).rejects.toThrow('not the configuration');
    },
  );
});
