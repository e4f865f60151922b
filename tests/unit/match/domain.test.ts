import { describe, expect, it } from 'vitest';
import { companyDomain, domainOf, isSharedDomain } from '@/lib/match/domain';

describe('domainOf', () => {
  it.each([
    ['https://www.northwind.example.com/about?x=1', 'example.com'],
    ['example.com', 'example.com'],
    ['WWW.Example.COM.', 'example.com'],
    ['jo.doe@mail.example.co.uk', 'example.co.uk'],
    ['mailto:info@example.de', 'example.de'],
    ['//example.com/path', 'example.com'],
    ['http://shop.example.com.au:8443/', 'example.com.au'],
    ['example.co', 'example.co'],
    ['co.uk', 'co.uk'],
    ['https://müller.example', 'xn--mller-kva.example'],
  ])('%s -> %s', (text, domain) => expect(domainOf(text)).toBe(domain));

  it.each([
    '',
    '   ',
    'Northwind GmbH',
    'localhost',
    'http://192.168.0.1/',
    'http://[::1]/',
    'a..b',
    '@',
    'https://',
  ])('finds none in "%s"', (text) => expect(domainOf(text)).toBeNull());
});

describe('shared domains', () => {
  it.each([
    'jo@gmail.com',
    'jo@hotmail.fr',
    'jo@yahoo.co.jp',
    'jo@gmx.net',
    'https://www.linkedin.com/company/acme',
  ])('%s never identifies a company', (text) => {
    expect(isSharedDomain(domainOf(text)!)).toBe(true);
    expect(companyDomain(text)).toBeNull();
  });
  it('leaves company domains', () => expect(companyDomain('jo@example.com')).toBe('example.com'));
});
