import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { loggerOptionsOf, loggerVariables } from './logger-variables.ts';
import { readEnvironment } from './read-environment.ts';

const schema = z.object(loggerVariables('web-api'));
const read = (environment: Record<string, string>) =>
  loggerOptionsOf(readEnvironment(schema, environment));

describe('loggerVariables', () => {
  it('has defaults for the service name and the log level', () => {
    expect(read({})).toEqual({ serviceName: 'web-api', logLevel: 'INFO' });
  });

  it('reads both variables', () => {
    const environment = { POWERTOOLS_SERVICE_NAME: 'chat', POWERTOOLS_LOG_LEVEL: 'DEBUG' };
    expect(read(environment)).toEqual({ serviceName: 'chat', logLevel: 'DEBUG' });
  });

  it('accepts a log level in lower case', () => {
    expect(read({ POWERTOOLS_LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
  });

  it.each([
    ['POWERTOOLS_SERVICE_NAME', ''],
    ['POWERTOOLS_LOG_LEVEL', ''],
    ['POWERTOOLS_LOG_LEVEL', 'LOUD'],
  ])('refuses %s with the value "%s"', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
