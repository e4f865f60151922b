import { LimitsPage } from '../limits/LimitsPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'limits', title: 'Limits', order: 40, Page: LimitsPage };
