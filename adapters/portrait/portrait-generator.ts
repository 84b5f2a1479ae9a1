import { EngineError } from '../../src/errors';
import type { ImageGenerator } from '../../src/ports';
import { loadResvg } from './load-resvg';
import { portraitSvg } from './portrait-svg';

/** How portraits come out. */
export interface PortraitGeneratorOptions {
  /** Width and height in pixels, 512 when absent. */
  readonly size?: number | undefined;
}

const SMALLEST = 16;
const LARGEST = 2048;

/**
 * Makes a generator that draws portraits itself, out of traits and subject: no network, no model, no chance. The same request
 * gives the same bytes. Prompt, references and provider settings are passed over.
 *
 * @throws EngineError CONFIG_INVALID when the size is no whole number in [16, 2048]; `generate` rejects with CONFIG_INVALID
 * when `@resvg/resvg-js` is not installed, and with the signal's reason
 *
 * @example
 * const engine = await createEngine({ imageGenerator: createPortraitGenerator() });
 */
export function createPortraitGenerator({ size = 512 }: PortraitGeneratorOptions = {}): ImageGenerator {
  if (!(Number.isSafeInteger(size) && size >= SMALLEST && size <= LARGEST)) {
    const message = `must be a whole number in [${SMALLEST}, ${LARGEST}]`;
    throw new EngineError('CONFIG_INVALID', `createPortraitGenerator: size ${message}`, {
      issues: [{ path: ['size'], message }],
    });
  }
  return {
    async generate(request, signal) {
      signal?.throwIfAborted();
      const { renderAsync } = await loadResvg();
      signal?.throwIfAborted();
      const rendered = await renderAsync(portraitSvg(request), {
        fitTo: { mode: 'width', value: size },
        // There is no text in it, and looking for fonts takes longer than drawing.
        font: { loadSystemFonts: false },
        logLevel: 'off',
      });
      signal?.throwIfAborted();
      return { bytes: new Uint8Array(rendered.asPng()), mediaType: 'image/png' };
    },
  };
}
