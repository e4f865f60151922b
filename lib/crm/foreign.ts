import { japanese } from './review/japanese';

/**
 * Words of languages with letters of their own. In a script for pages another module stands in this one's place: there
 * they come later, and only where such letters are met (wxt.config.ts, lib/content/load-part.ts).
 */
export interface Foreign {
  /** Puts folded Japanese into English. */
  japanese?: (text: string) => string;
  /** Such letters were met. */
  met?: boolean;
}

export const foreign: Foreign = { japanese };
