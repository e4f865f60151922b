import { allPartners } from '@/lib/store/partners';
import { byName, type ListedPartner, listed } from './directory';

/** Every partner as the directory lists it, in the order of the names. */
export async function listDirectory(): Promise<ListedPartner[]> {
  return byName((await allPartners()).map(listed));
}
