import { afterEach, describe, expect, it } from 'vitest';
import { foreign } from '@/lib/crm/foreign';
import { japanese as inPage } from '@/lib/crm/japanese';
import { english, rolesOf } from '@/lib/crm/labels';
import { japanese } from '@/lib/crm/review/japanese';

describe('japanese', () => {
  it.each([
    ['パートナー', 'partner'],
    ['パートナー名', 'partner name'],
    ['パートナー国', 'partner country'],
    ['パートナー種別', 'partner type'],
    ['商談名', 'deal name'],
    ['取引先', 'account'],
    ['取引先名', 'account name'],
    ['取引先責任者', 'contact'],
    ['完了予定日', 'closing 予定日'],
    ['販売代理店', 'reseller'],
    ['商談一覧', 'deal list'],
    ['新規案件', 'new deal'],
    ['選択してください', 'please select'],
    ['未設定', 'not set'],
    // A word that only begins like one of these is another word.
    ['会社概要', '会社概要'],
    ['顧客満足度', '顧客満足度'],
    ['名', '名'],
  ])('%s', (text, words) => expect(japanese(text)).toBe(words));

  it('is the same in a page, without what asks for a value', () => {
    expect(inPage('パートナー名')).toBe('partner name');
    expect(inPage('未定')).toBe('未定');
  });
});

describe('words that come later', () => {
  const { japanese: here } = foreign;
  afterEach(() => {
    foreign.japanese = here;
    foreign.met = undefined;
  });

  it('are missed, and what was read without them is read again', () => {
    foreign.japanese = undefined;
    expect(english('contoso')).toBe('contoso');
    expect(foreign.met).toBeFalsy();
    expect(rolesOf('紹介元パートナー')).toEqual([]);
    expect(foreign.met).toBe('japanese');
    foreign.japanese = here;
    expect(rolesOf('紹介元パートナー')).toEqual(['partner']);
  });
});
