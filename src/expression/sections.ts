/** A named part of a prompt. */
export interface Section {
  readonly name: string;
  readonly text: string;
}

const FENCE_LENGTH = 8;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Sections as tagged text, `<name-fence>`, the text, `</name-fence>`, each on lines of their own.
 *
 * The fence is eight hexadecimal digits that occur in no name and no text, whatever their case. So no text can close its
 * section or open another, not even one that was written with the algorithm at hand; this is by construction, not by
 * luck. The same sections give the same bytes, which providers can cache.
 * @param sections any names and texts
 * @returns an empty text for no sections
 * Pure; total.
 */
export function renderSections(sections: readonly Section[]): string {
  const fence = fenceOf(sections);
  return sections.map(({ name, text }) => `<${name}-${fence}>\n${text}\n</${name}-${fence}>`).join('\n');
}

/**
 * The sections of what {@link renderSections} made, exactly as they went in.
 * @returns undefined for any text that `renderSections` could not have made, down to the fence
 * Pure; total.
 */
export function parseSections(rendered: string): Section[] | undefined {
  if (rendered === '') return [];
  // A rendering ends in its fence, and the fence stands nowhere but in tags: cutting there leaves names and texts.
  const fence = rendered.slice(-FENCE_LENGTH - 1, -1);
  const pieces = rendered.split(`-${fence}>`);
  const sections: Section[] = [];
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const name = pieces[i]!.slice(i === 0 ? '<'.length : '\n<'.length);
    sections.push({ name, text: pieces[i + 1]!.slice('\n'.length, -('\n</'.length + name.length)) });
  }
  return renderSections(sections) === rendered ? sections : undefined;
}

/** Hash of all names and texts, hashed on until it occurs in none of them. */
function fenceOf(sections: readonly Section[]): string {
  const words = sections.flatMap(({ name, text }) => [name, text]);
  const lowered = words.map((word) => word.toLowerCase());
  const hash = words.reduce(hashOnto, FNV_OFFSET);
  // Ends for certain: mixing is one-to-one, so the attempts run through all 2^32 fences, more than any text can hold.
  for (let attempt = 0; ; attempt++) {
    const fence = mixed(hash + attempt)
      .toString(16)
      .padStart(FENCE_LENGTH, '0');
    if (!lowered.some((word) => word.includes(fence))) return fence;
  }
}

/** FNV-1a over the length and the UTF-16 units of a text; the length keeps neighbours apart. */
function hashOnto(hash: number, text: string): number {
  let result = Math.imul(hash ^ text.length, FNV_PRIME);
  for (let i = 0; i < text.length; i++) result = Math.imul(result ^ text.charCodeAt(i), FNV_PRIME);
  return result;
}

/** A one-to-one scrambling of 32 bits. Source: the finaliser of MurmurHash3 (Appleby). */
function mixed(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
