import type { OptionsPage } from '../pages';
import { PartnersPage } from '../partners/PartnersPage';

export const page: OptionsPage = { id: 'partners', title: 'Partners', order: 20, Page: PartnersPage };
