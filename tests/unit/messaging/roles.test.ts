import { describe, expect, it } from 'vitest';
import { type Sender, senderRole } from '@/lib/messaging/roles';

const origins = ['chrome-extension://abcdefgh', 'moz-extension://6a0e-11'];

describe.each(origins)('sender roles for %s', (own) => {
  const tab = { id: 7 };
  const cases: [string, Sender, ReturnType<typeof senderRole>][] = [
    ['content script, top frame', { url: 'https://crm.example.com/deals/7', tab, frameId: 0 }, 'content'],
    ['content script over http', { url: 'http://localhost:8080/#/deals/7', tab, frameId: 0 }, 'content'],
    ['content script in a frame of the page', { url: 'https://crm.example.com/x', tab, frameId: 5 }, null],
    ['content script without a tab', { url: 'https://crm.example.com/x' }, null],
    ['web page without a frame id', { url: 'https://crm.example.com/x', tab }, null],
    ['about:blank frame', { url: 'about:blank', tab, frameId: 3 }, null],
    ['file page', { url: 'file:///tmp/page.html', tab, frameId: 0 }, null],
    ['panel in a page', { url: `${own}/panel.html`, tab, frameId: 4 }, 'panel'],
    ['panel with a query in a page', { url: `${own}/panel.html?x=1#y`, tab, frameId: 4 }, 'panel'],
    ['panel opened by itself', { url: `${own}/panel.html?tab=7`, tab, frameId: 0 }, null],
    ['side panel', { url: `${own}/sidepanel.html` }, 'page'],
    ['popup', { url: `${own}/popup.html` }, 'page'],
    ['popup in a tab', { url: `${own}/popup.html?tab=7`, tab, frameId: 0 }, 'page'],
    ['options page', { url: `${own}/options.html#/data`, tab, frameId: 0 }, 'page'],
    ['options page framed by a web page', { url: `${own}/options.html`, tab, frameId: 6 }, null],
    ['popup framed by a web page', { url: `${own}/popup.html`, tab, frameId: 6 }, null],
    ['another path ending like the panel', { url: `${own}/x/panel.html`, tab, frameId: 6 }, null],
    ['another extension', { url: 'chrome-extension://zzzz/panel.html', tab, frameId: 4 }, null],
    ['an origin that begins like ours', { url: `${own}.example.com/panel.html`, tab, frameId: 4 }, null],
    ['no address', { tab, frameId: 0 }, null],
    ['a broken address', { url: 'not a url', tab, frameId: 0 }, null],
  ];
  it.each(cases)('%s', (_what, sender, role) => {
    expect(senderRole(sender, own)).toBe(role);
  });

  it('refuses a sender with another id, whatever its address', () => {
    expect(senderRole({ id: 'other', url: `${own}/popup.html` }, own, 'ours')).toBeNull();
    expect(senderRole({ id: 'ours', url: `${own}/popup.html` }, own, 'ours')).toBe('page');
  });
});
