import type { ChatErrorCode } from './chat-error-codes.ts';
import type { DecisionCode } from './decision-codes.ts';
import type { FindingCode } from './finding-codes.ts';
import type { HopCode } from './hop-codes.ts';
import type { ServiceFailureCode, ToolFailureCode } from './tool-failure-codes.ts';

/** Every code that crosses a process boundary. */
export type Code =
  | ChatErrorCode
  | DecisionCode
  | FindingCode
  | HopCode
  | ServiceFailureCode
  | ToolFailureCode;
