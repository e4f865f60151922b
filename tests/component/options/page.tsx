import 'fake-indexeddb/auto';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach } from 'vitest';
import { App } from '@/components/options/App';
import { resetFinders } from '@/components/options/partners/ask';
import { findDuplicates } from '@/components/options/partners/find-duplicates';
import { listCards } from '@/components/options/partners/list-cards';
import { listDirectory } from '@/components/options/partners/list-directory';
import { useDirectoryView } from '@/components/options/state/directory-view';
import type { Partner } from '@/lib/match/types';
import { database } from '@/lib/store/db';
import { toStored } from '@/lib/store/partners';
import type { StoredPartner } from '@/lib/store/types';
import { partnerWith } from '../../fixtures/partner';
import { harness } from '../fixtures/harness';

/** Clean database, address and view state around every test of a file. */
export function optionsHarness(): void {
  harness();
  beforeEach(async () => {
    location.hash = '';
    useDirectoryView.getState().reset();
    // Workers are the browser's.
    resetFinders({ directory: listDirectory, cards: listCards, duplicates: findDuplicates });
    for (const table of database().tables) await table.clear();
  });
}

/** Shows the options page at an address and waits for its heading. */
export async function openAt(hash: string) {
  location.hash = hash;
  const view = render(<App />);
  await screen.findByRole('heading', { level: 1 });
  return { ...view, user: userEvent.setup() };
}

/** Goes to another address of the shown page. */
export async function goTo(hash: string): Promise<void> {
  await act(async () => {
    location.hash = hash;
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  });
}

export function storedPartner(
  over: Partial<Partner> & { id: string },
  origin: StoredPartner['origin'] = 'directory',
) {
  return toStored(partnerWith({ name: over.id, ...over }), origin);
}
