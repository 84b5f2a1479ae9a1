import type { ImageRequest } from '../../src/ports';
import { backdrop } from './backdrop';
import { clothes, glasses, jewellery } from './clothes';
import { face, faceShape, neck } from './face';
import { features } from './features';
import { hair } from './hair';
import { createSitter } from './sitter';
import { element } from './svg';

/** Whom a portrait is of. */
export type PortraitSubject = Pick<ImageRequest, 'subject' | 'personality'>;

/** How far the heads of the least orderly are tilted, in degrees. */
const MOST_TILT = 7;

/**
 * Draws a portrait as SVG, 512 by 512.
 *
 * The traits decide what is telling: openness the pattern behind, conscientiousness symmetry and tidiness, extraversion
 * light, eyes and smile, agreeableness a round face, neuroticism the brows, honesty-humility plainness. All else (hues, hair,
 * nose) hangs on the subject. A trait that is missing or no number counts as .5.
 * @returns numbers and fixed words only: no character of the subject is in it
 * Pure; total; the same subject and traits give the same text on every machine.
 */
export function portraitSvg({ subject, personality }: PortraitSubject): string {
  const sitter = createSitter(subject, personality);
  const shape = faceShape(sitter);
  const { back, front } = hair(sitter, shape);
  const turned = { transform: `rotate(${(MOST_TILT * sitter.askew('tilt')).toFixed(2)} 256 400)` };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 512 512', width: 512, height: 512 },
    backdrop(sitter),
    element('g', turned, back),
    neck(sitter),
    clothes(sitter),
    element(
      'g',
      turned,
      face(sitter, shape),
      front,
      features(sitter, shape),
      glasses(sitter),
      jewellery(sitter, shape),
    ),
  );
}
