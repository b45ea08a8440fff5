import { faultTable } from './fault-table.ts';
import { withSection } from './readme-section.ts';
import { resourceTypeTable } from './resource-type-table.ts';
import { supportMatrix } from './support-matrix.ts';

/** Writes the generated tables into the text of the README. */
export const withReadmeTables = (readme: string): string => {
  const tables = {
    faults: faultTable(),
    'support matrix': supportMatrix(),
    'resource types': resourceTypeTable(),
  };
  return Object.entries(tables).reduce(
    (page, [section, table]) => withSection(page, section, table),
    readme,
  );
};
