import type { HopNumber } from '@hopwise/contracts/hops';
import type { ArrivedRequest } from '../access/verify-sigv4.ts';
import type { AwsProtocol } from './aws-error.ts';

type ServiceForm = {
  readonly hop: HopNumber | null;
  readonly protocol: AwsProtocol;
  /** What only this service's requests look like. */
  readonly targetPrefix?: string;
  readonly path?: RegExp;
};

/** The services that Hopwise calls, by signing name. */
const services: Readonly<Record<string, ServiceForm>> = {
  bedrock: { hop: 3, protocol: 'restJson1', path: /^\/agents\// },
  'bedrock-agentcore': { hop: null, protocol: 'restJson1', path: /^\/gateways\// },
  apigateway: { hop: null, protocol: 'restJson1', path: /^\/restapis\// },
  cloudformation: { hop: null, protocol: 'awsQuery' },
  iam: { hop: null, protocol: 'awsQuery' },
  secretsmanager: { hop: 6, protocol: 'awsJson1_1', targetPrefix: 'secretsmanager.' },
  'cognito-idp': {
    hop: null,
    protocol: 'awsJson1_1',
    targetPrefix: 'AWSCognitoIdentityProviderService.',
  },
  lambda: { hop: null, protocol: 'restJson1', path: /^\/20\d\d-\d\d-\d\d\/functions\// },
  sts: { hop: null, protocol: 'awsQuery' },
  guardduty: { hop: 7, protocol: 'restJson1', path: /^\/detector(\/|$)/ },
  inspector2: { hop: 7, protocol: 'restJson1', path: /^\/(findings\/list|status\/batch\/get)$/ },
  securityhub: { hop: 7, protocol: 'restJson1', path: /^\/(findings|accounts|standards\/get)$/ },
  'access-analyzer': { hop: 7, protocol: 'restJson1', path: /^\/(analyzer|findingv2)(\/|$)/ },
};

/**
 * The service that a request is meant for, told by its form alone. On AWS the host name tells; here all
 * services share one.
 */
export const serviceOfRequest = ({ headers, path }: ArrivedRequest): string | undefined => {
  const target = headers['x-amz-target'];
  return Object.keys(services).find((name) => {
    const form = services[name];
    if (target !== undefined) return form?.targetPrefix && target.startsWith(form.targetPrefix);
    return form?.path?.test(path);
  });
};

/** The hop that a call of this service is; `null` where the service is none of the seven hops. */
export const hopOfService = (signingName: string | undefined): HopNumber | null =>
  services[signingName ?? '']?.hop ?? null;

/** The protocol in which the sender of a request expects an error. */
export const protocolOfRequest = (
  request: ArrivedRequest,
  signingName: string | undefined,
): AwsProtocol => {
  const known = services[signingName ?? '']?.protocol;
  if (known) return known;
  if (request.headers['x-amz-target'] !== undefined) return 'awsJson1_1';
  const contentType = request.headers['content-type'] ?? '';
  return contentType.startsWith('application/x-www-form-urlencoded') ? 'awsQuery' : 'restJson1';
};
