import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';

/** A new name for the log stream of an execution environment, as Lambda forms it. */
export const logStreamName = (clock: Clock): string =>
  `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
