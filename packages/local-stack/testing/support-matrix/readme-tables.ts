import { withSection } from './readme-section.ts';
import { resourceTypeTable } from './resource-type-table.ts';
import { supportMatrix } from './support-matrix.ts';

/** Writes the generated tables into the text of the README. */
export const withReadmeTables = (readme: string): string =>
  withSection(
    withSection(readme, 'support matrix', supportMatrix()),
    'resource types',
    resourceTypeTable(),
  );
