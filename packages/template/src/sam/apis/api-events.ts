import { asObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { type ExpandedEvent, permissionFor, type SamEvent } from '../events/sam-event.ts';
import { idPart } from '../sam-scope.ts';
import { type ApiEvent, executeApiArn } from './sam-api.ts';

/** The property that names the API of an event, and the implicit API of events without it. */
const kinds: ReadonlyMap<string, { readonly property: string; readonly implicitId: string }> =
  new Map([
    ['Api', { property: 'RestApiId', implicitId: 'ServerlessRestApi' }],
    ['HttpApi', { property: 'ApiId', implicitId: 'ServerlessHttpApi' }],
  ]);

export const isApiEvent = ({ type }: SamEvent): boolean => kinds.has(type);

const defaultRoute = '/$default';

/** Path and verb of an event. An HTTP API has a default route for events without a path. */
export const asApiEvent = (event: SamEvent): ApiEvent => {
  const { property = '', implicitId = '' } = kinds.get(event.type) ?? {};
  const { Path, Method } = event.properties;
  const named = event.properties[property];
  const { Ref } = asObject(named);
  const verb = String(Method ?? 'ANY').toUpperCase();
  return {
    ...event,
    apiId:
      named === undefined ? implicitId : String(Ref ?? (typeof named === 'string' ? named : '')),
    named: named ?? { Ref: implicitId },
    path: typeof Path === 'string' ? Path : defaultRoute,
    verb: verb === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : verb,
  };
};

/**
 * The permission of an event: for any stage of the API, and one path and verb.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export const apiPermission = (
  event: ApiEvent,
  api: TemplateResource | undefined,
): ExpandedEvent => {
  const { named, path, verb, scope } = event;
  const place = path.replace(/(?<=.)\/$/, '').replaceAll(/\{[^}]*\}/g, '*');
  const part = path === defaultRoute ? '*' : `*/${verb === 'ANY' ? '*' : verb}${place}`;
  const suffix = event.type === 'Api' ? idPart(api?.properties.StageName ?? 'Stage') : '';
  return {
    resources: [
      permissionFor(
        event,
        {
          Principal: 'apigateway.amazonaws.com',
          SourceArn: executeApiArn(named, part, scope),
        },
        `${event.id}Permission${suffix}`,
      ),
    ],
  };
};
