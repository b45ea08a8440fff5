import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { faultsByCode } from './build/faults-by-code.ts';
import { fontFiles } from './build/font-files.ts';

const findingsPage = fileURLToPath(new URL('../../docs/findings.md', import.meta.url));

const findingsText = readFileSync(findingsPage, 'utf8');

/** The codes with a section in the findings page. The page links only to these. */
const documentedCodes = [...findingsText.matchAll(/^## ([A-Z][A-Z0-9_]+)$/gm)].map(
  ([, code]) => code,
);

export default defineConfig({
  plugins: [react(), fontFiles()],
  resolve: { alias: [{ find: /^#findings-page(?=\?raw$)/, replacement: findingsPage }] },
  define: {
    documentedCodes: JSON.stringify(documentedCodes),
    documentedFaults: JSON.stringify(faultsByCode(findingsText)),
  },
  build: {
    target: 'es2022',
    // The content security policy accepts no data: address for fonts and images.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
});
