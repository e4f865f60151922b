import { useCallback } from 'react';
import { request } from '@/lib/messaging/client';
import { useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';

/** The scorecard of a partner, read again when the data changes; null where it has no figure. */
export function useScorecard(id: string) {
  return useLoad(
    useCallback(() => request('scorecard.get', { partnerId: id }).then((answer) => answer.scorecard), [id]),
    useRevision(),
  );
}
