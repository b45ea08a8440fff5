import type { Clock } from '@hopwise/auth/clock';
import type { DeployedMethod } from './deployed-rest-api.ts';
import type { StageDescription, StageThrottling } from './resource-types/stage-description.ts';

/** Limits of one method. */
export type Throttling = {
  readonly requestsPerSecond: number;
  /** Requests that may arrive at once. */
  readonly burst: number;
};

type Limits = Pick<StageDescription, 'ThrottlingRateLimit' | 'ThrottlingBurstLimit'>;

/** Default limits of an account. See https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const accountLimits = { requestsPerSecond: 10_000, burst: 5_000 };

/** The path of a method in a setting: `/~1health` for `/health`, and `/` for the root. */
const settingPath = (path: string): string =>
  path === '/' ? path : `/${path.replaceAll('/', '~1')}`;

const limitsOf = ({
  ThrottlingRateLimit: rate,
  ThrottlingBurstLimit: burst,
}: Limits): Throttling => ({
  requestsPerSecond: rate ?? accountLimits.requestsPerSecond,
  burst: burst ?? accountLimits.burst,
});

const isSet = (limits: Limits): boolean =>
  limits.ThrottlingRateLimit !== undefined || limits.ThrottlingBurstLimit !== undefined;

/** The limits of a method: its own, else those of all methods of the stage. `undefined` without any. */
export const throttlingOf = (
  stage: StageThrottling | undefined,
  path: string,
  httpMethod: string,
): Throttling | undefined => {
  if (stage === undefined) return undefined;
  const settingOf = (resourcePath: string, method: string) =>
    stage.MethodSettings.find(
      ({ ResourcePath, HttpMethod }) => ResourcePath === resourcePath && HttpMethod === method,
    );
  const own = settingOf(settingPath(path), httpMethod);
  const ofAll = settingOf('/*', '*');
  const limits = [own, ofAll, stage].find((one) => one !== undefined && isSet(one));
  return limits && limitsOf(limits);
};

/**
 * Uses a token of the method's bucket for a request. Returns false if none is left. See
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export type Throttle = (method: DeployedMethod) => boolean;

export const createThrottle = (clock: Clock): Throttle => {
  const buckets = new Map<DeployedMethod, { tokens: number; filledAtMs: number }>();
  return (method) => {
    const { throttling } = method;
    if (!throttling) return true;
    const nowMs = clock.now();
    const bucket = buckets.get(method) ?? { tokens: throttling.burst, filledAtMs: nowMs };
    const gained = (Math.max(0, nowMs - bucket.filledAtMs) / 1000) * throttling.requestsPerSecond;
    const tokens = Math.min(throttling.burst, bucket.tokens + gained);
    const isAllowed = tokens >= 1;
    buckets.set(method, { tokens: isAllowed ? tokens - 1 : tokens, filledAtMs: nowMs });
    return isAllowed;
  };
};
