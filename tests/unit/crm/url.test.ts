import { describe, expect, it } from 'vitest';
import { idOfLink, isId, refOf } from '@/lib/crm/url';

const uuid = '3f2a1c9e-0b1d-4c6e-8f00-5a6b7c8d9e0f';

describe('refOf', () => {
  it.each([
    ['/deals/12', 'deal', '12'],
    ['/deals/12/edit', 'deal', '12'],
    ['/start.swe?SWECmd=GotoView&SWEView=Opportunity+Detail+View&SWERowId0=1-A2B3', 'deal', '1-A2B3'],
    ['/app/deals/D-0001?tab=activity', 'deal', 'D-0001'],
    ['/crm/deals/CRM-DEAL-2026-00012', 'deal', 'CRM-DEAL-2026-00012'],
    ['/opportunities/12-acme-renewal', 'deal', '12-acme-renewal'],
    [`/workspace/object/opportunity/${uuid}/overview`, 'deal', uuid],
    ['/admin/leads/view/15', 'lead', '15'],
    ['/contactpersonen/55', 'contact', '55'],
    ['/store/sales/deals/4410', 'deal', '4410'],
    ['/#Opportunity/view/5f0c1a2b3c4d5e6f7', 'deal', '5f0c1a2b3c4d5e6f7'],
    ['/#/companies/31/show', 'account', '31'],
    [`/suite/index.php?module=Opportunities&action=DetailView&record=${uuid}`, 'deal', uuid],
    [`/index.php?module=Leads&return_module=Accounts&action=DetailView&record=${uuid}`, 'lead', uuid],
    [
      `/index.php?action=ajaxui#ajaxUILoc=index.php%3Fmodule%3DAccounts%26action%3DDetailView%26record%3D${uuid}`,
      'account',
      uuid,
    ],
    ['/index.php?module=Potentials&view=Detail&record=77', 'deal', '77'],
    ['/web#id=5&model=crm.lead&view_type=form', 'deal', '5'],
    ['/odoo/crm.lead/27', 'deal', '27'],
    ['/odoo/res.partner/14', 'account', '14'],
    ['/tryton/#db/model/party.party/9;name=%22Parties%22&views=%5B221%5D', 'account', '9'],
    ['/companies/5/deals', 'account', '5'],
    ['/companies/5/deals/7', 'deal', '7'],
    ['/verkaufschancen/4711', 'deal', '4711'],
    ['/affaires/2031/details', 'deal', '2031'],
    ['/oportunidades/55/show', 'deal', '55'],
    ['/negocios/505', 'deal', '505'],
    ['/verkoopkansen/8', 'deal', '8'],
    ['/trattative/8', 'deal', '8'],
    ['/szanse/8', 'deal', '8'],
    ['/partenaires/12', 'partner', '12'],
    ['/contacts/ab12cd34ef56ab78', 'contact', 'ab12cd34ef56ab78'],
    ['/deals?selected=12', 'deal', '12'],
  ])('%s', (href, kind, id) => {
    expect(refOf(new URL(href, 'https://crm.example.com'))).toMatchObject({ kind, id, place: false });
  });

  it.each([
    '/deals',
    '/deals/',
    '/deals?page=2&sort=amount',
    '/deals/pipeline',
    '/deals/map',
    '/deals/create',
    '/deals/new',
    '/deals/view/kanban',
    '/index.php?module=Opportunities&action=index&page=12',
    '/#Opportunity/list/primary=open',
    '/',
    '/2026/11/21',
    '/dashboard',
  ])('finds no record of a kind in %s', (href) => {
    const ref = refOf(new URL(href, 'https://crm.example.com'));
    expect(ref.kind && ref.id).toBeFalsy();
  });

  it.each([
    '/deals/create',
    '/deals/pipeline',
    '/dashboard',
    '/settings/company/1',
    '/search?q=x&id=12',
    '/login',
  ])('knows %s for a place', (href) =>
    expect(refOf(new URL(href, 'https://crm.example.com')).place).toBe(true),
  );

  it('never throws on a strange address', () => {
    for (const href of ['/%E0%A4%A/deals/1', '/#%', '/?&&==', '/deals//12']) {
      expect(() => refOf(new URL(href, 'https://crm.example.com'))).not.toThrow();
    }
  });

  it('follows nesting as deep as addresses have it, and no deeper', () => {
    const at = (search: string) => refOf({ pathname: '/app', search, hash: '' });
    expect(at('?go=a%3Db%3D%2Fdeals%2F12')).toMatchObject({ kind: 'deal', id: '12' });
    // Each sign nests once more: thousands of them are more than the stack holds.
    expect(at(`?go=/deals/12&x=${'a='.repeat(4_000)}`)).toMatchObject({ kind: 'deal', id: '12' });
  });
});

describe('ids', () => {
  it.each(['12', uuid, `{${uuid}}`, '5f0c1a2b3c4d5e6f7', 'D-0001', 'P001', '0065g00000XyZaBAAV'])(
    '%s is one',
    (id) => expect(isId(id)).toBe(true),
  );
  it.each(['pipeline', 'create', 'contoso', 'q3', '', 'view'])('%s is none', (id) =>
    expect(isId(id)).toBe(false),
  );
  it('are taken from links', () => {
    const to = (href: string) => idOfLink(new URL(href, 'https://crm.example.com/deals/1'));
    expect(to('/partners/P-001')).toBe('P-001');
    expect(to('/lightning/r/0015g00000Part1/view')).toBe('0015g00000Part1');
    expect(to('mailto:kim@example.com')).toBeNull();
  });
});
