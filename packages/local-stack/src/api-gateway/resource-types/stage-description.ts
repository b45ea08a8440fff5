import * as z from 'zod/mini';
import { allInert, inert, refused } from '../../deployment/property-treatment.ts';

const noCache = 'a cache of answers is refused';
const noLogs = 'this API has no logs and metrics';

const throttling = {
  ThrottlingRateLimit: z.optional(z.number()),
  ThrottlingBurstLimit: z.optional(z.number()),
};

const methodSetting = z.strictObject({
  ...throttling,
  HttpMethod: z.string(),
  ResourcePath: z.string(),
  CachingEnabled: refused('a cache of answers'),
  ...allInert(noCache, ['CacheDataEncrypted', 'CacheTtlInSeconds']),
  ...allInert(noLogs, ['DataTraceEnabled', 'LoggingLevel', 'MetricsEnabled']),
});

/** The settings that a stage has also as its own resource. */
export const stageSettings = {
  MethodSettings: z._default(z.array(methodSetting), []),
  CacheClusterEnabled: refused('a cache of answers'),
  CacheClusterSize: inert(noCache),
  CanarySetting: refused('two deployments of one stage'),
  ClientCertificateId: refused('client certificates'),
  Variables: refused('stage variables', [{}]),
  ...allInert(noLogs, ['AccessLogSetting', 'TracingEnabled']),
  DocumentationVersion: inert('a text for people'),
};

/**
 * The settings of a stage. Only its throttling has an effect. See
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-deployment-stagedescription.html
 */
export const stageDescription = z.strictObject({
  ...throttling,
  ...stageSettings,
  CachingEnabled: refused('a cache of answers'),
  ...allInert(noCache, ['CacheDataEncrypted', 'CacheTtlInSeconds']),
  ...allInert(noLogs, ['DataTraceEnabled', 'LoggingLevel', 'MetricsEnabled']),
  Tags: inert('tags of a stage decide nothing here'),
  Description: inert('a text for people'),
});

export type StageDescription = z.infer<typeof stageDescription>;

/** The settings that limit the requests of a stage. */
export type StageThrottling = Pick<
  StageDescription,
  'MethodSettings' | 'ThrottlingRateLimit' | 'ThrottlingBurstLimit'
>;
