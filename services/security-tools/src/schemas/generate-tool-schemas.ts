import type { Tool } from '../tool.ts';
import { agentFunctions } from './agent-functions.ts';
import { toolArgumentsModule } from './arguments-module.ts';
import { gatewayTools } from './gateway-tools.ts';
import { toolSchemaOf } from './input-schema.ts';

/** The contents of the files in `packages/contracts/generated`, by file name. */
export const generateToolSchemas = (tools: readonly Tool[]): Readonly<Record<string, string>> => {
  const schemas = tools.map(toolSchemaOf);
  return {
    'gateway-tools.json': json(gatewayTools(schemas)),
    'agent-functions.json': json(agentFunctions(schemas)),
    'tool-arguments.ts': toolArgumentsModule(schemas),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
