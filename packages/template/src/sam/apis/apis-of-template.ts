import { at } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { eventsOf } from '../events/sam-event.ts';
import { withGlobals } from '../sam-globals.ts';
import type { SamScope } from '../sam-scope.ts';
import { asApiEvent, isApiEvent } from './api-events.ts';
import type { ApiEvent, SamApi } from './sam-api.ts';

const implicitApis: Readonly<Record<string, string>> = {
  ServerlessRestApi: 'AWS::Serverless::Api',
  ServerlessHttpApi: 'AWS::Serverless::HttpApi',
};

/** The APIs of a template with their events, and the implicit APIs of events that name none. */
export const apisOf = (
  resources: readonly TemplateResource[],
  globals: unknown,
  scope: SamScope,
): readonly SamApi[] => {
  const events = resources
    .filter(({ type }) => type === 'AWS::Serverless::Function')
    .flatMap((one) => eventsOf(one, scope).filter(isApiEvent).map(asApiEvent));
  const byApi = Map.groupBy(events, ({ apiId }) => apiId);
  const written = resources
    .filter(({ type }) => Object.values(implicitApis).includes(type))
    .map((from) => ({
      from,
      place: from.logicalId,
      events: byApi.get(from.logicalId) ?? [],
      scope,
    }));
  const known = new Set(resources.map(({ logicalId }) => logicalId));
  const implicit = Object.entries(implicitApis).flatMap(([logicalId, type]) => {
    const [first, ...others] = byApi.get(logicalId) ?? [];
    if (first === undefined || known.has(logicalId)) return [];
    return [implicitApi({ logicalId, type, events: [first, ...others], globals })];
  });
  return [...written, ...implicit];
};

const implicitApi = ({
  logicalId,
  type,
  events,
  globals,
}: {
  readonly logicalId: string;
  readonly type: string;
  readonly events: readonly [ApiEvent, ...ApiEvent[]];
  readonly globals: unknown;
}): SamApi => {
  const [{ from, where, scope }] = events;
  const own = type === 'AWS::Serverless::Api' ? { StageName: 'Prod' } : {};
  const properties = withGlobals(type, own, { globals, ignored: undefined });
  const section = type.split('::')[2] ?? '';
  return {
    from: {
      logicalId,
      type,
      properties,
      metadata: {},
      attributes: ['Type', 'Properties'],
      dependsOn: [],
      source: { logicalId: from.logicalId, where },
    },
    place: at(globals, section) === undefined ? where : `Globals.${section}`,
    events,
    scope,
  };
};
