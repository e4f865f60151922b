import * as signs from './signs';

/**
 * Which CRM on a host of its own choosing made this page, as its markup claims. A hint: it chooses among our readers,
 * and the reader it names looks again before it believes it.
 * @returns adapter id
 */
export const sniff = (doc: Document): string | null =>
  Object.entries(signs).find(([, selector]) => doc.querySelector(selector))?.[0] ?? null;
