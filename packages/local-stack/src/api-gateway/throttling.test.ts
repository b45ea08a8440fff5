import { afterEach, describe, expect, it } from '@jest/globals';
import {
  cors,
  echo,
  method,
  post,
  startGateway,
  stopGateways,
} from '../../testing/api-gateway/gateway-fixture.ts';
import { deployModel, type Properties } from '../../testing/deployment/deploy-model.ts';
import { apiGateway } from './api-gateway.ts';
import { createThrottle } from './throttling.ts';

afterEach(stopGateways);

const limited = (requestsPerSecond: number, burst: number) =>
  method({ throttling: { requestsPerSecond, burst } });

describe('the throttle of a method', () => {
  it('lets a burst through, and then as many requests as its rate allows', () => {
    let nowMs = 0;
    const throttle = createThrottle({ now: () => nowMs });
    const slow = limited(2, 3);
    const next = (count: number) => Array.from({ length: count }, () => throttle(slow));
    expect(next(4)).toEqual([true, true, true, false]);
    nowMs = 499;
    expect(next(1)).toEqual([false]);
    nowMs = 1_000;
    expect(next(3)).toEqual([true, true, false]);
    nowMs = 3_600_000;
    expect(next(4)).toEqual([true, true, true, false]);
  });

  it('counts each method separately, and gives nothing back when the clock is set back', () => {
    let nowMs = 10_000;
    const throttle = createThrottle({ now: () => nowMs });
    const [one, another] = [limited(1, 1), limited(1, 1)];
    expect([throttle(one), throttle(one), throttle(another)]).toEqual([true, false, true]);
    nowMs = 0;
    expect(throttle(one)).toBe(false);
  });

  it('lets every request through without limits', () => {
    const throttle = createThrottle({ now: () => 0 });
    const open = method();
    expect(Array.from({ length: 20 }, () => throttle(open))).not.toContain(false);
  });
});

describe('a throttled request', () => {
  it('gets 429 with the headers of the gateway responses, and reaches no function', async () => {
    const gateway = await startGateway(echo, [limited(1, 1)]);
    expect((await post(gateway, '/dev/chat')).status).toBe(200);
    const refused = await post(gateway, '/dev/chat');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException');
    expect(refused.headers.get('access-control-allow-origin')).toBe(
      cors['Access-Control-Allow-Origin'],
    );
    expect(await refused.json()).toEqual({ message: 'Too Many Requests' });
  });
});

/** The limits of `GET /` and `GET /health` in a template with this stage. */
const limitsOf = (StageDescription: Properties) => {
  const health = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  const get = (ResourceId: unknown) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId,
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
    },
  });
  const [api] = deployModel(apiGateway, {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: 'Api' }, StageName: 'local', StageDescription },
    },
    Health: {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId: health, PathPart: 'health' },
    },
    GetRoot: get(health),
    GetHealth: get({ Ref: 'Health' }),
  });
  return Object.fromEntries((api?.methods ?? []).map(({ path, throttling }) => [path, throttling]));
};

describe('the settings of a stage', () => {
  it.each<[string, Properties, unknown]>([
    ['no limits', {}, { '/': undefined, '/health': undefined }],
    [
      'limits of one method',
      {
        MethodSettings: [
          {
            ResourcePath: '/~1health',
            HttpMethod: 'GET',
            ThrottlingRateLimit: 5,
            ThrottlingBurstLimit: 2,
          },
          {
            ResourcePath: '/',
            HttpMethod: 'POST',
            ThrottlingRateLimit: 1,
            ThrottlingBurstLimit: 1,
          },
        ],
      },
      { '/': undefined, '/health': { requestsPerSecond: 5, burst: 2 } },
    ],
    [
      'limits of all methods, one of which has its own',
      {
        MethodSettings: [
          { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 9, ThrottlingBurstLimit: 9 },
          { ResourcePath: '/', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
        ],
      },
      { '/': { requestsPerSecond: 1, burst: 1 }, '/health': { requestsPerSecond: 9, burst: 9 } },
    ],
    [
      'limits of the stage, with the default for what they lack',
      { ThrottlingBurstLimit: 7 },
      {
        '/': { requestsPerSecond: 10_000, burst: 7 },
        '/health': { requestsPerSecond: 10_000, burst: 7 },
      },
    ],
  ])('are read: %s', (_name, stage, limits) => {
    expect(limitsOf(stage)).toEqual(limits);
  });

  it('refuses a cache by name', () => {
    expect(() => limitsOf({ CachingEnabled: true })).toThrow(
      /StageDescription\.CachingEnabled of Deployment: it would need a cache/,
    );
  });
});
