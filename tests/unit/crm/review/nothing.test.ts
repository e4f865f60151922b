import { describe, expect, it } from 'vitest';
import { saysNothing } from '@/lib/crm/review/nothing';

describe('saysNothing', () => {
  it.each([
    '',
    '--',
    '—',
    '…',
    '-None-',
    'N/A',
    'Not set',
    'Keine',
    'Keine Angabe',
    'Aucun',
    'Non renseigné',
    'Ninguno',
    'Nenhum',
    'Geen',
    'Nessuno',
    'Brak',
    'Nobody in particular',
    'なし',
    '未設定',
    'Ikke angivet',
    'Neuvedeno',
    '暂无',
  ])('"%s" does', (text) => expect(saysNothing(text)).toBe(true));
  it.each(['0', '0.00', 'No', 'Nonesuch Ltd', 'Keiner GmbH', 'Vide-Grenier SARL', '-5', 'Emptyville'])(
    '"%s" does not',
    (text) => expect(saysNothing(text)).toBe(false),
  );
});
