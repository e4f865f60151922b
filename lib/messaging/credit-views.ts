/** What pages are told about credit for deals. JSON-safe, as all views are. */
import type { AttributionSettings } from '../facts/attribution';

/** Someone who has a part of a deal. */
export interface CreditParty {
  /** null for our own campaigns and people. */
  partnerId: string | null;
  name: string;
}

export interface CreditTouch {
  /** Local date and time, `yyyy-mm-dd hh:mm`. */
  at: string;
  /** Index into the parties. */
  party: number;
  /** Channel and campaign, where the touch names them. */
  what: string;
  milestones: string[];
  role: string | null;
  /** File and row that it was imported from. */
  file: string;
  row: number;
}

export interface CreditModel {
  id: string;
  name: string;
  version: number;
  says: string;
  family: 'rule' | 'policy' | 'learned';
  /** Part of each party, 0-1; null where the model refuses. */
  shares: number[] | null;
  /** The same of the amount, in minor units; null without an amount. */
  parts: number[] | null;
  refused: string | null;
}

export interface DealCreditView {
  deal: { id: string; name: string; amount: number | null; currency: string; state: 'won' | 'lost' | 'open' };
  /** Last day that touches were counted on, `yyyy-mm-dd`. */
  day: string;
  parties: CreditParty[];
  touches: CreditTouch[];
  models: CreditModel[];
  /** Id of the model in the settings, and what it depends on. */
  chosen: string;
  settings: AttributionSettings;
  /** Least and most that the rules give each party, 0-1. */
  range: { low: number; high: number }[];
  /** Who has the most by the chosen model, in a sentence. */
  verdict: string;
  /** Which single touch would change that; sentences. */
  flips: string[];
  /** Paths that data-driven models could learn from. */
  journeys: number;
}

/** The credit of a deal, or why there is nothing to say. */
export type DealCreditAnswer = { state: 'credit'; credit: DealCreditView } | { state: 'none'; why: string };

export interface InfluenceSource {
  party: CreditParty;
  /** Channel of our own; '' for partners. */
  channel: string;
  campaign: string | null;
  touches: number;
  conversions: number;
  influenced: number;
  attributed: number;
}

/** Deals won in a window, by who brought them about. */
export interface InfluenceView {
  /** Days, from and to (exclusive), `yyyy-mm-dd`. */
  window: { from: string; to: string };
  currency: string;
  model: { id: string; name: string; version: number };
  refused: string | null;
  sources: InfluenceSource[];
  untouched: { conversions: number; amount: number };
  total: { conversions: number; amount: number };
  leftOut: { noAmount: number; foreign: number };
}
