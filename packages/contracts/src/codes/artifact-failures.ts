/**
 * The local stack cannot run a function: its zip cannot be unpacked, or the folder for it cannot be written. Not a schema,
 * because the doctor's texts need these codes and no schema.
 */
export const artifactFailures = ['ARTIFACT_UNUSABLE', 'ARTIFACT_NOT_WRITTEN'] as const;
export type ArtifactFailureCode = (typeof artifactFailures)[number];

export const isArtifactFailure = (code: string): code is ArtifactFailureCode =>
  artifactFailures.some((one) => one === code);
