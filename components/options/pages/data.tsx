import { DataPage } from '../data/DataPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'data', title: 'Data', order: 70, Page: DataPage };
