import { createEngine, type Engine, isEngineError } from '../../src/index';
import { createLexiconAppraiser } from '../lexicon';
import { type Casting, castCharacter } from './casting';
import { EXIT, failedAt, usageError } from './failures';
import type { Io } from './io';
import { createJsonReporter } from './json-reporter';
import { type OpenedStore, openKeptStore, type Where, whereOf } from './open-store';
import { isSameName, perform } from './performance';
import { createPlainOutput, createProgressBar, wantsBar } from './progress';
import type { Opening, Reporter } from './reporter';
import { chooseSession, createWatch } from './session-choice';
import { createTally } from './tally';
import { cleanText } from './terminal-text';
import { createTextReporter } from './text-reporter';
import { readTranscript, type Transcript } from './transcript';

/** The options of `animacy play`. */
export interface PlayOptions {
  readonly preset?: string;
  readonly persona?: string;
  readonly as?: string;
  readonly store?: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly seed?: number;
  /** False with --no-color. */
  readonly color: boolean;
  readonly quiet?: boolean;
}

const FROM_INPUT = '-';

/**
 * Plays a transcript through a character and shows what it feels. Everything that the user may have got wrong is found before
 * the store is touched.
 * @returns the exit code
 */
export async function play(file: string, options: PlayOptions, io: Io): Promise<number> {
  if (options.store?.trim() === '') throw usageError('--store: the path is blank');
  const source = file === FROM_INPUT ? 'standard input' : file;
  const transcript = await loadTranscript(file, source, io);
  const casting = await castCharacter(options, io);
  const as = speakerOf(transcript, casting, options.as, source);
  const watch = createWatch(io.now);
  const where = options.store === undefined ? undefined : whereOf(options.store);
  const store = where?.place;
  const { engine, close } = await openStage(options, watch, where);
  try {
    const chosen = await chooseSession(engine, watch, casting, options.fresh === true);
    if (chosen.remembered?.changed) {
      const told = `note: the preset or persona is not the one that ${casting.name} was made of; the kept character plays on, --fresh begins anew`;
      io.stderr.write(`animacy: ${cleanText(told)}\n`);
    }
    const opening: Opening = { source, transcript, casting, chosen, as, store };
    return await showAll(engine, opening, createReporter(transcript, options, io), io);
  } catch (error) {
    throw store !== undefined && isOfStore(error) ? failedAt(store, error) : error;
  } finally {
    await close();
  }
}

async function loadTranscript(file: string, source: string, io: Io): Promise<Transcript> {
  const content = await (file === FROM_INPUT ? io.readInput() : io.readFile(file)).catch((error: unknown) => {
    throw failedAt(source, error);
  });
  const transcript = readTranscript(content, { fileName: source });
  if (transcript.lines.length === 0) throw failedAt(source, new Error('nobody says anything in it'));
  return transcript;
}

/** The speaker who is the character: the one that was named, else the one of the same name. */
function speakerOf({ speakers }: Transcript, { name }: Casting, as: string | undefined, source: string) {
  const speaker = speakers.find((candidate) => isSameName(candidate, as ?? name));
  if (as !== undefined && speaker === undefined) {
    const known = speakers.length > 0 ? `there are ${speakers.slice(0, 10).join(', ')}` : 'nobody is named';
    throw usageError(`--as ${as}: nobody of that name speaks in ${source}; ${known}`);
  }
  return speaker;
}

async function openStage({ seed }: PlayOptions, clock: { now(): number }, where: Where | undefined) {
  let opened: OpenedStore | undefined;
  try {
    opened = where && (await openKeptStore(where, { mayBeNew: true }));
    const engine = await createEngine({
      clock,
      appraiser: createLexiconAppraiser(),
      ...(opened && { store: opened.store }),
      ...(seed !== undefined && { seed }),
    });
    const close = async () => {
      await engine.close();
      await opened?.close();
    };
    return { engine, close };
  } catch (error) {
    await opened?.close();
    throw where === undefined ? error : failedAt(where.place, error);
  }
}

function createReporter({ lines }: Transcript, options: PlayOptions, io: Io): Reporter {
  const { json = false, quiet = false, color } = options;
  const hasBar = !quiet && wantsBar(io, lines.length, json);
  const progress = hasBar ? createProgressBar(io, lines.length) : createPlainOutput(io);
  return json
    ? createJsonReporter(io, progress, quiet)
    : createTextReporter(io, progress, { quiet, colour: color });
}

async function showAll(engine: Engine, opening: Opening, reporter: Reporter, io: Io): Promise<number> {
  const { session, remembered } = opening.chosen;
  const { signal } = io;
  const tally = createTally();
  try {
    reporter.open(opening);
    const stage = {
      engine,
      sessionId: session.id,
      transcript: opening.transcript,
      as: opening.as,
      awaySeconds: remembered?.awaySeconds ?? 0,
      signal,
    };
    for await (const moment of perform(stage)) {
      tally.add(moment);
      reporter.show(moment);
    }
  } catch (error) {
    reporter.close();
    throw isOfStore(error) ? error : failedAt(opening.source, error);
  }
  const interrupted = signal.aborted;
  const turns = (await engine.sessions.get(session.id))?.turns ?? session.turns;
  reporter.close({ tally, turns, interrupted });
  return interrupted && signal.reason !== 'unread' ? EXIT.interrupted : EXIT.ok;
}

const STORE_CODES = new Set([
  'STORE_UNAVAILABLE',
  'STORE_FAILED',
  'RECORD_CORRUPT',
  'STATE_VERSION_UNSUPPORTED',
  'STATE_INVALID',
]);

/** Whether the trouble lies in the store; then its file is what the user has to look at. */
function isOfStore(error: unknown): boolean {
  if (isEngineError(error)) return STORE_CODES.has(error.code);
  return error instanceof Error && error.cause !== undefined && isOfStore(error.cause);
}
