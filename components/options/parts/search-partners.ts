import { request } from '@/lib/messaging/client';

/** Partners by name, alias or domain, best first. */
export const searchPartners = (query: string, limit: number) => request('partners.search', { query, limit });
