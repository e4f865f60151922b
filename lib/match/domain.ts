/** Hosts as evidence of a company. */

/** Mail providers and shared hosts: many companies have an address there, so it says nothing about any of them. */
const SHARED = new Set(
  (
    'gmail.com googlemail.com icloud.com me.com mac.com aol.com web.de t-online.de freenet.de arcor.de posteo.de ' +
    'mailbox.org mail.ru bk.ru inbox.ru list.ru rambler.ru ya.ru proton.me protonmail.com pm.me tutanota.com tuta.com ' +
    'fastmail.com hey.com qq.com 163.com 126.com sina.com sina.cn sohu.com foxmail.com naver.com daum.net hanmail.net ' +
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it ' +
    'uol.com.br bol.com.br terra.com.br ig.com.br globo.com wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl seznam.cz ' +
    'centrum.cz azet.sk zoho.com mail.com email.com inbox.com comcast.net verizon.net att.net sbcglobal.net ' +
    'bellsouth.net cox.net charter.net earthlink.net btinternet.com virginmedia.com sky.com talktalk.net ' +
    'docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com rediffmail.com ziggo.nl kpnmail.nl xs4all.nl planet.nl home.nl ' +
    'bluewin.ch telenet.be skynet.be bigpond.com optusnet.com.au shaw.ca rogers.com sympatico.ca ukr.net abv.bg ' +
    'linkedin.com facebook.com instagram.com twitter.com x.com xing.com youtube.com github.io wordpress.com ' +
    'blogspot.com wixsite.com myshopify.com sites.google.com linktr.ee'
  ).split(' '),
);

/** Providers with a domain in many countries: `hotmail.fr`, `yahoo.co.jp`. */
const SHARED_NAMES = new Set([
  'hotmail',
  'outlook',
  'live',
  'msn',
  'yahoo',
  'ymail',
  'gmx',
  'yandex',
  'windowslive',
]);

/** Second levels under which a country's registry sells names: `example.co.uk`. */
const SECOND_LEVELS = new Set(
  'co com net org gov edu ac or ne go gob gouv gen ltd plc me nom asn id'.split(' '),
);

/**
 * The host that a company would register, from a URL, an e-mail address or a bare host: lower case, without
 * `www.` and deeper labels. It knows the usual country second levels, not the whole public suffix list.
 * @returns null when there is none, or for IP addresses and local names
 */
export function domainOf(text: string): string | null {
  const input = text.trim().replace(/^mailto:/i, '');
  if (!input || /\s/.test(input)) return null;
  const afterAt = /^[^/]*@/.test(input) ? input.slice(input.lastIndexOf('@') + 1) : input;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(afterAt)
    ? afterAt
    : `https://${afterAt.replace(/^\/\//, '')}`;
  let host: string;
  try {
    host = new URL(address).hostname.toLowerCase().replace(/\.$/, '');
  } catch {
    return null;
  }
  const labels = host.split('.');
  const top = labels.at(-1)!;
  if (labels.length < 2 || !/^(?:[a-z]{2,}|xn--[a-z\d-]+)$/.test(top) || labels.some((label) => !label))
    return null;
  const keep = labels.length > 2 && top.length === 2 && SECOND_LEVELS.has(labels.at(-2)!) ? 3 : 2;
  return labels.slice(-keep).join('.');
}

/** Whether many unrelated people share the domain, so that it must never match a partner. */
export function isSharedDomain(domain: string): boolean {
  return SHARED.has(domain) || SHARED_NAMES.has(domain.split('.')[0]!);
}

/** Domain that may identify a company; null for shared ones and for text without a host. */
export function companyDomain(text: string): string | null {
  const domain = domainOf(text);
  return domain && !isSharedDomain(domain) ? domain : null;
}
