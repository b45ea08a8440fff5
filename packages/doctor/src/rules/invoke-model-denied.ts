import { listedNames } from '@hopwise/template/listed-names';
import { missingGrants } from '../needs/missing-grants.ts';
import type { Rule } from './rule.ts';

/** Finds agents whose role does not allow their model, their inference profile or the models behind it. */
export const invokeModelDenied: Rule = async (model) =>
  (
    await missingGrants(model, [
      'agent → model',
      'agent → inference profile',
      'agent → models of profile',
    ])
  ).map(({ kind, role, actions, resources, called }) => ({
    code: 'INVOKE_MODEL_DENIED',
    logicalId: role,
    where: role,
    hop: 4,
    role,
    action: listedNames(actions, Number.POSITIVE_INFINITY),
    model: listedNames(resources, Number.POSITIVE_INFINITY),
    ...(kind === 'agent → models of profile' && { profile: called }),
  }));
