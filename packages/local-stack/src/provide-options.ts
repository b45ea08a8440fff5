import type { Clock } from '@hopwise/auth/clock';
import type { Account } from './account.ts';
import type { Ports } from './aws-service/ports.ts';
import { agentModel } from './bedrock-agent/agents-state.ts';
import type { AgentModel } from './bedrock-agent/model/agent-model.ts';
import { createModelAccess, modelAccess } from './bedrock-agent/model-access.ts';
import { type CognitoSettings, cognitoSettings } from './cognito/user-pools-state.ts';
import { type TemplateEdits, templateEdits } from './edits/template-edits.ts';
import { type LambdaSettings, lambdaSettings } from './lambda/lambda-state.ts';
import { createSecurityAccount, securityAccount } from './security-services/security-account.ts';
import { seedAccount } from './seed/seed-account.ts';

export type ServiceOptions = {
  readonly account: Account;
  readonly clock: Clock;
  readonly lambda: LambdaSettings;
  readonly cognito: CognitoSettings;
  readonly model: AgentModel | undefined;
  readonly edits: TemplateEdits;
};

/** Fills the ports through which the services read the options of the stack. */
export const provideOptions = (
  ports: Ports,
  { account, clock, lambda, cognito, model, edits }: ServiceOptions,
): void => {
  ports.provide(lambdaSettings, lambda);
  ports.provide(cognitoSettings, cognito);
  ports.provide(agentModel, model);
  ports.provide(modelAccess, createModelAccess());
  ports.provide(templateEdits, edits);
  const seed = seedAccount({ account, nowMs: clock.now() });
  ports.provide(securityAccount, createSecurityAccount(seed));
};
