import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import type { LiveTarget } from '../src/live/stack/live-target.ts';

/** A target for the doctor: the local stack of this process. */
export const localTarget = (stack: LocalStack, target: Partial<LiveTarget> = {}): LiveTarget => ({
  name: 'the local stack',
  stackNames: ['hopwise-local'],
  region: stack.env.AWS_REGION ?? '',
  endpoint: stack.endpoints.aws,
  credentials: {
    accessKeyId: stack.env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: stack.env.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: stack.env.AWS_SESSION_TOKEN ?? '',
  },
  callersSignIn: false,
  decisions: async () => stack.decisions.all(),
  timeoutMs: 8_000,
  ...target,
});
