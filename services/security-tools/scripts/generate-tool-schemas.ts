import { readFileSync, writeFileSync } from 'node:fs';
import { questionIntents } from '../src/questions/question-intents.ts';
import { generateToolSchemas } from '../src/schemas/generate-tool-schemas.ts';
import { toolSchemaOf } from '../src/schemas/input-schema.ts';
import { withToolTable } from '../src/schemas/tool-table.ts';
import { toolCatalogue } from '../src/tool-catalogue.ts';

const folder = new URL('../../../packages/contracts/generated/', import.meta.url);

for (const [name, text] of Object.entries(generateToolSchemas(toolCatalogue))) {
  writeFileSync(new URL(name, folder), text);
}

writeFileSync(
  new URL('question-intents.json', folder),
  `${JSON.stringify(questionIntents, undefined, 2)}\n`,
);

const readme = new URL('../README.md', import.meta.url);
writeFileSync(readme, withToolTable(readFileSync(readme, 'utf8'), toolCatalogue.map(toolSchemaOf)));
