import { useCallback } from 'react';
import { PART_WORDS } from '@/lib/kpi/quality-score';
import { DIMENSIONS } from '@/lib/kpi/types';
import { type DimensionWeights, QUALITY_PARTS, type QualityWeights } from '@/lib/kpi/weights';
import { request } from '@/lib/messaging/client';
import type { LimitScope } from '@/lib/messaging/messages';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { originWords } from '../../ui/limit-words';
import { useLoad } from '../../ui/use-load';
import { capitalise } from '../parts/format';
import { Loaded } from '../parts/Loaded';
import section from '../parts/section.module.css';
import { useRevision } from '../state/revision';
import { say } from '../state/status';
import { WeightsForm } from './WeightsForm';

const QUALITY_WORDS = Object.fromEntries(
  QUALITY_PARTS.map((part) => [part, capitalise(PART_WORDS[part])]),
) as Record<(typeof QUALITY_PARTS)[number], string>;

const origin = (from: string): string => capitalise(originWords(from));
const stamp = (version: number): string => (version > 0 ? `, version ${version}` : '');

/** What counts for how much in the overall score of some partners, and in everybody's partner quality score. */
export function WeightsSection({ scope, about }: { scope: LimitScope; about: string }) {
  const load = useLoad(
    useCallback(() => request('weights.get', scope), [scope]),
    useRevision(),
  );
  const saveDimensions = async (dimensions: DimensionWeights | null) => {
    await request('weights.save', { ...scope, dimensions });
    say(
      dimensions
        ? `The overall score of ${about} was made anew by these weights.`
        : `The weights for ${about} were taken back, and its overall score made anew.`,
    );
    load.reload();
  };
  const saveQuality = async (weights: QualityWeights | null) => {
    await request('weights.quality', { weights });
    say('The partner quality score was measured anew by its weights.');
    load.reload();
  };
  return (
    <section className={section.section} aria-labelledby="weights">
      <h2 id="weights">Weights</h2>
      <Loaded load={load} what="the weights" lines={4}>
        {({ dimensions, quality }) => (
          <>
            <WeightsForm
              key={`dimensions ${dimensions.from} ${dimensions.version}`}
              legend={`Dimensions in the overall score of ${about}`}
              names={DIMENSIONS}
              words={DIMENSION_WORDS}
              weights={dimensions.effective}
              note={`${origin(dimensions.from)}${stamp(dimensions.version)}. A dimension that is not measured leaves its weight to the others; a gate broken for certain caps the score whatever the weights.`}
              what="the dimensions’ weights"
              isSet={dimensions.own !== null}
              onSave={saveDimensions}
            />
            {scope.level === 'global' && (
              <WeightsForm
                key={`quality ${quality.version}`}
                legend="Parts of the partner quality score (K73), for all partners alike"
                names={QUALITY_PARTS}
                words={QUALITY_WORDS}
                weights={quality.weights}
                note={`${origin(quality.version > 0 ? 'global' : 'default')}${stamp(quality.version)}. With less than 60 measured there is no score.`}
                what="the parts’ weights"
                isSet={quality.version > 0}
                onSave={saveQuality}
              />
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
