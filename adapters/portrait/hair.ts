import { pick } from './draws';
import { CROWN, type FaceShape } from './face';
import type { Hair, HairCut } from './hair-cut';
import { bob, bun, long } from './hair-cuts-long';
import { cropped, curls, parted, quiff, shaved } from './hair-cuts-short';
import type { Sitter } from './sitter';
import { MIDDLE, path, stroke } from './svg';

const CUTS: readonly HairCut[] = [cropped, parted, bob, long, bun, curls, quiff, shaved];

/** The hair of a sitter. The cut hangs on the subject; conscientiousness decides how tidy it is. */
export function hair(sitter: Sitter, shape: FaceShape): Hair {
  const cut = pick(CUTS, sitter.draw('cut'));
  const { back, front } = cut(sitter, shape);
  return { back, front: cut === shaved ? front : front + strays(sitter) };
}

/** Single hairs that stand up. */
function strays({ colours, disorder, askew }: Sitter): string {
  const count = Math.max(0, Math.floor((disorder - 0.4) * 8));
  const style = stroke(colours.hair, 5);
  return Array.from({ length: count }, (_, index) => {
    const [x, bend, end] = ['x', 'bend', 'end'].map((name) => askew(`stray ${name} ${index}`));
    return path(style, 'M', MIDDLE + 70 * x!, CROWN - 16, 'q', 10 * bend!, -18, 26 * end!, -30);
  }).join('');
}
