export type AwsErrorMetadata = {
  readonly httpStatusCode?: number | undefined;
  readonly requestId?: string | undefined;
  readonly attempts: number;
};

/** The error of an AWS API. `name` has the code of the service, as in the SDK. The message can quote the refused value. */
export class AwsServiceError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: AwsErrorMetadata;

  constructor(name: string, message: string, metadata: AwsErrorMetadata) {
    super(message);
    this.name = name;
    this.$fault = (metadata.httpStatusCode ?? 500) < 500 ? 'client' : 'server';
    this.$metadata = metadata;
  }
}

/** A request that got no response. `code` is that of the system, for instance `ECONNREFUSED`. */
export class AwsConnectionError extends Error {
  override readonly name: 'TimeoutError' | 'ConnectionError';
  declare readonly code?: string | undefined;
  readonly $metadata: AwsErrorMetadata;

  constructor(name: AwsConnectionError['name'], code: string | undefined, attempts: number) {
    super(`The request got no response: ${code ?? name}.`);
    this.name = name;
    if (code !== undefined) this.code = code;
    this.$metadata = { attempts };
  }
}
