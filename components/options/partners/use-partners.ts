import { useDeferredValue, useMemo } from 'react';
import { allPartners } from '@/lib/store/partners';
import type { StoredPartner } from '@/lib/store/types';
import { type Load, useLoad } from '../../ui/use-load';
import { useRevision } from '../state/revision';

const askPartners = () => allPartners();

/** The partner directory as stored, kept current. */
export function usePartners(): Load<StoredPartner[]> {
  return useLoad(askPartners, useRevision());
}

/** Options of a list that a browser still opens at once. */
const MOST = 50;

/** Some of the partners whose names hold what was typed so far, to choose from. */
export function useOffered<P extends { name: string }>(partners: readonly P[], typed: string): readonly P[] {
  const text = useDeferredValue(typed.trim().toLowerCase());
  return useMemo(
    () =>
      partners
        .filter(({ name }) => name.toLowerCase().includes(text))
        .slice(0, MOST)
        .sort((a, b) => a.name.localeCompare(b.name)),
    [partners, text],
  );
}

/** Distinct values of a field of the partners, in order, the empty ones left out. */
export function useDistinct(
  partners: readonly Pick<StoredPartner, 'type' | 'tier' | 'region'>[],
  field: 'type' | 'tier' | 'region',
): readonly string[] {
  return useMemo(
    () =>
      [...new Set(partners.map((partner) => partner[field] ?? ''))]
        .filter((value) => value !== '')
        .sort((a, b) => a.localeCompare(b)),
    [partners, field],
  );
}
