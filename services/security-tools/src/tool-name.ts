import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';

const custom = z.looseObject({ bedrockAgentCoreToolName: z.string() });
const clientContext = z.union([z.object({ custom }), z.object({ Custom: custom })]);
const delimiter = '___';

/**
 * Name of the called tool without the target's prefix: `list_findings` of `security___list_findings`.
 * `undefined` if the caller is not a gateway and names no tool.
 */
export const toolNameOf = (context: Context): string | undefined => {
  const parsed = clientContext.safeParse(context.clientContext);
  if (!parsed.success) return undefined;
  const { bedrockAgentCoreToolName: name } =
    'custom' in parsed.data ? parsed.data.custom : parsed.data.Custom;
  const at = name.indexOf(delimiter);
  return at < 0 ? name : name.slice(at + delimiter.length);
};
