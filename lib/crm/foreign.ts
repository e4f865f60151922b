import { type Beside, beside } from './beside';
import { type Near, near } from './near';
import { japanese } from './review/japanese';

/**
 * What reading needs of few pages: words of languages with letters of their own, fields that no markup tells, and what
 * stands beside a name without a label. In a script for pages another module stands in this one's place: there they come
 * later, and only where the first reading met the need (wxt.config.ts, lib/content/load-part.ts).
 */
export interface Foreign {
  /** Puts folded Japanese into English. */
  japanese?: (text: string) => string;
  near?: Near;
  beside?: Beside;
  /** What was needed and not here. */
  met?: 'japanese' | 'near' | 'beside' | undefined;
}

export const foreign: Foreign = { japanese, near, beside };
