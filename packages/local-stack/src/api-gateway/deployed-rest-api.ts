import type { Throttling } from './throttling.ts';

/** An `AWS::ApiGateway::RestApi` with its stage and methods. */
export type DeployedRestApi = {
  readonly id: string;
  readonly name: string;
  readonly stageName: string;
  readonly methods: readonly DeployedMethod[];
  /** Headers by response type, for instance `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, Readonly<Record<string, string>>>;
};

export type DeployedMethod = {
  readonly httpMethod: string;
  /** Resource path with `{parameters}`, for instance `/chat`. */
  readonly path: string;
  readonly authorization: MethodAuthorization;
  readonly integration: MethodIntegration;
  readonly throttling?: Throttling | undefined;
};

export type MethodAuthorization =
  | { readonly type: 'NONE' }
  | {
      readonly type: 'COGNITO_USER_POOLS';
      readonly authorizerName: string;
      readonly userPoolArns: readonly string[];
      readonly scopes: readonly string[];
    };

export type MethodIntegration =
  | {
      readonly type: 'AWS_PROXY';
      readonly functionArn: string;
      readonly transferMode: 'BUFFERED' | 'STREAM';
      readonly timeoutMs: number;
    }
  | {
      readonly type: 'MOCK';
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string>>;
    };
