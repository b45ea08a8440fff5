import { createPackages } from './packaged-stages.ts';

/** Packages every stage once for all tests of a workspace. */
export default () => createPackages(['local', 'dev', 'staging', 'prod']);
