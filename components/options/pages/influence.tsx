import { InfluencePage } from '../influence/InfluencePage';
import type { OptionsPage } from '../pages';

export const page: OptionsPage = { id: 'influence', title: 'Influence', order: 36, Page: InfluencePage };
