import type { CrmAdapter } from './types';

const files = import.meta.glob<{ adapter: CrmAdapter }>('./sites/*.ts', { eager: true });

/** Every CRM adapter, most specific first; one file each under `sites/`, the generic reader last. */
export const adapters: readonly CrmAdapter[] = Object.values(files)
  .map((file) => file.adapter)
  .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
