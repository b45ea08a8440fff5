import type { Context } from 'aws-lambda';
import { gatewayContextOf } from './gateway-context.ts';

const delimiter = '___';

/**
 * Name of the called tool without the target's prefix: `list_findings` of `security___list_findings`.
 * `undefined` if the caller is not a gateway and names no tool.
 */
export const toolNameOf = (context: Context): string | undefined => {
  const { bedrockAgentCoreToolName: name } = gatewayContextOf(context);
  if (typeof name !== 'string') return undefined;
  const at = name.indexOf(delimiter);
  return at < 0 ? name : name.slice(at + delimiter.length);
};
