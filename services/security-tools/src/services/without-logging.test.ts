import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { describe, expect, test } from '@jest/globals';
import { withoutLogging } from './without-logging.ts';

/** A client with a logger, whose answers come from no network. */
const clientOf = (logged: unknown[]) => {
  const log = (...values: unknown[]) => logged.push(...values);
  const client = new SecurityHubClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    logger: { trace: () => {}, debug: () => {}, info: log, warn: log, error: log },
  });
  client.middlewareStack.add(
    () => async () => ({ response: undefined, output: { $metadata: {}, Findings: [] } }),
    { step: 'build', name: 'answerOfATest' },
  );
  return client;
};

describe('withoutLogging', () => {
  test('a client copies no answer for its logger', async () => {
    const logged: unknown[] = [];
    const answer = await withoutLogging(clientOf(logged)).send(new GetFindingsCommand({}));
    expect(answer.Findings).toEqual([]);
    expect(logged).toEqual([]);
  });

  test('a client of the SDK copies it', async () => {
    const logged: unknown[] = [];
    await clientOf(logged).send(new GetFindingsCommand({}));
    expect(logged).toMatchObject([{ output: { Findings: [] } }]);
  });
});
