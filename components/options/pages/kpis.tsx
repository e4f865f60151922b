import { KpisPage } from '../kpis/KpisPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'kpis', title: 'KPIs', order: 30, Page: KpisPage };
