import { useCallback } from 'react';
import { getPartner } from '@/lib/store/partners';
import type { StoredPartner } from '@/lib/store/types';
import { type Load, useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';

/** One partner as stored; null when there is none with this id. */
export function usePartner(id: string): Load<StoredPartner | null> {
  return useLoad(
    useCallback(async () => (await getPartner(id)) ?? null, [id]),
    useRevision(),
  );
}
