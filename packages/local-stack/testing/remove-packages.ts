import { removePackages } from './packaged-stages.ts';

export default removePackages;
