import { jestProject } from '../../jest.preset.mjs';

export default jestProject('serverless-plugin');
