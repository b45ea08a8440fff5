import type { HopNumber } from '@hopwise/contracts/hops';
import type { ArrivedRequest } from '../access/verify-sigv4.ts';
import type { AwsProtocol, ErrorProtocol } from './aws-error.ts';

/** The form of requests for one AWS API, and their hop. */
export type RequestForm = {
  readonly protocol: AwsProtocol;
  /** Hop of the service's calls; `null` if they belong to no hop. */
  readonly hop: HopNumber | null;
  /** Prefix of `x-amz-target`, without its dot. */
  readonly targetPrefix?: string;
  /** Paths that belong to this service only. */
  readonly path?: RegExp;
};

/** The forms of all services, by signing name. */
export type RequestForms = ReadonlyMap<string, RequestForm>;

/**
 * Finds the intended service of a request by its form. On AWS the host name identifies the service, but
 * here all services share one host.
 */
export const serviceOfRequest = (
  { headers, path }: ArrivedRequest,
  forms: RequestForms,
): string | undefined => {
  const target = headers['x-amz-target'];
  const [signingName] =
    [...forms].find(([, form]) =>
      target === undefined
        ? form.path?.test(path)
        : form.targetPrefix !== undefined && target.startsWith(`${form.targetPrefix}.`),
    ) ?? [];
  return signingName;
};

/** Services that the local stack does not serve, but which people call, with a protocol that their requests do not show. */
const protocolsOfUnserved: Readonly<Record<string, ErrorProtocol>> = {
  s3: 'restXml',
  cloudfront: 'restXml',
  route53: 'restXml',
  ec2: 'ec2Query',
};

/** The protocol in which the sender expects an error. */
export const protocolOfRequest = (
  request: ArrivedRequest,
  form: RequestForm | undefined,
): ErrorProtocol => {
  if (form) return form.protocol;
  const signedFor = /\/([a-z0-9-]+)\/aws4_request/.exec(request.headers.authorization ?? '')?.[1];
  const ofService = protocolsOfUnserved[signedFor ?? ''];
  if (ofService) return ofService;
  if (request.headers['x-amz-target'] !== undefined) return 'awsJson1_1';
  const contentType = request.headers['content-type'] ?? '';
  return contentType.startsWith('application/x-www-form-urlencoded') ? 'awsQuery' : 'restJson1';
};
