import { absorbingChain } from '../chain';
import { byChannel } from '../learned';
import type { Model } from '../types';

/**
 * Removal effect in a first-order Markov chain (Anderl, Becker, von Wangenheim and Schumann, 2016, "Mapping the
 * customer journey", International Journal of Research in Marketing 33): the part of all conversions that would be
 * lost if every path ended where the channel was to come.
 */
export const model: Model = {
  id: 'markov',
  version: 2,
  name: 'Markov removal effect',
  says: 'Channels of a deal share its credit by the part of all conversions that would be lost without them.',
  family: 'learned',
  weights: (path, _settings, learned) => byChannel(path, learned!),
  learn: absorbingChain,
};
