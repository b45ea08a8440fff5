declare module 'aws4' {
  type SignableRequest = {
    host?: string;
    method?: string;
    path?: string;
    body?: string;
    service?: string;
    region?: string;
    headers?: Record<string, string>;
    signQuery?: boolean;
  };
  const aws4: {
    sign(
      request: SignableRequest,
      credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
    ): SignableRequest;
  };
  export = aws4;
}
