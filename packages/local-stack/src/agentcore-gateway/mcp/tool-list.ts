import type { DeployedGateway, DeployedGatewayTarget, GatewayTool } from '../deployed-gateway.ts';

const pageSize = 50;

/** A tool in the form that clients see, and its target. */
export type ListedTool = {
  /** `<target>___<tool>`. */
  readonly name: string;
  readonly target: DeployedGatewayTarget;
  readonly tool: GatewayTool;
};

export const listTools = ({ targets }: DeployedGateway): readonly ListedTool[] =>
  targets.flatMap((target) =>
    target.tools.map((tool) => ({ name: `${target.name}___${tool.name}`, target, tool })),
  );

export type ToolPage = {
  readonly tools: readonly ListedTool[];
  readonly nextCursor: string | undefined;
};

/** One page of the tools. Undefined for a cursor that no earlier page returned. */
export const toolPage = (
  tools: readonly ListedTool[],
  cursor: string | undefined,
): ToolPage | undefined => {
  const start = cursor === undefined ? 0 : decodeCursor(cursor);
  const known =
    start === 0 || (start !== undefined && start % pageSize === 0 && start < tools.length);
  if (!known || start === undefined) return undefined;
  const end = start + pageSize;
  return {
    tools: tools.slice(start, end),
    nextCursor: end < tools.length ? encodeCursor(end) : undefined,
  };
};

const encodeCursor = (start: number): string => Buffer.from(`${start}`).toString('base64url');

const decodeCursor = (cursor: string): number | undefined => {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
};
