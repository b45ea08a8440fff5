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

describe('readyMessage', () => {
  it('lists the endpoints, the start time and the next step', () => {
    const lines = readyMessage({ endpoints, env: {}, state: { stage: 'dev' } }, 2.06).split('\n');
    expect(lines).toContain('  api            http://127.0.0.1:1/local');
    expect(lines.join('\n')).toContain('Ready in 2.1 s.');
    expect(lines.join('\n')).toContain('Open http://127.0.0.1:6,');
    expect(lines.join('\n')).not.toContain('sign in');
  });

  it('names the user of a stage with sign-in', () => {
    const env = { SIGN_IN_USERNAME: 'ada', SIGN_IN_PASSWORD: 'local-only' };
    expect(readyMessage({ endpoints, env, state: { stage: 'dev' } }, 1)).toContain(
      '  sign in        ada, password local-only\n',
    );
  });

  it('names no user and no password of a stage without sign-in', () => {
    const env = { SIGN_IN_USERNAME: 'ada', SIGN_IN_PASSWORD: 'local-only' };
    const message = readyMessage({ endpoints, env, state: { stage: 'local' } }, 1);
    expect(message).not.toContain('sign in');
    expect(message).not.toContain('local-only');
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
    const line = readyLine({ endpoints, state });
    expect(line).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(line)).toEqual({ ready: true, pid: 7, endpoints });
  });
});
