/** The middle of the picture from left to right. */
export const MIDDLE = 256;

/** What an element may be given: numbers, and words out of this package's own code. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A number as it stands in the picture: two decimals, so that small differences of arithmetic do not show. */
export function n(x: number): string {
  return String(Math.round(x * 100) / 100 + 0);
}

/** An element, with what is inside it. */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? n(value) : value}"`)
    .join('');
  return inside.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${inside.join('')}</${name}>`;
}

/** A path out of letters and numbers, for example `path(style, 'M', 0, 0, 'L', 1, 1)`. */
export function path(attributes: Attributes, ...steps: readonly (string | number)[]): string {
  const d = steps.map((step) => (typeof step === 'number' ? n(step) : step)).join(' ');
  return element('path', { d, ...attributes });
}

/** An ellipse. */
export function ellipse(cx: number, cy: number, rx: number, ry: number, attributes: Attributes): string {
  return element('ellipse', { cx, cy, rx, ry, ...attributes });
}

/** A line style with round ends. */
export function stroke(colour: string, width: number): Attributes {
  return {
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
}

/** The same drawing on the left and on the right; `side` is -1 and 1. */
export function bothSides(draw: (side: -1 | 1) => string): string {
  return draw(-1) + draw(1);
}
