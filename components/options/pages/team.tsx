import type { OptionsPage } from '../pages';
import { TeamPage } from '../team/TeamPage';

export const page: OptionsPage = { id: 'team', title: 'Team', order: 65, Page: TeamPage };
