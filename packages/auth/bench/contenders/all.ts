import type { Contender } from '../contender.ts';
import { badgateway } from './badgateway.ts';
import { googleAuthLibrary } from './google-auth-library.ts';
import { hopwise } from './hopwise.ts';
import { mcpSdk } from './mcp-sdk.ts';
import { msalNode } from './msal-node.ts';
import { openidClient } from './openid-client.ts';
import { simpleOauth2 } from './simple-oauth2.ts';

export const contenders: readonly Contender[] = [
  hopwise,
  badgateway,
  simpleOauth2,
  openidClient,
  googleAuthLibrary,
  msalNode,
  mcpSdk,
];
