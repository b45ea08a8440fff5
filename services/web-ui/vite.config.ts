import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fontFiles } from './build/font-files.ts';

const findingsPage = fileURLToPath(new URL('../../docs/findings.md', import.meta.url));

/** The codes that have a section, so that the page links to no section that is not there. */
const documentedCodes = [
  ...readFileSync(findingsPage, 'utf8').matchAll(/^## ([A-Z][A-Z0-9_]+)$/gm),
].map(([, code]) => code);

export default defineConfig({
  plugins: [react(), fontFiles()],
  resolve: { alias: [{ find: /^#findings-page(?=\?raw$)/, replacement: findingsPage }] },
  define: { documentedCodes: JSON.stringify(documentedCodes) },
  build: {
    target: 'es2022',
    // The content security policy takes fonts and images from the page's origin, and no data: address.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
});
