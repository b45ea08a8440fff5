import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const complete = {
  AGENT_ID: 'AGENT12345',
  AGENT_ALIAS_ID: 'TSTALIASID',
  ALLOWED_ORIGIN: 'https://ui.example.com',
  PUBLIC_API: 'false',
  AWS_REGION: 'us-east-1',
};

describe('readConfig', () => {
  it('reads the environment and applies the defaults', () => {
    expect(readConfig({ ...complete, PATH: '/bin' })).toEqual({
      agentId: 'AGENT12345',
      agentAliasId: 'TSTALIASID',
      allowedOrigin: 'https://ui.example.com',
      isPublic: false,
      region: 'us-east-1',
      connectionTimeoutMs: 3_000,
      logger: { serviceName: 'web-api', logLevel: 'INFO' },
    });
  });

  it.each(['*', 'http://localhost:5173', 'http://127.0.0.1:8080'])(
    'accepts the origin %s',
    (origin) => {
      expect(readConfig({ ...complete, ALLOWED_ORIGIN: origin }).allowedOrigin).toBe(origin);
    },
  );

  it('makes the time limit longer by its factor', () => {
    const { connectionTimeoutMs } = readConfig({ ...complete, TIME_LIMIT_FACTOR: '4' });
    expect(connectionTimeoutMs).toBe(12_000);
  });

  it('reads a public stage', () => {
    expect(readConfig({ ...complete, PUBLIC_API: 'true' }).isPublic).toBe(true);
  });

  it.each([
    ['AGENT_ID', 'AGENT123456'],
    ['AGENT_ID', 'arn:aws'],
    ['AGENT_ALIAS_ID', ''],
    ['ALLOWED_ORIGIN', 'https://ui.example.com/'],
    ['ALLOWED_ORIGIN', 'https://a.example.com,https://b.example.com'],
    ['ALLOWED_ORIGIN', 'null'],
    ['PUBLIC_API', ''],
    ['PUBLIC_API', 'yes'],
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
    expect(() => readConfig({})).toThrow(
      /AGENT_ID, AGENT_ALIAS_ID, ALLOWED_ORIGIN, PUBLIC_API, AWS_REGION/,
    );
  });
});
