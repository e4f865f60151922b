import type { Input, RequestName } from '@/lib/messaging/messages';

const partner = {
  id: 'P-1',
  name: 'Northwind Resellers',
  type: 'reseller',
  tier: 'Gold',
  region: null,
  manager: null,
  domains: ['northwind.example.com'],
  aliases: [],
  crmIds: [],
};

const rule = {
  id: 'deal-registration',
  objects: ['deal'] as const,
  stages: [],
  partnerTypes: ['reseller'],
  crms: [],
  fields: ['Deal registration no.'],
  why: 'required for resellers',
  enabled: true,
};

/** One good payload of every message. */
export const samples: { [N in RequestName]: Input<N> } = {
  'page.reader': {},
  'page.read': {
    url: 'https://crm.example.com/deals/7',
    reading: {
      state: 'record',
      record: {
        crm: 'generic',
        kind: 'deal',
        id: '7',
        name: 'Contoso rollout',
        stage: 'Proposal',
        amount: '12,000',
        owner: null,
        partner: { name: 'Northwind Resellers', id: null, field: 'Partner', basis: 'partner-field' },
        account: { name: 'Contoso', id: null, domain: 'contoso.example.com' },
        fields: [{ key: 'partner', label: 'Partner', value: 'Northwind', state: 'value', required: true }],
        confidence: 0.9,
        editing: false,
      },
    },
  },
  'panel.load': {},
  'panel.jump': { key: 'deal_reg' },
  'panel.collapse': { collapsed: true },
  'panel.link': { partnerId: 'P-1' },
  'options.open': { route: '/partners/P-1' },
  'partners.search': { query: 'north', limit: 8 },
  'evidence.get': { kpi: 'win-rate', part: 'counted', offset: 0, limit: 50 },
  'popup.status': { tabId: 3 },
  'scorecard.get': { partnerId: 'P-1' },
  'limits.list': { level: 'type', id: 'reseller' },
  'limits.set': { level: 'global', kpi: 'win-rate', warn: 0.3, fail: 0.2 },
  'limits.reset': { level: 'partner', id: 'P-1', kpi: null },
  'partners.save': partner,
  'rules.list': {},
  'rules.save': rule,
  'rules.delete': { id: 'deal-registration' },
  'rules.reset': {},
  'sites.list': {},
  'data.changed': {},
};
