import type { Tool } from '../tool.ts';
import { agentFunctions } from './agent-functions.ts';
import { gatewayTools } from './gateway-tools.ts';
import { toolSchemaOf } from './input-schema.ts';
import { toolArgumentsModule } from './tool-arguments.ts';

/** The generated files of `packages/contracts/generated`, by name. */
export const generateToolSchemas = (tools: readonly Tool[]): Readonly<Record<string, string>> => {
  const schemas = tools.map(toolSchemaOf);
  return {
    'gateway-tools.json': json(gatewayTools(schemas)),
    'agent-functions.json': json(agentFunctions(schemas)),
    'tool-arguments.ts': toolArgumentsModule(schemas),
  };
};

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
