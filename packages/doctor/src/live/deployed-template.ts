import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { Finding } from '@hopwise/contracts/finding';
import { examineTemplate } from '../diagnose-template.ts';
import type { LiveContext } from './stack/live-context.ts';

/** What the static rules say of the template that is deployed: mistakes that break no hop, or not yet. */
export const deployedTemplate = async (
  { clients, target: { stackName } }: Pick<LiveContext, 'clients' | 'target'>,
  signal: AbortSignal,
): Promise<readonly Finding[]> => {
  const command = new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' });
  const { TemplateBody = '' } = await clients.cloudFormation.send(command, { abortSignal: signal });
  return (await examineTemplate({ text: TemplateBody, name: stackName })).findings;
};
