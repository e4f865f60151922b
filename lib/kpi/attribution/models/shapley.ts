import { byChannel } from '../learned';
import type { Model } from '../types';

/**
 * Shapley value of the game in which a set of channels earns the conversions whose channels all belong to it. In this
 * game each conversion's channels share it equally (Zhao, Mahboobi and Bagheri, 2018, "Shapley Value Methods for
 * Attribution Modeling in Online Advertising", arXiv:1804.05327), so nothing needs to be learned from other paths.
 */
export const model: Model = {
  id: 'shapley',
  version: 1,
  name: 'Shapley value',
  says: 'Each channel has what it adds, on average, to every set of the other channels: those of a deal share it equally.',
  family: 'learned',
  weights: (path) => byChannel(path, new Map()),
  learn: () => new Map(),
};
