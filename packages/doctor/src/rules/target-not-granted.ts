import { missingGrants } from '../needs/missing-grants.ts';
import type { Rule } from './rule.ts';

/** Finds gateways whose role cannot invoke the function of a target. */
export const targetNotGranted: Rule = async (model) =>
  (await missingGrants(model, ['gateway → function'])).map(({ role, called }) => ({
    code: 'TARGET_NOT_GRANTED',
    logicalId: role,
    where: role,
    hop: 7,
    role,
    functionName: called,
  }));
