/** Why properties of CloudFront have no effect. */
export const withoutCloudFront =
  'the local stack serves the built page itself, with its own headers, and no CloudFront';
