import { describe, expect, it } from '@jest/globals';
import { readyLine, readyMessage } from './ready-message.ts';

const endpoints = {
  api: 'http://127.0.0.1:1/local',
  aws: 'http://127.0.0.1:2',
  gateway: 'http://127.0.0.1:3',
  issuer: 'http://127.0.0.1:4',
  tokenEndpoint: 'http://127.0.0.1:5',
  webUi: 'http://127.0.0.1:6',
};

const faultsOn = (...names: readonly string[]) => ({
  list: () =>
    ['wrong-client', 'gateway-hung'].map((name) => ({
      name,
      hop: 6 as const,
      seen: 'The gateway answers 403.',
      outcome: 'breaks' as const,
      on: names.includes(name),
    })),
});

const pageAddress = () => 'http://127.0.0.1:6/#code=once';
const ready = { endpoints, env: {}, state: { stage: 'dev' }, faults: faultsOn(), pageAddress };
const start = { seconds: 1, isWatching: false };

describe('readyMessage', () => {
  it('lists the endpoints, the start time and the next step', () => {
    const lines = readyMessage(ready, { ...start, seconds: 2.06 }).split('\n');
    expect(lines).toContain('  api            http://127.0.0.1:1/local');
    expect(lines.join('\n')).toContain('Ready in 2.1 s.');
    expect(lines).toContain('  webUi          http://127.0.0.1:6/#code=once');
    expect(lines.join('\n')).toContain('Open the webUi address, or run');
    expect(lines.join('\n')).toContain('./hopwise page');
    expect(lines.join('\n')).not.toContain('sign in');
  });

  it('names the user of a stage with sign-in', () => {
    const env = { SIGN_IN_USERNAME: 'ada', SIGN_IN_PASSWORD: 'local-only' };
    expect(readyMessage({ ...ready, env }, start)).toContain(
      '  sign in        ada, password local-only\n',
    );
  });

  it('names no user and no password of a stage without sign-in', () => {
    const env = { SIGN_IN_USERNAME: 'ada', SIGN_IN_PASSWORD: 'local-only' };
    const message = readyMessage({ ...ready, env, state: { stage: 'local' } }, start);
    expect(message).not.toContain('sign in');
    expect(message).not.toContain('local-only');
  });

  it('names each fault that is on, and how to switch it off', () => {
    const message = readyMessage({ ...ready, faults: faultsOn('wrong-client') }, start);
    expect(message).toContain(
      'wrong-client is on. Hop 6: The gateway answers 403. Switch it off with `./hopwise faults off wrong-client`.\n',
    );
    expect(message).not.toContain('gateway-hung');
  });

  it('says that changes are watched only if they are', () => {
    const watched = 'Changes are watched: a saved file is redeployed';
    expect(readyMessage(ready, { ...start, isWatching: true })).toContain(watched);
    expect(readyMessage(ready, start)).not.toContain(watched);
  });
});

describe('readyLine', () => {
  it('is one line of JSON', () => {
    const state = {
      pid: 7,
      stage: 'local',
      startedAt: '2026-11-22T08:00:00.000Z',
      controlUrl: 'http://127.0.0.1:8',
      controlToken: 'control-token',
    };
    const line = readyLine({ endpoints, state, faults: faultsOn('wrong-client'), pageAddress });
    expect(line).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(line)).toEqual({
      ready: true,
      pid: 7,
      endpoints,
      faults: ['wrong-client'],
      page: 'http://127.0.0.1:6/#code=once',
    });
  });
});
