import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsInLines } from '@/lib/crm/review/lines';

const pairs = (text: string) => fieldsInLines(text).map(({ label, value }) => `${label}=${value}`);

describe('text of a record, line by line', () => {
  it('has labels with their values behind a colon; an empty one stays empty', () => {
    expect(
      pairs('Quarry pumps\nStage: Proposal\nPartner:\nAmount: €48,200\nTeam : West\nOwner: Team West'),
    ).toEqual(['Stage=Proposal', 'Partner=', 'Amount=€48,200', 'Team=West', 'Owner=Team West']);
  });

  it('has values below labels that end with a colon', () => {
    expect(pairs('Stage:\nProposal\nPartner:\nOwner:\nTeam West\nAmount:\n€48,200')).toEqual([
      'Stage=Proposal',
      'Partner=',
      'Owner=Team West',
      'Amount=€48,200',
    ]);
  });

  it('has values below or above labels that are known, whichever fits what they mean', () => {
    const below = 'Deal\nAccount\nSteenbok Mining\nPartner\nGullwing\nAmount\n€48,200\nHistory';
    expect(pairs(below)).toEqual(['Account=Steenbok Mining', 'Partner=Gullwing', 'Amount=€48,200']);
    const above = 'Barge refit\nSteenbok Mining\nAccount\nGullwing\nPartner\n€48,200\nAmount';
    expect(pairs(above)).toEqual(['Account=Steenbok Mining', 'Partner=Gullwing', 'Amount=€48,200']);
  });

  it('has heads over one row of values, but for a list of one', () => {
    expect(pairs('Customer\tReseller\tValue\tNote\nKystlinje\tNordkapp\t130 000 NOK\tlate')).toEqual([
      'Customer=Kystlinje',
      'Reseller=Nordkapp',
      'Value=130 000 NOK',
      'Note=late',
    ]);
    expect(
      pairs('Opportunity name\tCustomer\tReseller\tValue\nTicketing\tKystlinje\tNordkapp\t130 000'),
    ).toEqual([]);
    expect(pairs('Deal\tCustomer\tReseller\tValue\nTicketing\tKystlinje\tNordkapp\t130 000')).toEqual([]);
    expect(pairs('Customer\tReseller\tValue\nKystlinje\tNordkapp\t1\nVeenhaven\tKadewerk\t2')).toEqual([]);
  });

  it.each([
    ['too few of a kind that is known', 'Stage: Won\nAmount: 3\nColour: red\nSize: 4'],
    ['what is written at length', 'Owner\nThe partner asked for a price.\nThe stage is open.\nAmount'],
    [
      'the cards of a board',
      ['Stage: Won', 'Amount: 3', 'Owner: A'].map((line) => `${line}\n${line}\n${line}`).join('\n'),
    ],
    ['addresses and times', 'https://example.com\n12:30 Amount\nmailto:partner@example.com'],
    [
      'known labels far from each other',
      `Stage: Won\n${'text\n'.repeat(9)}Amount: 3\n${'text\n'.repeat(9)}Owner: A`,
    ],
  ])('finds nothing in %s', (_, text) => {
    expect(pairs(text)).toEqual([]);
  });

  it('takes any text', () => {
    const word = fc.constantFrom('Stage', 'Partner:', 'Amount: 3', 'Owner', ':', '\t', ' ', 'x', '\n', '：');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (parts) => {
        for (const { label, value, state } of fieldsInLines(parts.join('\n'))) {
          expect(label).not.toBe('');
          expect(state).toBe(value ? 'value' : 'empty');
        }
      }),
    );
  });
});
