import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

export type Size = {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
};

/** The token core: cache, token requests, claims check and credentials, without adapters. */
const core = `
  export { createCredentialsStore } from '../src/credentials/credentials-store.ts';
  export { createTokenCache } from '../src/token-cache/token-cache.ts';
  export { createTokenFetcher } from '../src/token-cache/fetch-token.ts';
`;

const entries = {
  core,
  'core, middleware, HTTP':
    "export { accessToken } from '../src/middleware/access-token-middleware.ts';",
  '… and secrets-manager':
    "export { accessToken } from '../src/middleware/access-token-middleware.ts'; export { secretsManager } from '../src/credentials/secrets-manager.ts';",
  '@badgateway/oauth2-client':
    "export { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client';",
  'simple-oauth2': "export { ClientCredentials } from 'simple-oauth2';",
  'openid-client': "export { clientCredentialsGrant, Configuration } from 'openid-client';",
  'google-auth-library': "export { OAuth2Client } from 'google-auth-library';",
  '@azure/msal-node': "export { ConfidentialClientApplication } from '@azure/msal-node';",
  'MCP SDK':
    "export { auth } from '@modelcontextprotocol/sdk/client/auth.js'; export { ClientCredentialsProvider } from '@modelcontextprotocol/sdk/client/auth-extensions.js';",
} as const;

const bundle = async (contents: string, external: readonly string[]): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: [...external],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
};

/** Minified bundles without the AWS SDK and Middy, which every user has anyway. */
export const measureSizes = async (): Promise<Size[]> => {
  const sizes: Size[] = [];
  for (const [name, contents] of Object.entries(entries)) {
    const code = await bundle(contents, ['@aws-sdk/*', '@middy/*']);
    sizes.push({ name, bytes: code.length, gzipBytes: gzipSync(code).length });
  }
  return sizes;
};
