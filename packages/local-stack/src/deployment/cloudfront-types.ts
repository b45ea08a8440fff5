import { physicalId } from './physical-id.ts';
import type { ResourceType } from './resource-type.ts';

/** A type whose id is its reference. */
const identified = (type: string, idOf: (logicalId: string) => string): ResourceType => ({
  type,
  identify: (_properties, { logicalId }) => {
    const id = idOf(logicalId);
    return { ref: id, attributes: { Id: id } };
  },
});

const cloudFrontId = (logicalId: string): string =>
  `E${physicalId(logicalId, 'upperAlphanumeric', 13)}`;

const distribution: ResourceType = {
  type: 'AWS::CloudFront::Distribution',
  identify: (_properties, { logicalId }) => {
    const id = cloudFrontId(logicalId);
    const host = `d${physicalId(`${logicalId}/`, 'lowerAlphanumeric', 13)}.cloudfront.net`;
    return { ref: id, attributes: { Id: id, DomainName: host } };
  },
};

const edgeFunction: ResourceType = {
  type: 'AWS::CloudFront::Function',
  identify: ({ Name }, { account: { partition, accountId } }) => {
    const arn = `arn:${partition}:cloudfront::${accountId}:function/${String(Name)}`;
    return { ref: arn, attributes: { FunctionARN: arn } };
  },
};

/**
 * They get their names and do nothing: on this machine the page has a host of its own, to which the address
 * table maps the distribution's.
 */
export const cloudFrontTypes: readonly ResourceType[] = [
  distribution,
  edgeFunction,
  identified('AWS::CloudFront::OriginAccessControl', cloudFrontId),
  identified('AWS::CloudFront::ResponseHeadersPolicy', (logicalId) =>
    physicalId(logicalId, 'lowerAlphanumeric', 32),
  ),
];
