export type ArtifactErrorCode =
  | 'ARTIFACT_UNREADABLE'
  | 'ARTIFACT_CORRUPT'
  | 'ARTIFACT_TOO_LARGE'
  | 'ARTIFACT_UNSAFE_PATH'
  | 'ARTIFACT_NOT_WRITTEN';

/** The function's artifact cannot be unpacked. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError';
  readonly code: ArtifactErrorCode;

  constructor(code: ArtifactErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The code of a system error, such as `ENOENT`. */
export const systemCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';

/** A file or folder of this machine could not be written. */
export const notWritten = (path: string, cause: unknown): ArtifactError => {
  const code = systemCode(cause);
  const isFull = ['ENOSPC', 'EDQUOT'].includes(code);
  const cure = isFull ? ' The disk is full. Free some space, or set TMPDIR to another disk.' : '';
  return new ArtifactError('ARTIFACT_NOT_WRITTEN', `${path} cannot be written: ${code}.${cure}`, {
    cause,
  });
};
