import type { ToolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import type { ActionGroupCall } from './action-group/action-group-event.ts';
import { readArguments } from './arguments/read-arguments.ts';
import { callTool, type GatewayPort, type GatewayTarget } from './gateway/call-tool.ts';
import { type Outcome, refusedBeforeSending } from './outcome/outcome.ts';

/** Tools by name, without the gateway's target prefix. */
export type ToolTable = Readonly<Record<string, ToolArguments>>;

export type AnswerPorts = {
  readonly tools: ToolTable;
  readonly target: GatewayTarget;
  readonly gateway: GatewayPort;
};

/** Checks a call's arguments with the tool's schema, then calls the tool. */
export const answerCall = async (call: ActionGroupCall, ports: AnswerPorts): Promise<Outcome> => {
  const tool = Object.hasOwn(ports.tools, call.tool) ? ports.tools[call.tool] : undefined;
  if (tool === undefined) {
    const names = Object.keys(ports.tools).join(', ');
    return refusedBeforeSending('TOOL_UNKNOWN', `The tools are: ${names}.`);
  }
  const read = readArguments(tool, call.parameters);
  if ('problem' in read) return refusedBeforeSending('ARGUMENTS_INVALID', read.problem);
  return callTool({ tool: call.tool, arguments: read.arguments }, ports.target, ports.gateway);
};
