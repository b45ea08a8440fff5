import type { SignInNames } from './cognito-user.ts';

/** An `AWS::Cognito::UserPool` with its domain and app clients. */
export type DeployedUserPool = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** The issuer in the pool's tokens: one of `issuers`. */
  readonly issuer: string;
  /** `cognito-idp.<region>…/<id>` and `issuer-cognito-idp.<region>…/<id>`, mapped to loopback. */
  readonly issuers: readonly string[];
  /** Origin of the pool's domain, where the token endpoint is, mapped to loopback. Undefined without a domain. */
  readonly domainOrigin: string | undefined;
  readonly clients: readonly DeployedUserPoolClient[];
  /** Default: usernames only, whose case matters. */
  readonly signInNames?: SignInNames;
};

export type OAuthFlow = 'client_credentials' | 'code' | 'implicit';

export type DeployedUserPoolClient = {
  readonly clientId: string;
  readonly name: string;
  /** Active secrets, newest last. Empty for a public client. */
  readonly secrets: readonly { readonly clientSecretId: string; readonly value: string }[];
  readonly allowedFlows: readonly OAuthFlow[];
  /** `AllowedOAuthFlowsUserPoolClient`: without it, the client cannot use its flows. */
  readonly isOAuthEnabled: boolean;
  readonly allowedScopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly accessTokenValiditySeconds: number;
  readonly idTokenValiditySeconds: number;
  readonly refreshTokenValiditySeconds: number;
  /** `EnableTokenRevocation`: whether the client's refresh tokens can be revoked. */
  readonly isTokenRevocationEnabled: boolean;
};
