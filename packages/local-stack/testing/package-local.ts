import { createPackages } from './packaged-stages.ts';

/** Packages the local stage once for all tests of a workspace. */
export default () => createPackages(['local']);
