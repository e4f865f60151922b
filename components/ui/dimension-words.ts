import type { Dimension } from '@/lib/kpi/types';

/** What a dimension is called on screen. */
export const DIMENSION_WORDS: Record<Dimension, string> = {
  performance: 'Performance',
  quality: 'Quality',
  trust: 'Trust',
  operations: 'Operations',
  network: 'Network',
};
