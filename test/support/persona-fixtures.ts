import type {
  Collection,
  CreatePersonaInput,
  EngineEvent,
  EngineOptions,
  ImageGenerator,
  ImageRequest,
  Images,
  LanguageModel,
  Persona,
  Personas,
  Store,
  StoredRecord,
} from '../../src';
import { type Bench, type StoreKind, setUp } from './engine-fixtures';

/** How an image of each kind begins. */
const BEGINNINGS = {
  png: '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  jpg: '\xff\xd8\xff\xe0',
  webp: 'RIFF\x24\0\0\0WEBP',
  gif: 'GIF89a',
} as const;

/** Bytes that are an image by their signature; `mark` tells one from another. */
export function imageOf(kind: keyof typeof BEGINNINGS, mark = ''): Uint8Array {
  return Uint8Array.from(Buffer.from(BEGINNINGS[kind] + mark, 'latin1'));
}

/** What the fake generator and the fake model are asked, in the order of the calls. */
export interface FakeGenerator extends ImageGenerator {
  readonly requests: ImageRequest[];
  /** Called for each request with its number from 1 on; what it gives, throws or waits for is the answer. */
  answer: (count: number, signal: AbortSignal | undefined) => unknown;
}

/** Draws PNGs that differ: the first ends in `1`, the second in `2`. */
export function createFakeGenerator(needsProvider?: string): FakeGenerator {
  const fake: FakeGenerator = {
    ...(needsProvider !== undefined && { needsProvider }),
    requests: [],
    answer: (count) => ({ bytes: imageOf('png', `${count}`), mediaType: 'image/png' }),
    async generate(request, signal) {
      fake.requests.push(request);
      return (await fake.answer(fake.requests.length, signal)) as Awaited<
        ReturnType<ImageGenerator['generate']>
      >;
    },
  };
  return fake;
}

/** A language model that is asked for the next line. */
export interface FakeModel extends LanguageModel {
  readonly requests: Parameters<LanguageModel['complete']>[0][];
  answer: (signal: AbortSignal | undefined) => unknown;
}

/** Says the same line to everything. */
export function createFakeModel(line = 'When do I get my money back?'): FakeModel {
  const fake: FakeModel = {
    requests: [],
    answer: () => line,
    async complete(request, signal) {
      fake.requests.push(request);
      return (await fake.answer(signal)) as string;
    },
  };
  return fake;
}

/** An engine with the project `p`, and nothing told yet. */
export interface PersonaBench extends Bench {
  readonly personas: Personas;
  readonly images: Images;
  /** Creates a persona of `p` with a system prompt. */
  add(name: string, input?: Omit<CreatePersonaInput, 'name'>): Promise<Persona>;
  /** The events of one type so far. */
  told<T extends EngineEvent['type']>(type: T): Extract<EngineEvent, { type: T }>[];
}

/** An engine with the project `p`. */
export async function setUpPersonas(
  kind?: StoreKind,
  options: Parameters<typeof setUp>[1] & EngineOptions = {},
): Promise<PersonaBench> {
  const bench = await setUp(kind, options);
  await bench.engine.projects.create({ id: 'p', name: 'Bank' });
  bench.events.length = 0;
  const personas = bench.engine.personas('p');
  return {
    ...bench,
    personas,
    images: bench.engine.images('p'),
    add: (name, input) => personas.create({ systemPrompt: `You are ${name}.`, ...input, name }),
    told: <T extends EngineEvent['type']>(type: T) =>
      bench.events.filter((event): event is Extract<EngineEvent, { type: T }> => event.type === type),
  };
}

const COLLECTIONS: readonly Collection[] = [
  'project',
  'persona',
  'image',
  'link',
  'character',
  'overlay',
  'session',
];

/** Every record that a store holds, in the order of creation of each collection. */
export async function recordsOf(store: Store): Promise<readonly StoredRecord[]> {
  const pages = await Promise.all(COLLECTIONS.map((collection) => store.scan({ collection, limit: 10_000 })));
  return pages.flatMap(({ records }) => records);
}

/** How many records of a collection a store holds. */
export async function countOf(store: Store, collection: Collection): Promise<number> {
  return (await recordsOf(store)).filter((record) => record.collection === collection).length;
}
