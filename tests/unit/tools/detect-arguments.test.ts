import { expect, it } from 'vitest';
import { readArguments } from '../../tools/detect-arguments';

it.each([
  [[], /Say which page/],
  [['no-such.html'], /There is no file no-such\.html/],
  [['https://crm.example.com/deals/1'], /not on this machine.*--url/],
  [['tests'], /tests is a folder/],
  [['package.json', '--url', 'crm.example.com'], /--url "crm\.example\.com" is not an address/],
  [['package.json', '--state', 'no-such.json'], /no file no-such\.json, given with --state/],
  [['package.json', '--state', 'LICENSE'], /LICENSE, given with --state, is not JSON/],
  [['package.json', '--walt', 'dd'], /--walt/],
])('refuses %j', (words, message) => {
  expect(() => readArguments(words)).toThrow(message);
});

it('gives each page its address: its own, the one beside it, or the last one given', () => {
  const { targets, wait, state } = readArguments([
    'http://localhost:8080/deals/1',
    'package.json',
    'LICENSE',
    '--url',
    'http://localhost:8080/deals/1',
    '--url',
    'https://crm.example.com/deals/2',
    '--wait',
    'dd',
  ]);
  expect(targets.map(({ name, address }) => [name, address])).toEqual([
    ['http://localhost:8080/deals/1', 'http://localhost:8080/deals/1'],
    ['package.json', 'https://crm.example.com/deals/2'],
    ['LICENSE', 'https://crm.example.com/deals/2'],
  ]);
  expect(targets.map(({ html }) => html === null)).toEqual([true, false, false]);
  expect([wait, state]).toEqual(['dd', null]);
});
