/** Colours of Okabe & Ito 2008, which people with any colour vision can tell apart. */
export const PALETTE = {
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#009e73',
  purple: '#a8577e',
} as const;

/** Greys on the picture's own white ground, so that the theme of the page around it does not matter. */
export const INK = { text: '#1f2328', quiet: '#59636e', line: '#8c959f', grid: '#e3e6ea' } as const;

/** How a line of text stands. */
export interface TextStyle {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour?: string;
  readonly weight?: 'normal' | 'bold';
  /** Turned to be read from below. */
  readonly upright?: boolean;
}

/** How a line is drawn. */
export interface LineStyle {
  readonly colour?: string;
  readonly width?: number;
  readonly dash?: string;
}

export type Point = readonly [x: number, y: number];

/** A number with at most two decimals: more would change files without changing the picture. */
export function round(x: number): string {
  return (Math.round(x * 100) / 100 + 0).toString();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** One line of text, `y` being its base line. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 12, anchor = 'start', colour = INK.text, weight = 'normal', upright = false } = style;
  const turn = upright ? ` transform="rotate(-90 ${round(x)} ${round(y)})"` : '';
  const bold = weight === 'bold' ? ' font-weight="600"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${bold}${turn}>${escaped(content)}</text>`;
}

/** A line through points. */
export function line(points: readonly Point[], style: LineStyle = {}): string {
  const { colour = INK.line, width = 1, dash } = style;
  const path = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const dashes = dash ? ` stroke-dasharray="${dash}"` : '';
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dashes}/>`;
}

/** A filled shape. */
export function area(points: readonly Point[], fill: string): string {
  return `<path d="M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z" fill="${fill}"/>`;
}

/** A filled rectangle with an optional edge. */
export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  edge?: string,
): string {
  const stroke = edge ? ` stroke="${edge}"` : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"${stroke}/>`;
}

/** A dot; hollow when `edge` is given without `fill`. */
export function dot([x, y]: Point, radius: number, fill: string, edge?: string): string {
  const stroke = edge ? ` stroke="${edge}" stroke-width="1.3"` : '';
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fill}"${stroke}/>`;
}

/** A colour for a value in [-1, 1]: orange below 0, nearly white at 0, blue above. */
export function divergingColour(value: number): string {
  const middle = [247, 247, 244];
  const end = value < 0 ? [179, 70, 0] : [0, 84, 150];
  const share = Math.min(1, Math.abs(value));
  const channels = middle.map((from, i) => Math.round(from + (end[i]! - from) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * A bar that explains {@link divergingColour}, upright.
 * @param reach the value that has the strongest colour
 */
export function colourBar(x: number, y: number, height: number, title: string, reach = 1): string {
  const steps = 20;
  const cells = Array.from({ length: steps }, (_, i) => {
    const value = 1 - (2 * i + 1) / steps;
    return box(x, y + (i * height) / steps, 14, height / steps + 0.3, divergingColour(value));
  });
  const ticks = [1, 0.5, 0, -0.5, -1].map((value) =>
    text(x + 20, y + ((1 - value) / 2) * height + 4, signed(Math.round(value * reach * 100) / 100), {
      size: 11,
      colour: INK.quiet,
    }),
  );
  const label = text(x + 62, y + height / 2, title, {
    size: 11,
    anchor: 'middle',
    colour: INK.quiet,
    upright: true,
  });
  return [...cells, box(x, y, 14, height, 'none', INK.line), ...ticks, label].join('\n');
}

/** A number with its sign, as ticks show it; a true minus, because a hyphen is too short beside digits, and no zero before the point. */
export function signed(value: number): string {
  const digits = Math.abs(value).toString().replace(/^0\./, '.');
  return value > 0 ? `+${digits}` : value < 0 ? `\u2212${digits}` : '0';
}

/** A whole picture with its title, on its own ground. */
export function picture(
  width: number,
  height: number,
  title: string,
  description: string,
  parts: readonly string[],
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
<title>${escaped(title)}</title>
<desc>${escaped(description)}</desc>
<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>
${text(24, 32, title, { size: 17, weight: 'bold' })}
${parts.join('\n')}
</svg>
`;
}
