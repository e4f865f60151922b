import type { OptionsPage } from '../pages';
import { SourcesPage } from '../sources/SourcesPage';

export const page: OptionsPage = { id: 'sources', title: 'Sources', order: 15, Page: SourcesPage };
