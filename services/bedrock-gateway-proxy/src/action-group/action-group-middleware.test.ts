import { systemClock } from '@hopwise/auth/clock';
import type { AuthContext } from '@hopwise/auth/request-types';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { contextWith, noMetrics, readAnswer, sampleEvent } from '../../testing/invoke.ts';
import { createHandler } from '../create-handler.ts';

const logged: Readonly<Record<string, unknown>>[] = [];
beforeEach(() => {
  logged.length = 0;
});

const handlerWith = (accessToken: MiddlewareObj<unknown, unknown, Error, Context & AuthContext>) =>
  createHandler({
    accessToken,
    metrics: noMetrics,
    target: { gatewayUrl: 'http://127.0.0.1:9/mcp', targetName: 'security' },
    tools: toolArguments,
    clock: systemClock,
    log: {
      info: (_message, fields) => logged.push(fields),
      error: (_message, fields) => logged.push(fields),
    },
  });

describe('the action-group middleware', () => {
  it.each([
    ['function', 'FAILURE'],
    ['openapi', 500],
  ] as const)('answers a %s event after an unexpected error', async (kind, state) => {
    const handler = handlerWith({
      before: () => {
        throw new TypeError('canary');
      },
    });
    const answer = readAnswer(await handler(await sampleEvent(kind), contextWith(20_000)));
    expect(answer).toMatchObject({ state, body: { error: { code: 'INTERNAL_ERROR' }, hops: [] } });
    expect(logged).toEqual([
      expect.objectContaining({
        code: 'INTERNAL_ERROR',
        error: 'TypeError',
        frames: expect.arrayContaining([
          expect.stringContaining('action-group-middleware.test.ts'),
        ]),
      }),
    ]);
    expect(JSON.stringify([answer, logged])).not.toContain('canary');
  });

  it('answers before the Lambda timeout if the gateway does not respond', async () => {
    const handler = handlerWith({
      before: ({ context }) => {
        Object.assign(context, { auth: { request: () => new Promise(() => {}) } });
      },
    });
    const remaining = [20_000, 251];
    const context = { ...contextWith(0), getRemainingTimeInMillis: () => remaining.shift() ?? 0 };
    const answer = readAnswer(await handler(await sampleEvent('function'), context));
    expect(answer).toEqual({
      state: 'SUCCESS',
      body: { hopwiseRefusal: { version: 1, hop: 6, code: 'GATEWAY_TIMEOUT' } },
    });
  });

  it('answers INTERNAL_ERROR if the access-token middleware is missing', async () => {
    const handler = handlerWith({ before: () => undefined });
    const answer = readAnswer(await handler(await sampleEvent('function'), contextWith(20_000)));
    expect(answer.body.error?.code).toBe('INTERNAL_ERROR');
  });
});
