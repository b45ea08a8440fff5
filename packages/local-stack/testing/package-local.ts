import { createPackages } from './packaged-stages.ts';

/** Packages the stage local once for all tests of a workspace. */
export default () => createPackages(['local']);
