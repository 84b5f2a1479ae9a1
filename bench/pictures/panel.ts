import { box, INK, line, type Point, text } from './svg';

/** A place on an axis with what is written there. */
export type Tick = readonly [value: number, label: string];

/** One direction of a panel: its scale in the data's own numbers. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  readonly title?: string;
  /** How values are spread along the axis; evenly if left out. */
  readonly transform?: (value: number) => number;
}

/** A rectangle of a picture with two scales. */
export interface Panel {
  /** Where a pair of values lies in the picture. */
  at(x: number, y: number): Point;
  /** Grid, frame, ticks and titles; drawn first, below the data. */
  readonly frame: string;
}

/** What a panel takes up of the picture, without ticks and titles. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Lays out a panel. */
export function panel({ left, top, width, height }: Place, x: Axis, y: Axis, title?: string): Panel {
  const place = (axis: Axis, value: number): number => {
    const transform = axis.transform ?? ((plain: number) => plain);
    const low = transform(axis.low);
    return (transform(value) - low) / (transform(axis.high) - low);
  };
  const at = (a: number, b: number): Point => [left + width * place(x, a), top + height * (1 - place(y, b))];
  const bottom = top + height;
  const parts = [box(left, top, width, height, '#ffffff', INK.line)];
  for (const [value, label] of x.ticks) {
    const [tickX] = at(value, y.low);
    parts.push(
      line(
        [
          [tickX, top],
          [tickX, bottom],
        ],
        { colour: INK.grid },
      ),
    );
    parts.push(text(tickX, bottom + 16, label, { size: 11, anchor: 'middle', colour: INK.quiet }));
  }
  for (const [value, label] of y.ticks) {
    const [, tickY] = at(x.low, value);
    parts.push(
      line(
        [
          [left, tickY],
          [left + width, tickY],
        ],
        { colour: value === 0 ? INK.line : INK.grid },
      ),
    );
    parts.push(text(left - 7, tickY + 4, label, { size: 11, anchor: 'end', colour: INK.quiet }));
  }
  if (x.title)
    parts.push(text(left + width / 2, bottom + 35, x.title, { anchor: 'middle', colour: INK.text }));
  if (y.title)
    parts.push(
      text(left - 42, top + height / 2, y.title, { anchor: 'middle', colour: INK.text, upright: true }),
    );
  if (title) parts.push(text(left + width / 2, top - 9, title, { anchor: 'middle', weight: 'bold' }));
  return { at, frame: parts.join('\n') };
}
