import type { Random } from './random';

const FIRST = [
  'Aurora',
  'Beacon',
  'Cedar',
  'Dune',
  'Echo',
  'Fable',
  'Garnet',
  'Halcyon',
  'Indigo',
  'Jetty',
  'Kindred',
  'Lumen',
  'Meadow',
  'Nimbus',
  'Onyx',
  'Prairie',
  'Quartz',
  'Ripple',
  'Sable',
  'Tundra',
  'Upland',
  'Vesper',
  'Walnut',
  'Yonder',
  'Zenith',
] as const;
const SECOND = [
  'Foods',
  'Logistics',
  'Hotels',
  'Pharma',
  'Motors',
  'Textiles',
  'Energy',
  'Clinics',
  'Retail',
  'Plastics',
  'Schools',
  'Insurance',
  'Bakeries',
  'Shipping',
  'Optics',
  'Timber',
  'Robotics',
  'Travel',
] as const;

/** A made-up end customer. */
export interface Account {
  id: string;
  name: string;
  segment: 'SMB' | 'Mid-market' | 'Enterprise';
  domain: string;
}

/** Every made-up customer, 450 of them; the segment is fixed by the number so that no draw changes it. */
export const accounts: readonly Account[] = FIRST.flatMap((first, i) =>
  SECOND.map((second, j) => {
    const number = i * SECOND.length + j;
    return {
      id: `C-${String(number + 1).padStart(4, '0')}`,
      name: `${first} ${second}`,
      segment: (['SMB', 'Mid-market', 'SMB', 'Enterprise', 'Mid-market'] as const)[number % 5]!,
      domain: `${first}-${second}.example`.toLowerCase(),
    };
  }),
);

/** A customer list of one partner: which end customers it brings, new or returning. */
export class Customers {
  private readonly known: string[] = [];
  private next = 0;

  constructor(
    private readonly random: Random,
    private readonly prefix: string,
  ) {}

  /** @param repeatShare probability that an earlier customer comes back */
  pick(repeatShare: number): string {
    if (this.known.length > 0 && this.random.chance(repeatShare)) {
      // Recent customers come back sooner than old ones.
      const back = Math.min(this.known.length - 1, Math.floor(this.random.lognormal(12, 1.1)));
      return this.known[this.known.length - 1 - back]!;
    }
    const id = `${this.prefix}-${String(++this.next).padStart(5, '0')}`;
    this.known.push(id);
    return id;
  }
}
