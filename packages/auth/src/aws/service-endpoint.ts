import { AuthError } from '../errors/auth-error.ts';
import { isSecureUrl } from '../options/secure-url.ts';

/** A service with the JSON protocol of AWS, version 1.1, where every request is `POST /`, or with its REST form. */
export type AwsJsonService = {
  /** The name in the scope of a signature, which is also the first part of the host name. */
  readonly signingName: string;
  /** The part of `X-Amz-Target` before the operation. Not for the REST form of the protocol. */
  readonly targetPrefix?: string;
  /** The end of `AWS_ENDPOINT_URL_…`. */
  readonly endpointVariable: string;
  /** The ordinary host is also the dual-stack host, in the partition `aws`. */
  readonly isDualStack?: boolean;
  /** A longer response is an error. Default 1,000,000. */
  readonly maxResponseBytes?: number;
};

type Partition = { readonly region: RegExp; readonly suffix: string; readonly dualStack: string };

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
const partitions: readonly Partition[] = [
  { region: /^cn-/, suffix: 'amazonaws.com.cn', dualStack: 'api.amazonwebservices.com.cn' },
  { region: /^(?!.*-iso|eusc-)/, suffix: 'amazonaws.com', dualStack: 'api.aws' },
];

/**
 * The endpoint of a service. Reads the variables that every SDK of AWS reads.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * Throws `OPTIONS_INVALID` for an insecure endpoint, or a Region of a partition that is not known here.
 */
export const serviceEndpoint = (
  { signingName, endpointVariable, isDualStack = false }: AwsJsonService,
  region: string,
  env: Readonly<Record<string, string | undefined>>,
): URL => {
  const configured = env[`AWS_ENDPOINT_URL_${endpointVariable}`] || env.AWS_ENDPOINT_URL;
  if (configured && env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS !== 'true') {
    return secureEndpoint(configured);
  }
  const partition = partitions.find((one) => one.region.test(region));
  if (!/^[a-z\d-]+$/.test(region) || !partition) {
    throw new AuthError(
      'OPTIONS_INVALID',
      `${signingName}: the endpoint in the Region ${region} is not known`,
    );
  }
  const name = env.AWS_USE_FIPS_ENDPOINT === 'true' ? `${signingName}-fips` : signingName;
  const needsDualStack =
    env.AWS_USE_DUALSTACK_ENDPOINT === 'true' &&
    !(isDualStack && partition.suffix === 'amazonaws.com');
  const suffix = needsDualStack ? partition.dualStack : partition.suffix;
  return new URL(`https://${name}.${region}.${suffix}`);
};

/** Throws `OPTIONS_INVALID` for an endpoint to which a signed request must not go. */
export const secureEndpoint = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && isSecureUrl(url)) return url;
  throw new AuthError(
    'OPTIONS_INVALID',
    'the endpoint must be an https URL (http only on loopback)',
  );
};
