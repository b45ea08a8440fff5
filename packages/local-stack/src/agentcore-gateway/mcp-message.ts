import { correlationId, correlationIdMeta } from '@hopwise/contracts/correlation-id';
import * as z from 'zod/mini';
import type { DeployedGateway } from './deployed-gateway.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from './gateway-response.ts';

const carriesTurn = z.looseObject({
  params: z.looseObject({ _meta: z.looseObject({ [correlationIdMeta]: correlationId }) }),
});
const carriesId = z.looseObject({ id: z.union([z.string(), z.number()]) });

/** A request's body; `message` is undefined where it is not JSON. */
export type McpBody = { readonly text: string; readonly message: unknown };

export const parseBody = (bytes: Uint8Array): McpBody => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, message: JSON.parse(text) };
  } catch {
    return { text: '', message: undefined };
  }
};

/** Correlation id of the turn that the message says it works for. */
export const turnOf = ({ message }: McpBody): string | undefined =>
  carriesTurn.safeParse(message).data?.params._meta[correlationIdMeta];

/** Revision of a request that names none. */
export const defaultVersion = '2025-03-26';

/** From this revision on, MCP has no sessions. */
export const statelessVersion = '2026-07-28';

/** Why a message goes no further; undefined for one that an MCP server can answer. */
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

/** Id of a message, or the gateway's own 0 where it has none. */
export const idOf = (message: unknown): string | number =>
  carriesId.safeParse(message).data?.id ?? 0;
