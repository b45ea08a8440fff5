import { awsService } from '../aws-service/aws-service.ts';
import { distribution } from './resource-types/distribution.ts';
import { edgeFunction } from './resource-types/edge-function.ts';
import { originAccessControl } from './resource-types/origin-access-control.ts';
import { responseHeadersPolicy } from './resource-types/response-headers-policy.ts';

/** CloudFront. Its resources only get identities; the local stack serves the page from its own host. */
export const cloudFront = awsService({
  signingName: 'cloudfront',
  types: [distribution, edgeFunction, originAccessControl, responseHeadersPolicy],
});
