type Confirmed = {
  /** Regions to which every profile of the geography sends requests, whatever its model. Some profiles use more. */
  readonly regions: readonly string[];
  readonly source: string;
  /** The day on which somebody read the source. */
  readonly readOn: string;
};

/**
 * The geographies of inference profiles whose Regions a source confirms. AWS lists the Regions by model, not by geography, so
 * `apac`, `au`, `ca`, `us-gov` and `global` are missing.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const geographies: Readonly<Record<string, Confirmed>> = {
  us: {
    regions: ['us-east-1', 'us-west-2'],
    source:
      'https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html',
    readOn: '2026-11-29',
  },
  // AWS's CDK lists these Regions, and says that they depend on the model. Newer profiles have more.
  eu: {
    regions: ['eu-central-1', 'eu-west-1', 'eu-west-3'],
    source:
      'https://github.com/awslabs/generative-ai-cdk-constructs/blob/main/apidocs/%40cdklabs/namespaces/bedrock/enumerations/CrossRegionInferenceProfileRegion.md',
    readOn: '2026-11-29',
  },
  jp: {
    regions: ['ap-northeast-1', 'ap-northeast-3'],
    source:
      'https://dev.classmethod.jp/articles/bedrock-application-inference-profile-region-control',
    readOn: '2026-11-29',
  },
};

/**
 * The model behind an inference profile, and the Regions in which each of its callers needs a grant. `undefined` if no source
 * confirms the Regions. A caller needs a grant in its own Region in any case.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html
 */
export const modelOfProfile = (
  profileId: string,
): { readonly modelId: string; readonly regions: readonly string[] | undefined } => {
  const [prefix = '', ...rest] = profileId.split('.');
  return {
    modelId: rest.join('.'),
    regions: Object.hasOwn(geographies, prefix) ? geographies[prefix]?.regions : undefined,
  };
};

/** Why a grant is not decided for every Region of a profile. */
export const regionsUnknown = (profileId: string): string =>
  `no source lists the Regions of every inference profile of ${profileId.split('.')[0]}, so only the Region of the stack is checked for ${profileId}`;
