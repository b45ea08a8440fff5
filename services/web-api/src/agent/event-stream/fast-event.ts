/** What is known of a frame from its headers. */
export type FrameKind = 'chunk' | 'trace' | 'other';

const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

/** The body that Amazon Bedrock sends for a piece of text: base64, and letters that hide its length. */
const plainChunk =
  /^\{"bytes":"((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)"(?:,"p":"[A-Za-z0-9]*")?\}$/;

/** A piece of text has a few words. The memory of the pattern grows with a longer text. */
const maxPatternBytes = 65_536;

/** The bytes of a piece of text, or `undefined` if the body has anything else. */
export const textOf = (body: Buffer): Uint8Array | undefined => {
  if (body.length > maxPatternBytes) return undefined;
  const [, base64] = plainChunk.exec(body.toString('latin1')) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
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
