/**
 * Regions to which every inference profile of a geography routes, whatever its model. Some profiles have more
 * Regions, and other geographies differ by model.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 *
 * Read on 2026-11-29: this page confirms `us`, as a profile of Claude 3 Haiku routes from us-west-2 to these two Regions.
 * https://dev.classmethod.jp/articles/bedrock-application-inference-profile-region-control confirms `jp`: Tokyo and Osaka.
 * AWS now lists the Regions per model, and no single page confirms the other geographies.
 */
const regionsByGeography: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-west-2'],
  eu: ['eu-central-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
};

/** The Regions in which a role must be allowed to invoke the model behind a profile: the stack's Region and others. */
export const profileRegions = (profileId: string, region: string): readonly string[] => {
  const geography = profileId.slice(0, profileId.indexOf('.'));
  return [...new Set([region, ...(regionsByGeography[geography] ?? [])])];
};
