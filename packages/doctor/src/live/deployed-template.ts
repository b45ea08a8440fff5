import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { Finding } from '@hopwise/contracts/finding';
import { examineTemplate } from '../diagnose-template.ts';
import type { LiveContext } from './stack/live-context.ts';

/** Applies the static rules to the deployed template. They find mistakes that do not break a hop yet. */
export const deployedTemplate = async (
  { clients, target: { stackName } }: Pick<LiveContext, 'clients' | 'target'>,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  const command = new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' });
  const { TemplateBody = '' } = await clients.cloudFormation.send(command, { abortSignal: signal });
  return (await examineTemplate({ text: TemplateBody, name: stackName })).findings;
};
