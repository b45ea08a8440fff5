import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const inlineFont = /url\((["']?)data:font\/woff2;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\1\)/g;

/**
 * Moves inline fonts from the stylesheets into separate files. The content security policy accepts fonts
 * only from the page's origin, and a browser then loads only the fonts that it shows.
 */
export const fontFiles = (): Plugin => ({
  name: 'hopwise:font-files',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
      file.source = String(file.source).replaceAll(inlineFont, (_match, _quote, base64: string) => {
        const source = Buffer.from(base64, 'base64');
        const hash = createHash('sha256').update(source).digest('hex').slice(0, 12);
        const fileName = `assets/font-${hash}.woff2`;
        if (!bundle[fileName]) this.emitFile({ type: 'asset', fileName, source });
        return `url(/${fileName})`;
      });
    }
  },
});
