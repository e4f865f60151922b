/**
 * Words of Japanese labels and headings in English, so that the rules for English read them too. A page gets them in a
 * script of their own, once it has shown such letters: see `english`.
 */

type Words = Readonly<Record<string, string>>;

/** What is written without a blank between it and its neighbours; a longer word stands before one that it begins with. */
export const PARTS: readonly [string, string][] = [
  ['取引先責任者', 'contact'],
  ['パートナー', 'partner'],
  ['販売代理店', 'reseller'],
  ['代理店', 'reseller'],
  ['紹介元', 'referrer'],
  ['見込み客', 'lead'],
  ['リード', 'lead'],
  ['案件', 'deal'],
  ['商談', 'deal'],
  ['連絡先', 'contact'],
  ['担当者', 'owner'],
  ['担当', 'owner'],
  ['所有者', 'owner'],
  ['フェーズ', 'stage'],
  ['ステージ', 'stage'],
  ['ステータス', 'status'],
  ['金額', 'amount'],
  ['クローズ', 'closing'],
  ['新規', 'new'],
  ['作成', 'create'],
  ['編集', 'edit'],
  ['詳細', 'details'],
  ['情報', 'information'],
  ['設定', 'setting'],
  ['一覧', 'list'],
];

/** What only means this where it stands alone, as a whole word or before 名, "name of". */
export const WHOLE: Words = {
  顧客: 'customer',
  取引先: 'account',
  会社: 'company',
};

/**
 * @param parts words to know wherever they stand
 * @param whole words to know where they stand alone
 * @returns what puts folded text into English; what is not known stays as it is
 */
export function translator(parts: readonly [string, string][], whole: Words): (text: string) => string {
  const named = new Map(parts);
  const part = new RegExp(parts.map(([word]) => word).join('|'), 'g');
  return (text) =>
    text
      .replace(part, (word) => ` ${named.get(word)} `)
      .replace(/(?<=.)名(?= |$)/g, ' name')
      .split(' ')
      .filter(Boolean)
      .map((word) => whole[word] ?? word)
      .join(' ');
}

/** With the words that a page needs. */
export const japanese = translator(PARTS, WHOLE);
