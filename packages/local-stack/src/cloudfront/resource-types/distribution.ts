import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { withoutCloudFront } from './without-cloudfront.ts';

const distributionConfig = z.strictObject({
  ...allInert(withoutCloudFront, [
    'AnycastIpListId',
    'CNAMEs',
    'CacheBehaviors',
    'CacheTagConfig',
    'Comment',
    'CustomErrorResponses',
    'CustomOrigin',
    'DefaultCacheBehavior',
    'DefaultRootObject',
    'HttpVersion',
    'IPV6Enabled',
    'Logging',
    'OriginGroups',
    'Origins',
    'PriceClass',
    'S3Origin',
    'ViewerCertificate',
  ]),
  Aliases: inert(
    'the page is reached at its own address, and the domain of its alias is not served',
  ),
  Enabled: z.literal(true),
  ...allRefused('distributions for several tenants', ['ConnectionMode', 'TenantConfig']),
  ...allRefused('two distributions that share their viewers', [
    'ContinuousDeploymentPolicyId',
    'Staging',
  ]),
  ConnectionFunctionAssociation: refused('functions that decide on a connection'),
  Restrictions: refused('the country of a viewer', [
    { GeoRestriction: { RestrictionType: 'none' } },
  ]),
  ViewerMtlsConfig: refused('client certificates of viewers'),
  WebACLId: refused('AWS WAF'),
});

/**
 * The address table maps the distribution's host to the host of the page.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-distribution.html
 */
export const distribution = resourceType('AWS::CloudFront::Distribution', {
  properties: { DistributionConfig: distributionConfig },
  update: 'nothing',
  identify(_properties, { logicalId }) {
    const id = `E${physicalId(logicalId, 'upperAlphanumeric', 13)}`;
    const host = `d${physicalId(`${logicalId}/`, 'lowerAlphanumeric', 13)}.cloudfront.net`;
    return { ref: id, attributes: { Id: id, DomainName: host } };
  },
  addresses: ({ attributes }) => [{ url: `https://${attributes.DomainName}`, host: 'webUi' }],
});
