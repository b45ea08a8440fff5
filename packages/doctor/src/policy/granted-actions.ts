import type { HopNumber } from '@hopwise/contracts/hops';
import { unknownText } from '../template/render.ts';
import type { TemplateModel } from '../template/template-model.ts';
import { expandArns } from './arn-text.ts';
import { identityStatements, type PolicyStatement } from './policy-statements.ts';

/** One action of an identity statement. */
export type GrantedAction = {
  readonly statement: PolicyStatement;
  readonly action: string;
  /** Where a fact about it stands. */
  readonly place: {
    readonly logicalId: string;
    readonly where: string;
    readonly hop: HopNumber | null;
  };
};

/** Hops at which an action is decided; every other action belongs to none. */
const hopOfAction = (action: string): HopNumber | null => {
  if (/^bedrock:InvokeAgent$/i.test(action)) return 3;
  if (/^bedrock:InvokeModel/i.test(action)) return 4;
  if (/^(?:secretsmanager|bedrock-agentcore):/i.test(action)) return 6;
  return /^(?:securityhub|guardduty|inspector2|access-analyzer):/i.test(action) ? 7 : null;
};

/** Every action of every identity statement, as far as the template tells what they are. */
export const grantedActions = (model: TemplateModel): readonly GrantedAction[] =>
  identityStatements(model).flatMap((statement) =>
    statement.actions
      .filter((action) => !action.includes(unknownText) && !action.includes('${'))
      .map((action) => ({
        statement,
        action,
        place: {
          logicalId: statement.logicalId,
          where: statement.where,
          hop: hopOfAction(action),
        },
      })),
  );

/** Whether a text stands for several actions. */
export const isActionPattern = (action: string): boolean => /[*?]/.test(action);

/** A resource of a statement as a pattern of ARNs: whatever is referred to may be any text. */
export const resourcePattern = (resource: string, model: TemplateModel): string =>
  expandArns(resource, model).replaceAll(/\$\{[^}]*\}/g, '*');
