import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPortraitGenerator, portraitSvg } from '../../adapters/portrait';
import { loadResvg } from '../../adapters/portrait/load-resvg';
import { isEngineError } from '../../src/errors';
import type { ImageRequest } from '../../src/ports';

const MIDDLE = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };
const REQUEST: ImageRequest = { prompt: 'A ferryman.', references: [], subject: 'p-1', personality: MIDDLE };
const TRAITS = ['O', 'C', 'E', 'A', 'N', 'H'] as const;

const drawn = (traits: Partial<typeof MIDDLE>, subject = 'p-1') =>
  portraitSvg({ subject, personality: { ...MIDDLE, ...traits } });
const count = (svg: string, what: RegExp) => svg.match(what)?.length ?? 0;

describe('the drawing', () => {
  it('is made of numbers and of words of our own, whoever it is of', () => {
    // Every tag and every attribute that may occur; a subject could only show by leaving this alphabet.
    const word =
      /^(?:[#\w.%-]+|[MLCQZqt]|rotate\([-\d. ]+\)|hsl\(\d+, \d+%, \d+%\)|http:\/\/www\.w3\.org\/2000\/svg)$/;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.record(Object.fromEntries(TRAITS.map((trait) => [trait, fc.double()]))),
        (subject, personality) => {
          const svg = portraitSvg({ subject, personality: personality as typeof MIDDLE });
          const rest = svg.replaceAll(
            /<(?:svg|g|rect|ellipse|path)((?: [a-zA-Z-]+="[^"<>&]*")*)\/?>|<\/(?:svg|g)>/g,
            '',
          );
          expect(rest).toBe('');
          for (const [, value] of svg.matchAll(/="([^"]*)"/g))
            expect(word.test(value!) || value!.split(' ').every((part) => word.test(part))).toBe(true);
          expect(svg).not.toMatch(/NaN|Infinity|undefined|\de[-+]/);
        },
      ),
    );
  });

  it('shows nothing of a subject that is markup', () => {
    const svg = portraitSvg({ subject: '"/><script>alert(1)</script><image href="http://x"/>' });
    expect(svg).not.toMatch(/script|alert|href|image/);
  });

  it('is the same for the same subject, and another for another', () => {
    const subjects = Array.from({ length: 200 }, (_, index) => `persona-${index}`);
    const drawings = subjects.map((subject) => portraitSvg({ subject }));
    expect(subjects.map((subject) => portraitSvg({ subject }))).toEqual(drawings);
    expect(new Set(drawings).size).toBe(subjects.length);
  });

  it('has not changed since portraits were last redrawn on purpose', () => {
    const hash = createHash('sha256');
    for (let index = 0; index < 60; index++) {
      const level = (step: number) => ((index * step) % 11) / 10;
      const traits = { O: level(3), C: level(5), E: level(7), A: level(2), N: level(9), H: level(4) };
      hash.update(drawn(traits, `persona-${index}`));
    }
    expect(hash.digest('hex').slice(0, 16)).toBe('15f28c822c94d89b');
  });

  it('takes what is missing or no number for the middle, and what is out of range for the end', () => {
    const { N, ...others } = MIDDLE;
    expect(portraitSvg({ subject: 'p-1' })).toBe(drawn({}));
    expect(portraitSvg({ subject: 'p-1', personality: others as typeof MIDDLE })).toBe(drawn({}));
    expect(drawn({ A: Number.NaN })).toBe(drawn({}));
    expect(drawn({ A: 7 })).toBe(drawn({ A: 1 }));
    expect(drawn({ A: -7 })).toBe(drawn({ A: 0 }));
  });

  it.each(TRAITS)('shows %s', (trait) => {
    expect(drawn({ [trait]: 0.1 })).not.toBe(drawn({ [trait]: 0.9 }));
  });

  it('is brighter for the outgoing', () => {
    const lightness = (svg: string) => Number(/fill="hsl\(\d+, \d+%, (\d+)%\)"/.exec(svg)?.[1]);
    expect(lightness(drawn({ E: 1 }))).toBeGreaterThan(lightness(drawn({ E: 0 })) + 10);
  });

  it('has more behind the open, and nothing but a disc behind the closed', () => {
    const shapes = (O: number) => count(drawn({ O, C: 1 }), /<(?:ellipse|path)/g);
    expect([shapes(0), shapes(0.5), shapes(1)]).toEqual([shapes(0), shapes(0) + 8 + 2, shapes(0) + 18]);
  });

  it('has the heads of the conscientious upright', () => {
    expect(drawn({ C: 1 })).toContain('rotate(0.00 256 400)');
    expect(drawn({ C: 0 })).not.toContain('rotate(0.00 256 400)');
  });

  it('has gold on those who like to be admired only', () => {
    const gold = (H: number) => count(drawn({ H }), /#e8bf4a/g);
    expect([gold(1), gold(0.7)]).toEqual([0, 0]);
    expect(gold(0)).toBeGreaterThan(gold(0.4));
  });
});

describe('the generator', () => {
  it('needs no provider, and makes a PNG of the size it was asked for', async () => {
    const generator = createPortraitGenerator();
    expect(generator).not.toHaveProperty('needsProvider');
    const { bytes, mediaType } = await generator.generate(REQUEST);
    expect(mediaType).toBe('image/png');
    expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const small = await createPortraitGenerator({ size: 64 }).generate(REQUEST);
    const header = (png: Uint8Array) => {
      const view = new DataView(png.buffer, png.byteOffset);
      return [view.getUint32(16), view.getUint32(20)];
    };
    expect([header(bytes), header(small.bytes)]).toEqual([
      [512, 512],
      [64, 64],
    ]);
  });

  it('gives the same bytes for the same request, whatever its words and pictures', async () => {
    const generate = (request: Partial<ImageRequest>) =>
      createPortraitGenerator({ size: 128 }).generate({ ...REQUEST, ...request });
    const first = await generate({});
    expect(await generate({ prompt: 'Someone else.', references: [first] })).toEqual(first);
    expect(await generate({ subject: 'p-2' })).not.toEqual(first);
    expect(await generate({ personality: { ...MIDDLE, E: 0.9 } })).not.toEqual(first);
  });

  it('throws the reason of an aborted signal', async () => {
    const reason = new Error('enough');
    await expect(createPortraitGenerator().generate(REQUEST, AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const generating = createPortraitGenerator().generate(REQUEST, controller.signal);
    controller.abort(reason);
    await expect(generating).rejects.toBe(reason);
  });

  it.each([0, 15, 2049, 64.5, Number.NaN, '512'])('refuses the size %s at once', (size) => {
    expect(() => createPortraitGenerator({ size: size as number })).toThrow(
      expect.toSatisfy((error: unknown) => isEngineError(error, 'CONFIG_INVALID')),
    );
  });

  it('says what to install when the renderer is not there', async () => {
    const missing = () => Promise.reject(new Error("Cannot find package '@resvg/resvg-js'"));
    const error = await loadResvg(missing).catch((caught: unknown) => caught);
    expect(isEngineError(error, 'CONFIG_INVALID')).toBe(true);
    expect(error).toMatchObject({
      message: '@resvg/resvg-js cannot be imported: run "npm install @resvg/resvg-js@2".',
      cause: expect.any(Error),
    });
  });
});
