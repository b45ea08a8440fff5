import { writeFileSync } from 'node:fs';
import { generateToolSchemas } from '../src/schemas/generate-tool-schemas.ts';
import { toolCatalogue } from '../src/tool-catalogue.ts';

const folder = new URL('../../../packages/contracts/generated/', import.meta.url);

for (const [name, text] of Object.entries(generateToolSchemas(toolCatalogue))) {
  writeFileSync(new URL(name, folder), text);
}
