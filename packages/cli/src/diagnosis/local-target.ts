import type { Decision } from '@hopwise/contracts/decision';
import type { StackEnvironment } from '@hopwise/contracts/stack-state';
import type { LiveTarget } from '@hopwise/doctor/live/live-target';
import { stageNeedsSignIn } from '../stack/stage-needs-sign-in.ts';

type Source = {
  readonly environment: StackEnvironment;
  readonly stage: string;
  readonly decisions: () => Promise<readonly Decision[]>;
};

/** Describes a local stack as a target of the doctor's live checks. */
export const localTarget = ({ environment, stage, decisions }: Source): LiveTarget => ({
  name: 'the local stack',
  stackNames: [`hopwise-${stage}`],
  region: environment.AWS_REGION ?? '',
  endpoint: environment.AWS_ENDPOINT_URL ?? '',
  credentials: {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    sessionToken: environment.AWS_SESSION_TOKEN ?? '',
  },
  callersSignIn: stageNeedsSignIn(stage),
  decisions,
});
