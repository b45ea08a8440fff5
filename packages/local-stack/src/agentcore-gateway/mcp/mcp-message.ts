import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import type { DeployedGateway } from '../deployed-gateway.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from '../gateway-response.ts';

const carriesId = z.looseObject({ id: z.union([z.string(), z.number()]) });

/** A request's body. `message` is undefined if the text is not JSON. */
export type McpBody = { readonly text: string; readonly message: unknown };

export const parseBody = (bytes: Uint8Array): McpBody => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, message: parseBoundedJson(text) };
  } catch {
    return { text: '', message: undefined };
  }
};

/** The protocol version of a request that names none. */
export const defaultVersion = '2025-03-26';

/** From this version, MCP has no sessions. */
export const statelessVersion = '2026-07-28';

/** Refuses a message that an MCP server cannot answer. */
export const messageRefusal = (
  { message }: McpBody,
  version: string,
  { supportedVersions }: Pick<DeployedGateway, 'supportedVersions'>,
): GatewayResponse | undefined => {
  if (message === undefined) {
    return rpcRefusal(400, { code: rpcCode.parseError, message: 'Parse error' });
  }
  if (Array.isArray(message)) {
    const text = 'Invalid Request: JSON-RPC batches are not supported';
    return rpcRefusal(400, { code: rpcCode.invalidRequest, message: text });
  }
  if (supportedVersions.includes(version)) return undefined;
  const text = `Unsupported MCP protocol version: ${version}. Supported versions: [${supportedVersions.join(', ')}]`;
  return rpcRefusal(400, { code: rpcCode.invalidRequest, message: text }, idOf(message));
};

/** The id of a message. Without one, the gateway uses 0. */
export const idOf = (message: unknown): string | number =>
  carriesId.safeParse(message).data?.id ?? 0;
