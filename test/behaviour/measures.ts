import { readFileSync } from 'node:fs';
import type { Disposition } from '../../src/affect/disposition';
import { type EmotionLabel, type FeltLabel, LABEL_NAMES } from '../../src/constants/affect';
import { streamKey, uniformAt } from '../../src/maths/random';
import type { Appraisal } from '../../src/schema/appraisal';
import type { Personality } from '../../src/schema/personality';
import type { SessionState } from '../../src/schema/session';
import { neutralPersonality } from '../support/arbitraries';
import { appraisalOf, begin, disposed, drawnEvents, feelFirst, live } from './stage';

/* Figures about the behaviour of the model, for tests to hold against their floors and for reports to print. */

/** The share of each label among events drawn evenly from the whole space of appraisals, felt by a neutral character. */
export function measureShares(seed: number, count: number): ReadonlyMap<FeltLabel, number> {
  const disposition = disposed(neutralPersonality);
  const shares = new Map<FeltLabel, number>(
    [...LABEL_NAMES, 'neutral' as const].map((label): [FeltLabel, number] => [label, 0]),
  );
  for (const appraisal of drawnEvents(seed, count, 0)) {
    const { label } = feelFirst(disposition, appraisal);
    shares.set(label, shares.get(label)! + 1 / count);
  }
  return shares;
}

/** How many different labels one event brings to these characters, on average; `neutral` does not count. */
export function measureVariety(people: readonly Personality[], events: readonly Appraisal[]): number {
  const dispositions = people.map(disposed);
  const counts = events.map((appraisal) => {
    const labels = new Set(dispositions.map((disposition) => feelFirst(disposition, appraisal).label));
    labels.delete('neutral');
    return labels.size;
  });
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

/** How a long chat ends. */
export interface ChatEnd {
  readonly session: SessionState;
  /** How far arousal lay above home base, on average over the last quarter. */
  readonly arousal: number;
  /** The labels of the last quarter; `neutral` does not count. */
  readonly labels: ReadonlySet<FeltLabel>;
}

/** Lets a character hear so many lines, each drawn from `lines`, with the same pause before each. */
export function chat(
  disposition: Disposition,
  lines: readonly Appraisal[],
  count: number,
  pauseSeconds: number,
): ChatEnd {
  const key = streamKey(count, 'chat');
  const labels = new Set<FeltLabel>();
  let session = begin(disposition);
  let sum = 0;
  for (let step = 0; step < count; step++) {
    const line = lines[Math.floor(uniformAt(key, step, 0) * lines.length)]!;
    session = live(session, disposition, line, pauseSeconds);
    if (step < 0.75 * count) continue;
    labels.add(session.label);
    sum += session.emotion.arousal - disposition.dynamics.homeBase.arousal;
  }
  labels.delete('neutral');
  return { session, arousal: sum / (0.25 * count), labels };
}

/** One worked example of docs/model/labels.md. */
export interface WorkedExample {
  readonly vignette: string;
  readonly appraisal: Appraisal;
  /** What a person would call the feeling. */
  readonly label: EmotionLabel;
  /** Which place the engine gives this label for a neutral character; 1 is the first. */
  readonly place: number;
  /** What the engine calls it. */
  readonly named: FeltLabel;
}

/** The worked examples of docs/model/labels.md, with what the engine says to them. */
export function workedExamples(): WorkedExample[] {
  const page = readFileSync('docs/model/labels.md', 'utf8');
  const section = page.split(/^## /m).find((part) => part.startsWith('Worked examples\n'))!;
  const disposition = disposed(neutralPersonality);
  return [...section.matchAll(/^\| (.+) \| ((?:-?[\d.]+(?:, | )){9})\| (\w+) \|$/gm)].map(
    ([, vignette, numbers, label]) => {
      const appraisal = appraisalOf(numbers!.split(',').map(Number));
      const emotion = feelFirst(disposition, appraisal);
      return {
        vignette: vignette!,
        appraisal,
        label: label as EmotionLabel,
        place: emotion.labels.findIndex((ranked) => ranked.label === label) + 1,
        named: emotion.label,
      };
    },
  );
}
