// Codes of the local stack that do not occur on AWS. Not schemas, because the doctor's texts need these codes and no schema.

/** The local stack cannot run a function: its zip cannot be unpacked, or the folder for it cannot be written. */
export const artifactFailures = ['ARTIFACT_UNUSABLE', 'ARTIFACT_NOT_WRITTEN'] as const;
export type ArtifactFailureCode = (typeof artifactFailures)[number];

/** The model of the agents returned no usable step. */
export const modelFailures = [
  'MODEL_UNREACHABLE',
  'MODEL_TIMEOUT',
  'MODEL_CREDENTIAL_REFUSED',
  'MODEL_REFUSED',
  'MODEL_REPLY_MALFORMED',
  'MODEL_REPLY_TOO_LARGE',
] as const;
export type ModelFailureCode = (typeof modelFailures)[number];

/** A failure of something that the local stack runs or calls, not of a credential. */
export type LocalFailureCode = ArtifactFailureCode | ModelFailureCode;

export const isLocalFailure = (code: string): code is LocalFailureCode =>
  [...artifactFailures, ...modelFailures].some((one) => one === code);

export const isModelFailure = (code: string): code is ModelFailureCode =>
  modelFailures.some((one) => one === code);
