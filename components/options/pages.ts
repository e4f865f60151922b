import type { ComponentType } from 'react';

/** A section of the options page; one file in ./pages each, its name is the id and the first segment of the hash. */
export interface OptionsPage {
  id: string;
  /** Shown in the navigation. */
  title: string;
  /** Place in the navigation, smallest first. */
  order: number;
  /** Segments of the hash after the page's own, decoded. */
  Page: ComponentType<{ path: readonly string[] }>;
}

const modules = import.meta.glob<{ page: OptionsPage }>('./pages/*.tsx', { eager: true });

/** Every section in the order of the navigation. */
export const pages: readonly OptionsPage[] = Object.values(modules)
  .map((module) => module.page)
  .sort((a, b) => a.order - b.order);
