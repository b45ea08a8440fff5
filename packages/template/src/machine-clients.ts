import { asList } from './json.ts';
import { render } from './render.ts';
import type { TemplateModel, TemplateResource } from './template-model.ts';

/** An app client with the flow `client_credentials`, and its other flows. */
export type MachineClient = TemplateResource & { readonly otherFlows: readonly string[] };

const machineFlow = 'client_credentials';

export const machineClients = (model: TemplateModel): readonly MachineClient[] =>
  model.ofType('AWS::Cognito::UserPoolClient').flatMap((client) => {
    const flows = asList(client.properties.AllowedOAuthFlows).map(render);
    if (!flows.includes(machineFlow)) return [];
    return [{ ...client, otherFlows: flows.filter((flow) => flow !== machineFlow) }];
  });
