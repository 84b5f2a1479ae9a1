declare module 'asciichart' {
  /** How a chart is drawn. */
  export interface PlotConfig {
    readonly min?: number;
    readonly max?: number;
    /** Number of rows less one. */
    readonly height?: number;
    /** ANSI sequences, by position of the series; an undefined one leaves its series uncoloured. */
    readonly colors?: readonly (string | undefined)[];
    readonly format?: (value: number) => string;
  }
  /** Draws series of finite numbers, the first at the bottom, as lines joined by newlines. */
  export function plot(series: readonly (readonly number[])[], config?: PlotConfig): string;
  export const darkgray: string;
  export const lightblue: string;
  export const lightgreen: string;
  export const yellow: string;
}
