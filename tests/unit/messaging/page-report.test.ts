import { describe, expect, it } from 'vitest';
import { pageReport, redacted, shapeOf } from '@/lib/messaging/page-report';
import type { PopupStatus } from '@/lib/messaging/views';

const status: PopupStatus = {
  origin: 'https://crm.example.com',
  site: 'enabled',
  lists: false,
  reading: {
    state: 'record',
    record: {
      crm: 'generic',
      kind: 'deal',
      id: '006XYZ',
      name: 'Contoso renewal',
      stage: 'Secretstage',
      amount: 'EUR 12,300.50',
      owner: 'Jo Doe',
      partner: { name: 'Northwind Traders', id: '77', field: 'Partner', basis: 'partner-field' },
      account: { name: 'Contoso', id: null, domain: 'contoso.example.com' },
      fields: [
        { key: 'mail', label: 'E-mail', value: 'jo@contoso.example.com', state: 'value', required: true },
        { key: 'partner_role', label: 'Partner role', value: '', state: 'empty', required: false },
      ],
      confidence: 0.8,
      editing: false,
    },
  },
  panel: {
    tabId: 7,
    state: 'no-partner',
    record: null,
    missing: [
      {
        key: 'partner_role',
        label: 'Partner role',
        why: 'rule',
        sources: ['rule'],
        prefill: 'Northwind Traders',
      },
    ],
  },
};

describe('report of a page', () => {
  it('tells what was read', () => {
    expect(pageReport(status)).toMatchObject({
      site: 'https://crm.example.com',
      state: 'record',
      crm: 'generic',
      kind: 'deal',
      record: { name: 'Contoso renewal' },
      match: 'no-partner',
      missing: [{ key: 'partner_role', label: 'Partner role', sources: ['rule'] }],
      confidence: 0.8,
    });
  });

  it('has no word of the page but labels when redacted', () => {
    const report = redacted(pageReport(status));
    const text = JSON.stringify(report);
    for (const word of ['contoso', 'northwind', 'secretstage', '12,300', 'doe', '006xyz', 'crm.example'])
      expect(text.toLowerCase()).not.toContain(word);
    expect(report.fields).toEqual([
      { key: 'mail', label: 'E-mail', value: '<email, 22>', state: 'value', required: true },
      { key: 'partner_role', label: 'Partner role', value: '', state: 'empty', required: false },
    ]);
    expect(report).toMatchObject({ kind: 'deal', partner: { field: 'Partner', basis: 'partner-field' } });
  });

  it('is a report also where nothing was read', () => {
    const report = pageReport({ ...status, reading: null, panel: null });
    expect(redacted(report)).toMatchObject({ state: 'not-read', record: null, fields: [], confidence: null });
  });

  it.each([
    ['Two words', '<text, 2 words, 9>'],
    ['Lead', '<text, 1 word, 4>'],
    ['2026-01-31', '<date, 10>'],
    ['31.01.2026', '<date, 10>'],
    ['1,234.50', '<number, 8>'],
    ['€ 12', '<amount, 4>'],
    ['https://example.com/x', '<address, 21>'],
    ['REG-000123', '<code, 10>'],
    ['', ''],
  ])('%j looks like %j', (text, shape) => expect(shapeOf(text)).toBe(shape));
});
