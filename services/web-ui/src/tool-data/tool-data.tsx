import type { Step } from '../chat/turn.ts';

/** Tables and charts of what the tools returned. */
export const ToolData = (_: { readonly steps: readonly Step[] }) => null;
