/** Which messages a switched-off feature refuses. */
import type { RequestName } from '../messaging/messages';
import type { Feature } from './types';

const GATED: Partial<Record<RequestName, Feature>> = {
  'teach.start': 'teaching',
  'teach.save': 'teaching',
  'lessons.import': 'teaching',
  'sites.badges': 'list-badges',
  'list.script': 'list-badges',
  'list.badges': 'list-badges',
  'deal.suggest': 'suggestions',
  'sources.check': 'sources',
  'sources.save': 'sources',
  'sources.run': 'sources',
};

/** @returns the feature without which the message is not answered; null where it always is */
export const featureOf = (name: RequestName): Feature | null => GATED[name] ?? null;
