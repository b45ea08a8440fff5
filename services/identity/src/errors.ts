export type RotationErrorCode =
  /** The event does not come from a rotation by Secrets Manager, or it names another secret. */
  | 'EVENT_MALFORMED'
  | 'ROTATION_NOT_ENABLED'
  /** The version is unknown, is not pending, or has no value yet. */
  | 'VERSION_NOT_PENDING'
  /** A version of the secret is not JSON with `clientId` and `clientSecret`. */
  | 'SECRET_MALFORMED'
  /** Cognito no longer has the pending client secret. This rotation is cancelled; the next one starts again. */
  | 'PENDING_SECRET_LOST'
  /** The token endpoint issued no token for the pending client secret. */
  | 'PENDING_SECRET_REFUSED'
  | 'AWS_CALL_FAILED';

type Details = ErrorOptions & { readonly awsError?: string };

/** Fails a step of the rotation. Neither its message nor its cause contains a value of the secret. */
export class RotationError extends Error {
  override readonly name = 'RotationError';
  readonly code: RotationErrorCode;
  /** Name of the AWS error, for example `ResourceNotFoundException`. */
  readonly awsError: string | undefined;

  constructor(code: RotationErrorCode, message: string, { awsError, ...options }: Details = {}) {
    super(message, options);
    this.code = code;
    this.awsError = awsError;
  }
}
