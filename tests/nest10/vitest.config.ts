import { nestProject } from '../../packages/nestjs/spec/nest.project.ts';

export default nestProject(import.meta.dirname);
