import { ImportPage } from '../import/ImportPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'import', title: 'Import', order: 10, Page: ImportPage };
