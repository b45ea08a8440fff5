/**
 * A program: runs invocations in this process, each while `Object.prototype` has one more property. Prints the
 * outcomes as JSON. Jest's own realm is no substitute, because Node's modules use another `Object.prototype` there.
 */
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import { awsIamGateway } from '../src/middleware/aws-iam-gateway.ts';
import { sharedTokens } from '../src/token-store/shared-tokens.ts';

const [issuerOrigin = '', gatewayOrigin = '', issuer = '', names = ''] = process.argv.slice(2);
const gatewayUrl = `${gatewayOrigin}/mcp`;

const values: readonly unknown[] = [
  'polluted.example',
  1,
  { authorization: 'Bearer polluted', 'x-polluted': '1', url: 'https://polluted.example/' },
  () => ({ status: 200, headers: {}, body: '' }),
];

const signer = {
  sign: async ({ headers }: { readonly headers: Record<string, string> }) => ({
    headers: { ...headers, authorization: 'AWS4-HMAC-SHA256 Credential=x' },
  }),
};

const run = async (name: string, value: unknown): Promise<string> => {
  if (name !== '') {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
  try {
    const gateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' as const };
    const token = accessToken({
      credentials: { read: async () => ({ clientId: 'client-1', clientSecret: 'secret-1' }) },
      tokenEndpoint: `${issuerOrigin}/oauth2/token`,
      issuer,
      scopes: ['gateway/invoke'],
      gateway,
      tokenStore: sharedTokens({ store: { get: async () => Object({}), put: async () => {} } }),
    });
    const iam = awsIamGateway({ gateway: { ...gateway, authorizer: 'AWS_IAM' }, signer });
    const statuses: unknown[] = [];
    for (const middleware of [token, iam]) {
      const context = Object({});
      await Reflect.apply(middleware.before ?? Object, undefined, [{ context }]);
      const response = await context.auth.request({ method: 'GET', url: gatewayUrl });
      statuses.push(response.status, response.body);
    }
    return statuses.join(' ');
  } catch (error) {
    return `${error}`;
  } finally {
    if (name !== '') Reflect.deleteProperty(Object.prototype, name);
  }
};

const outcomes: [string, string][] = [['', await run('', undefined)]];
for (const name of names.split(',')) {
  for (const value of values) outcomes.push([`${name}: ${typeof value}`, await run(name, value)]);
}
process.stdout.write(JSON.stringify(outcomes));
process.exit(0);
