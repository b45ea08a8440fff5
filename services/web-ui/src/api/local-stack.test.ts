import { describe, expect, it } from '@jest/globals';
import { createLocalStack } from './local-stack.ts';

type Sent = { readonly path: string; readonly method: string };

const answering = (status: number, body: unknown) => {
  const sent: Sent[] = [];
  const local = createLocalStack(async (path, init) => {
    sent.push({ path: String(path), method: init?.method ?? 'GET' });
    return Response.json(body, { status });
  });
  return { local, sent };
};

const { signal } = new AbortController();
const fault = { name: 'wrong-scope', hop: 6, seen: 'A 403.', outcome: 'breaks', on: true };

describe('createLocalStack', () => {
  it('reads the decisions of one turn', async () => {
    const { local, sent } = answering(200, []);
    await expect(local.decisions('a&b', signal)).resolves.toEqual([]);
    expect(sent).toEqual([{ path: '/local/decisions?correlationId=a%26b', method: 'GET' }]);
  });

  it.each([
    [true, 'PUT'],
    [false, 'DELETE'],
  ])('switches a fault: %s', async (on, method) => {
    const { local, sent } = answering(200, [fault]);
    await expect(local.setFault('wrong-scope', on)).resolves.toEqual([fault]);
    expect(sent).toEqual([{ path: '/local/faults/wrong-scope', method }]);
  });

  it('returns no diagnosis if the stack has no doctor', async () => {
    await expect(answering(404, {}).local.diagnosis(6)).resolves.toBeUndefined();
  });

  it.each([
    [500, []],
    [200, { surprise: true }],
  ])('rejects an invalid answer: status %i, %j', async (status, body) => {
    await expect(answering(status, body).local.diagnosis(6)).rejects.toThrow();
    await expect(answering(status, body).local.faults(signal)).rejects.toThrow(
      status === 200 ? undefined : '/local/faults with status 500',
    );
  });
});
