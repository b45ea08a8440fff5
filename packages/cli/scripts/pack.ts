import { resolve } from 'node:path';
import { packPackage } from './pack-package.ts';

const { tarball, megabytes } = await packPackage(resolve(import.meta.dirname, '../dist'));
process.stdout.write(`${tarball} (${megabytes.toFixed(1)} MB)\n`);
