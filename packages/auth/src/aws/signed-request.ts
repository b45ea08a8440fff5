/** The request format of `SignatureV4` in `@smithy/signature-v4`. */
export type RequestToSign = {
  method: string;
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body?: string;
};

export type SignedRequest = { readonly headers: Readonly<Record<string, string>> };
