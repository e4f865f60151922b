import { relayPartners } from '../packs/install';
import { announceChange } from './changes';
import { keepFresh } from './keep-fresh';
import { noteKept } from './kept';
import { followPolicy } from './policy';

/** Facts, partners or workspace changed: views show that at once, and new figures when they are computed. */
export async function dataChanged(): Promise<void> {
  followPolicy();
  await relayPartners();
  await noteKept(Date.now());
  await announceChange();
  void keepFresh();
}
