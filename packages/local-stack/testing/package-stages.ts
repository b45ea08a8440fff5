import { createPackages, stages } from './packaged-stages.ts';

/** Packages every stage once for all tests of a workspace. */
export default () => createPackages(stages);
