import { identityStatements, type PolicyStatement } from '@hopwise/chain/policy-statements';
import type { HopNumber } from '@hopwise/contracts/hops';
import { unknownText } from '@hopwise/template/render';
import type { TemplateModel } from '@hopwise/template/template-model';

/** One action in a statement of an identity policy. */
export type GrantedAction = {
  readonly statement: PolicyStatement;
  readonly action: string;
  /** The place of a fact about the action. */
  readonly place: {
    readonly logicalId: string;
    readonly where: string;
    readonly hop: HopNumber | null;
  };
};

/** The hop of each action that opens a hop. */
const hopOfAction = (action: string): HopNumber | null => {
  if (/^bedrock:InvokeAgent$/i.test(action)) return 3;
  if (/^bedrock:InvokeModel/i.test(action)) return 4;
  if (/^(?:secretsmanager|bedrock-agentcore):/i.test(action)) return 6;
  return /^(?:securityhub|guardduty|inspector2|access-analyzer):/i.test(action) ? 7 : null;
};

/** Every action of every identity statement that the template shows. */
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

/** Whether an action contains wildcards. */
export const isActionPattern = (action: string): boolean => /[*?]/.test(action);
