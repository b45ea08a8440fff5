import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const inlineFont = /url\((["']?)data:font\/woff2;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)\1\)/g;

/**
 * Writes fonts that a stylesheet carries inside itself as files of their own: the content security policy
 * takes fonts from the page's origin alone, and a browser then loads only those that it shows.
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
