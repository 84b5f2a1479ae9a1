import { createDraws, type Draws, pick } from './draws';

/** Traits in [0, 1]; .5 for those that are not known. */
export type Traits = Readonly<Record<'O' | 'C' | 'E' | 'A' | 'N' | 'H', number>>;

/** Whom the picture is of, and the colours it is painted in. */
export interface Sitter {
  readonly traits: Traits;
  readonly draw: Draws;
  readonly colours: Colours;
  /** How far things are out of line, [0, 1]: nothing is for the conscientious. */
  readonly disorder: number;
  /** A number in [-1, 1] by name, times {@link disorder}. */
  readonly askew: (name: string) => number;
}

/** The colours of a picture. */
export interface Colours {
  readonly skin: string;
  readonly shade: string;
  readonly hair: string;
  readonly hairShine: string;
  readonly brow: string;
  readonly eyes: string;
  readonly cloth: string;
  readonly clothShade: string;
  readonly backdrop: string;
  readonly ornament: string;
  readonly line: string;
}

// Skin with its shade; hair with its shine and brows. All chosen by eye.
const SKINS = [
  ['#fbe0cb', '#eec3a4'],
  ['#f6d0b1', '#e6b08b'],
  ['#eab98f', '#d69a6c'],
  ['#d99f70', '#c18454'],
  ['#bf8557', '#a56d41'],
  ['#9c663e', '#83522f'],
  ['#7a4b2c', '#633a20'],
  ['#573522', '#442718'],
] as const;
const HAIRS = [
  ['#241c1a', '#43342f', '#241c1a'],
  ['#3c2a21', '#5d4435', '#33231b'],
  ['#5b3a24', '#7c5437', '#4a2e1c'],
  ['#7d4f2a', '#a06d41', '#5f3b1e'],
  ['#a8692f', '#c98a4c', '#7b4a1f'],
  ['#c9503a', '#e0745b', '#93402c'],
  ['#d9a94e', '#efc878', '#8f6a2a'],
  ['#efdcae', '#fbeecb', '#a8884a'],
  ['#a7a4a3', '#c9c6c5', '#6d6968'],
  ['#e3e1df', '#f7f6f5', '#8d8987'],
] as const;
const EYES = ['#4a2f1d', '#6b4423', '#7d6b2f', '#3f6b4a', '#3c6e8f', '#56707d'] as const;
const LINE = '#3a2a2a';

/** Lays out whom a picture is of: everything that is not a trait hangs on the subject alone. */
export function createSitter(subject: string, personality: Partial<Traits> | undefined): Sitter {
  const draw = createDraws(subject);
  const trait = (name: keyof Traits): number => {
    const value = personality?.[name];
    return value !== undefined && Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0.5;
  };
  const traits = { O: trait('O'), C: trait('C'), E: trait('E'), A: trait('A'), N: trait('N'), H: trait('H') };
  const disorder = 1 - traits.C;
  return {
    traits,
    draw,
    colours: coloursOf(traits, draw),
    disorder,
    askew: (name) => (2 * draw(name) - 1) * disorder,
  };
}

function coloursOf({ O, E }: Traits, draw: Draws): Colours {
  const [skin, shade] = pick(SKINS, draw('skin'));
  const hue = Math.floor(draw('hue') * 360);
  // The cloth stands out against the backdrop: at least a quarter of the circle away.
  const clothHue = hue + 90 + Math.floor(draw('cloth') * 180);
  const vivid = O > 0.75 && draw('dye') < 0.6;
  const dyed = Math.floor(draw('dyed') * 360);
  const [hair, hairShine, brow] = vivid
    ? [hsl(dyed, 55, 45), hsl(dyed, 60, 62), hsl(dyed, 50, 30)]
    : pick(HAIRS, draw('hair'));
  // Extraversion is light and colour.
  const glow = 34 + 46 * E;
  const light = 58 + 24 * E;
  return {
    skin,
    shade,
    hair,
    hairShine,
    brow,
    eyes: pick(EYES, draw('eyes')),
    cloth: hsl(clothHue, 22 + 40 * E, 40 + 16 * E),
    clothShade: hsl(clothHue, 22 + 40 * E, 30 + 14 * E),
    backdrop: hsl(hue, glow, light),
    ornament: hsl(hue + (draw('contrast') < 0.5 ? 24 : -24), glow, light - 11),
    line: LINE,
  };
}

function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${((hue % 360) + 360) % 360}, ${Math.round(saturation)}%, ${Math.round(lightness)}%)`;
}
