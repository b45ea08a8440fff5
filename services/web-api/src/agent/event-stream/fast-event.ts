/** What is known of a frame from its headers. */
export type FrameKind = 'chunk' | 'trace' | 'other';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

/** The bytes of a piece of text, or `undefined` if the body has anything else that the SDK would return or refuse. */
export const textOf = (body: Buffer): Uint8Array | undefined => {
  const chunk = parse(body) as { bytes?: unknown; attribution?: unknown } | null | undefined;
  if (typeof chunk?.bytes !== 'string' || chunk.attribution !== undefined) return undefined;
  return base64.test(chunk.bytes) ? Buffer.from(chunk.bytes, 'base64') : undefined;
};

type TraceBody = {
  trace?: {
    orchestrationTrace?: { invocationInput?: unknown; observation?: unknown } | null;
  } | null;
};

/** Whether the body is a trace without a call of a tool or a result. Such a trace has prompts and the model's output. */
export const isTraceWithoutCall = (body: Buffer): boolean => {
  const value = parse(body) as TraceBody | null | undefined;
  if (typeof value !== 'object' || value === null) return false;
  const { invocationInput, observation } = value.trace?.orchestrationTrace ?? {};
  return invocationInput === undefined && observation === undefined;
};
