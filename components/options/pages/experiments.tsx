import { ExperimentsPage } from '../experiments/ExperimentsPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = {
  id: 'experiments',
  title: 'Cohorts and experiments',
  order: 37,
  Page: ExperimentsPage,
};
