import type { ToolResult } from '@hopwise/contracts/tool-result';
import type { Context } from 'aws-lambda';
import { callIdsOf } from './call-ids.ts';
import { createSecurityServices } from './services/security-services.ts';
import type { ServiceReader } from './services/service-reader.ts';
import type { Tool } from './tool.ts';
import { toolCatalogue } from './tool-catalogue.ts';
import { toolFailure } from './tool-failure.ts';
import { toolNameOf } from './tool-name.ts';

/** The part of the Powertools logger that this service uses. */
export type Log = Record<
  'info' | 'warn',
  (message: string, attributes: Record<string, unknown>) => void
>;

export type HandlerOptions = {
  readonly region: string;
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number;
  readonly serviceTimeoutMs: number;
  /** Ends a service's calls after some milliseconds. Default: `AbortSignal.timeout`. */
  readonly timeLimit?: (timeoutMs: number) => AbortSignal;
  readonly readers: readonly ServiceReader[];
  readonly log: Log;
};

/** Creates the handler. The event is the tool's arguments, and the context has the tool's name. */
export const createHandler = ({
  region,
  now = Date.now,
  serviceTimeoutMs,
  timeLimit = AbortSignal.timeout,
  readers,
  log,
}: HandlerOptions) => {
  const services = createSecurityServices({
    readers,
    timeLimit: () => timeLimit(serviceTimeoutMs),
    onFailure: (service, { status, code }, error) =>
      log.warn('A security service could not be read', {
        service,
        status,
        code,
        errorName: error instanceof Error ? error.name : typeof error,
      }),
  });
  return async (event: unknown, context: Context): Promise<ToolResult> => {
    const tool = findTool(toolNameOf(context));
    const result = tool
      ? await tool.invoke(event ?? {}, { region, now, services })
      : toolFailure('UNKNOWN_TOOL', `The tools are: ${toolNames}.`);
    log.info('Tool called', {
      tool: tool?.name,
      ...callIdsOf(context),
      ok: result.ok,
      ...(result.ok ? { total: result.total } : { code: result.error.code }),
    });
    return result;
  };
};

const toolNames = toolCatalogue.map(({ name }) => name).join(', ');

const findTool = (name: string | undefined): Tool | undefined =>
  toolCatalogue.find((tool) => tool.name === name);
