/**
 * Regions to which every inference profile of a prefix sends requests, whatever its model. Some profiles use more.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const regions: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-west-2'],
  eu: ['eu-central-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
};

/** The model behind an inference profile, and the Regions in which each of its callers needs a grant. */
export const modelOfProfile = (
  profileId: string,
): { readonly modelId: string; readonly regions: readonly string[] } => {
  const [prefix = '', ...rest] = profileId.split('.');
  return {
    modelId: rest.join('.'),
    regions: (Object.hasOwn(regions, prefix) && regions[prefix]) || [],
  };
};
