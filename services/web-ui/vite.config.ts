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
    chunkSizeWarningLimit: 1_000,
    // One file for the first load, and one for the panel. Many small files compress worse.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'page', test: /src\/main\.tsx$/, priority: 2 },
            { name: 'panel', test: /src\/panel\/panel\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
});
