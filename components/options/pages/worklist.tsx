import type { OptionsPage } from '../pages';
import { WorklistPage } from '../worklist/WorklistPage';

export const page: OptionsPage = { id: 'worklist', title: 'Worklist', order: 25, Page: WorklistPage };
