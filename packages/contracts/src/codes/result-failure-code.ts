import { hopCode } from './hop-codes.ts';
import { receivedCode } from './received-code.ts';
import { toolFailureCode } from './tool-failure-codes.ts';

/** Why there is no result of a tool: a code of the tool itself, or of the call. */
export const resultFailureCode = receivedCode(
  [...toolFailureCode.options, ...hopCode.options],
  'INTERNAL_ERROR',
);
