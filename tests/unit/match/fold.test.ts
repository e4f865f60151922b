import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, foldText } from '@/lib/match/fold';

describe('foldName', () => {
  it.each([
    ['Acme GmbH', 'acme'],
    ['ACME G.m.b.H.', 'acme'],
    ['Acme GmbH & Co. KG', 'acme'],
    ['Acme UG (haftungsbeschränkt)', 'acme'],
    ['Acme AG', 'acme'],
    ['Acme, Inc.', 'acme'],
    ['Acme Ltd.', 'acme'],
    ['Acme Co., Ltd.', 'acme'],
    ['Acme L.L.C.', 'acme'],
    ['Acme S.A.', 'acme'],
    ['Acme S. A.', 'acme'],
    ['Acme S.A. de C.V.', 'acme'],
    ['Acme S.à r.l.', 'acme'],
    ['Acme SARL', 'acme'],
    ['Acme B.V.', 'acme'],
    ['Acme S.r.l.', 'acme'],
    ['Acme S.p.A.', 'acme'],
    ['Acme sp. z o.o.', 'acme'],
    ['Acme Sp. z.o.o.', 'acme'],
    ['Acme Sp. z oo', 'acme'],
    ['Acme spol. s r.o.', 'acme'],
    ['Acme A/S', 'acme'],
    ['Acme ApS', 'acme'],
    ['Acme Oy', 'acme'],
    ['Acme K.K.', 'acme'],
    ['Acme Pty Ltd', 'acme'],
    ['Acme Pvt. Ltd.', 'acme'],
    ['Acme Sdn. Bhd.', 'acme'],
    ['Acme Ltda.', 'acme'],
    ['Acme OÜ', 'acme'],
    ['Acme A.Ş.', 'acme'],
    ['PT Acme Tbk', 'acme'],
    ['The Acme Company', 'acme'],
    ['Acme (Reseller)', 'acme'],
    ['Acme GmbH (Reseller)', 'acme'],
    ['Acme (Reseller) GmbH', 'acme'],
    ['Acme – Partner', 'acme'],
    ['Acme - Gold Channel Partner', 'acme'],
    ['Acme | Distributor', 'acme'],
    ['Acme [Revendeur]', 'acme'],
    ['Smith & Jones LLP', 'smith and jones'],
    ['Smith und Jones', 'smith and jones'],
    ['Smith & Co.', 'smith'],
    ['Łódź Systemy S.A.', 'lodz systemy'],
    ['Straße Software', 'strasse software'],
    ['Æther Østergård ApS', 'aether ostergard'],
    ['O’Brien Consulting', 'obrien consulting'],
    ['ООО «Ромашка»', 'ромашка'],
    ['Йота', 'йота'],
    ['株式会社サンプル', 'サンプル'],
    ['サンプル株式会社', 'サンプル'],
    ['サンプル㈱', 'サンプル'],
    ['示例技术有限公司', '示例技术'],
    ['주식회사 예시', '예시'],
    ['バナナ', 'バナナ'],
    ['ﾊﾞﾅﾅ', 'バナナ'],
  ])('%s', (name, folded) => expect(foldName(name)).toBe(folded));

  it.each([
    ['AG', 'ag'],
    ['Co Ltd', 'co ltd'],
    ['The Company', 'the company'],
    ['株式会社', '株式会社'],
    ['(Reseller)', 'reseller'],
    ['Partner', 'partner'],
  ])('keeps %s, which is nothing but a form or note', (name, folded) => expect(foldName(name)).toBe(folded));

  it.each([
    ['Alpine Partners', 'alpine partners'],
    ['Channel Partner Systems', 'channel partner systems'],
    ['Co-op Sales', 'co op sales'],
    ['Acme (UK) Ltd', 'acme uk'],
    ['Acme - Northern Europe', 'acme northern europe'],
    ['SAS Example Institute', 'sas example institute'],
  ])('leaves words that belong to the name: %s', (name, folded) => expect(foldName(name)).toBe(folded));

  it('is empty only for a name without letters and digits', () => {
    expect(foldName(' – !? ')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(name) === '').toBe(foldText(name) === '');
      }),
    );
  });

  it('changes nothing the second time', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(
        'GmbH',
        'Ltd.',
        'S.A.',
        '(Reseller)',
        '– Partner',
        '&',
        'Co.',
        'The',
        '株式会社',
        'ООО',
        ' - ',
        'A.',
        'de',
        'C.V.',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const once = foldName(pieces.join(' '));
        expect(foldName(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('ignores case, accents, outer blanks and one legal form more', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/).filter((w) => foldName(`${w} ${w}`) === `${w} ${w}`);
    fc.assert(
      fc.property(word, word, fc.constantFrom('GmbH', 'Inc.', 'S.r.l.', 'B.V.', 'Pty Ltd'), (a, b, form) => {
        const plain = foldName(`${a} ${b}`);
        expect(foldName(`  ${a.toUpperCase()}  ${b.replace(/e/g, 'é')} ${form}`)).toBe(plain);
        expect(foldName(`${a}, ${b} ${form} (Reseller)`)).toBe(plain);
      }),
    );
  });

  it('takes a text of any length in time, and folds that to itself as well', () => {
    for (const part of ['株式会社', '(株)', ' – Partner', '(Partner) ', ' : b', ' ', 'GmbH ']) {
      const name = `${part.repeat(20_000)};x!`;
      expect(foldName(foldName(name))).toBe(foldName(name));
    }
  });
});

describe('foldText', () => {
  it('keeps legal forms and notes', () =>
    expect(foldText('Äcme GmbH (Reseller)')).toBe('acme gmbh reseller'));
});
