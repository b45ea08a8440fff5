import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const complete = {
  AGENT_ID: 'AGENT12345',
  AGENT_ALIAS_ID: 'TSTALIASID',
  ALLOWED_ORIGIN: 'https://ui.example.com',
  AWS_REGION: 'us-east-1',
};

describe('readConfig', () => {
  it('reads the environment and applies the defaults', () => {
    expect(readConfig({ ...complete, PATH: '/bin' })).toEqual({
      agentId: 'AGENT12345',
      agentAliasId: 'TSTALIASID',
      allowedOrigin: 'https://ui.example.com',
      region: 'us-east-1',
      logger: { serviceName: 'web-api', logLevel: 'INFO' },
    });
  });

  it.each(['*', 'http://localhost:5173', 'http://127.0.0.1:8080'])(
    'accepts the origin %s',
    (origin) => {
      expect(readConfig({ ...complete, ALLOWED_ORIGIN: origin }).allowedOrigin).toBe(origin);
    },
  );

  it.each([
    ['AGENT_ID', 'AGENT123456'],
    ['AGENT_ID', 'arn:aws'],
    ['AGENT_ALIAS_ID', ''],
    ['ALLOWED_ORIGIN', 'https://ui.example.com/'],
    ['ALLOWED_ORIGIN', 'https://a.example.com,https://b.example.com'],
    ['ALLOWED_ORIGIN', 'null'],
    ['AWS_REGION', ''],
    ['POWERTOOLS_LOG_LEVEL', 'LOUD'],
  ])('names %s if its value is "%s"', (name, value) => {
    expect(() => readConfig({ ...complete, [name]: value })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: `These environment variables are missing or malformed: ${name}.`,
      }),
    );
  });

  it('names every missing variable', () => {
    expect(() => readConfig({})).toThrow(/AGENT_ID, AGENT_ALIAS_ID, ALLOWED_ORIGIN, AWS_REGION/);
  });
});
