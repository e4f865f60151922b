import { FocusPage } from '../focus/FocusPage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'focus', title: 'Scorecards', order: 35, Page: FocusPage };
