import { describe, expect, it } from 'vitest';
import { statusOfStage } from '@/lib/import/categories';

describe('the outcome that a stage tells', () => {
  it.each([
    ['Closed Won', 'won'],
    ['Not won', 'lost'],
    ['Wygrana', 'won'],
    ['Przegrana', 'lost'],
    ['成約', 'won'],
    ['失注', 'lost'],
    ['Angebot', 'open'],
    ['Negocjacje', 'open'],
    ['Zamknięta', null],
  ])('%s: %s', (stage, status) => expect(statusOfStage(stage)).toBe(status));
});
