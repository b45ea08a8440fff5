import type { Clock } from '@hopwise/auth/clock';
import type { Account } from '../account.ts';
import type { LambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import type { StoredSecret } from './secret-store.ts';

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** A rotation that failed at one of its steps. The secret keeps its current version and the pending one. */
export class RotationFailedError extends Error {
  override readonly name = 'RotationFailedError';
}

/** The rotations of the secrets. A secret has at most one rotation at a time. */
export type Rotations = {
  /** Runs the four steps for a version, unless a rotation of the secret is in progress. */
  start(secret: StoredSecret, versionId: string): void;
  /** Resolves after the last rotation of the secret, or rejects if it failed. */
  ended(secret: StoredSecret): Promise<void>;
};

type Options = {
  /** Invokes the rotation functions. */
  readonly invoker: () => Pick<LambdaInvoker, 'invoke'>;
  readonly account: Account;
  readonly clock: Clock;
};

export const createRotations = (options: Options): Rotations => {
  const last = new Map<string, Promise<void>>();
  const underWay = new Set<string>();
  return {
    start(secret, versionId) {
      const { arn } = secret;
      if (underWay.has(arn)) return;
      underWay.add(arn);
      const rotation = rotate(secret, versionId, options).finally(() => underWay.delete(arn));
      rotation.catch(() => undefined);
      last.set(arn, rotation);
    },
    ended: async ({ arn }) => last.get(arn),
  };
};

const rotate = async (secret: StoredSecret, versionId: string, options: Options): Promise<void> => {
  for (const step of steps) await invokeStep(step, { secret, versionId }, options);
  secret.stages.delete('AWSPENDING');
  secret.lastRotatedAtMs = options.clock.now();
};

type Version = { readonly secret: StoredSecret; readonly versionId: string };

const invokeStep = async (
  step: string,
  { secret, versionId }: Version,
  { invoker, account }: Options,
): Promise<void> => {
  const event = { Step: step, SecretId: secret.arn, ClientRequestToken: versionId };
  const failed = `Rotation of ${secret.name} failed at ${step}`;
  const invoked = await invoker()
    .invoke({
      functionArn: secret.rotation?.lambdaArn ?? '',
      payload: Buffer.from(JSON.stringify(event)),
      caller: {
        kind: 'service',
        service: 'secretsmanager.amazonaws.com',
        sourceArn: secret.arn,
        sourceAccount: account.accountId,
        turn: undefined,
      },
      hop: null,
      turn: undefined,
    })
    .catch((cause: unknown) => {
      throw new RotationFailedError(`${failed}: the function was not invoked.`, { cause });
    });
  if (invoked.functionError === undefined) return;
  throw new RotationFailedError(`${failed}: see the function's log.`);
};
