import type { Handler } from '../../messaging/server';
import { hasListBadges } from '../../store/list-sites';
import { grantedPatterns } from '../sites';

export const handle: Handler<'sites.list'> = async () =>
  Promise.all(
    (await grantedPatterns()).map(async (pattern) => {
      const origin = pattern.replace(/\/\*$/, '');
      return { origin, granted: true, lists: origin.includes('*') ? null : await hasListBadges(origin) };
    }),
  );
