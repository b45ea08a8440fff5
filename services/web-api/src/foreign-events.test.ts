import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chatProxyEvent } from '../testing/proxy-event.ts';
import { startTestWebApi, type TestWebApi } from '../testing/start-test-web-api.ts';

let api: TestWebApi;
beforeAll(async () => {
  api = await startTestWebApi({ isPublic: true });
});
afterAll(() => api.close());

const unknownCaller = {
  statusCode: 403,
  body: { code: 'CALLER_UNKNOWN', message: 'The request does not come from API Gateway.' },
};

/** The members without which an event does not come from API Gateway. */
const members = ['httpMethod', 'resource', 'requestContext'];

describe('an event that does not come from API Gateway', () => {
  it.each(members)('is refused without %s, also on a public stage', async (member) => {
    const event = { ...chatProxyEvent(), [member]: undefined };
    expect(await api.refuse(event)).toMatchObject(unknownCaller);
  });

  it('is refused in any form', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (event) => {
        expect(await api.refuse(event)).toMatchObject(unknownCaller);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('never fails with an internal error, whatever its members are', async () => {
    const names = fc.constantFrom(...members, 'headers', 'body', 'isBase64Encoded');
    await fc.assert(
      fc.asyncProperty(names, fc.jsonValue(), async (member, value) => {
        const { statusCode, body } = await api.refuse({
          ...chatProxyEvent({ message: '' }),
          [member]: value,
        });
        expect({ statusCode, code: body.code }).not.toMatchObject({ statusCode: 500 });
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});
