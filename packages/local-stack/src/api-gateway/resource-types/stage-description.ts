import * as z from 'zod/mini';
import { allInert, allRefused, inert, refused } from '../../deployment/property-treatment.ts';

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

/**
 * The settings of a stage. Only its throttling has an effect. See
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-deployment-stagedescription.html
 */
export const stageDescription = z.strictObject({
  ...throttling,
  MethodSettings: z._default(z.array(methodSetting), []),
  ...allRefused('a cache of answers', ['CacheClusterEnabled', 'CachingEnabled']),
  ...allInert(noCache, ['CacheClusterSize', 'CacheDataEncrypted', 'CacheTtlInSeconds']),
  CanarySetting: refused('two deployments of one stage'),
  ClientCertificateId: refused('client certificates'),
  Variables: refused('stage variables', [{}]),
  ...allInert(noLogs, [
    'AccessLogSetting',
    'DataTraceEnabled',
    'LoggingLevel',
    'MetricsEnabled',
    'TracingEnabled',
  ]),
  Tags: inert('tags of a stage decide nothing here'),
  ...allInert('a text for people', ['Description', 'DocumentationVersion']),
});

export type StageDescription = z.infer<typeof stageDescription>;
