import { type Treatment, treatmentOf } from '../../src/deployment/property-treatment.ts';
import type { ResourceType } from '../../src/deployment/resource-type.ts';
import { objectIn, shapeOf } from '../../src/deployment/schema-shape.ts';
import { services } from '../../src/services.ts';

type Treated = { readonly path: string; readonly treatment: Treatment };
type Schema = Parameters<typeof objectIn>[0];

/** The properties that the local stack does not act on, also those inside other properties. */
const treatedIn = (schema: Schema, prefix = ''): readonly Treated[] =>
  Object.entries(shapeOf(schema)).flatMap(([name, property]) => {
    const path = prefix + name;
    const treatment = treatmentOf(property);
    if (treatment) return [{ path, treatment }];
    const inner = objectIn(property);
    return inner && inner !== schema ? treatedIn(inner, `${path}.`) : [];
  });

const reasonOf = (treatment: Treatment): string => {
  if (treatment.kind === 'inert') return treatment.reason;
  const accepted = treatment.accepted.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  return `needs ${treatment.needs}${accepted && `; accepted: ${accepted}`}`;
};

const rowOf = ({ path, treatment }: Treated): string =>
  `| \`${path}\` | ${treatment.kind} | ${reasonOf(treatment)} |`;

const sectionOf = (type: ResourceType): readonly string[] => {
  const treated = treatedIn(type.schema).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (treated.length === 0) return [];
  return [
    `## ${type.type}`,
    '',
    '| property | treatment | reason |',
    '| --- | --- | --- |',
    ...treated.map(rowOf),
    '',
  ];
};

/** A page about the properties that the local stack does not act on, and why. */
export const propertyPage = (): string =>
  [
    '# Properties without effect in the local stack',
    '',
    'Generated from the resource types; `npx -y pnpm@12 --filter local-stack run generate` writes it. The local stack acts on',
    'every other property of a served type. It accepts an inert property, because nothing that it does depends on it. It refuses',
    'a template that uses a refused one.',
    '',
    ...services
      .flatMap(({ types }) => types)
      .toSorted((a, b) => (a.type < b.type ? -1 : 1))
      .flatMap(sectionOf),
  ].join('\n');
