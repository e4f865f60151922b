import type { OptionsPage } from '../pages';
import { SitesPage } from '../sites/SitesPage';

export const page: OptionsPage = { id: 'sites', title: 'Sites', order: 60, Page: SitesPage };
