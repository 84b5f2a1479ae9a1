import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { line, prose } from './guards';

/** Who a character is on paper. Everything is optional. */
export const identitySchema = z.strictObject({
  /** What it is called; one line. */
  name: line(LIMITS.nameLength).optional(),
  /** Its role or occupation. */
  role: prose(LIMITS.roleLength).optional(),
  /** What it has lived through, in its author's words. */
  background: prose(LIMITS.backgroundLength).optional(),
  /** What it holds dear; upholding and violating these colours its reactions. */
  coreValues: z.array(prose(LIMITS.entryLength)).max(LIMITS.listLength).optional(),
  /** How it talks, in plain words. */
  speakingStyle: prose(LIMITS.speakingStyleLength).optional(),
  /** The language it is to speak, for example `English` or `pt-BR`. */
  language: line(LIMITS.roleLength).optional(),
});

/** What a character wants, each in its own words. */
export const goalsSchema = z.array(prose(LIMITS.entryLength).min(1)).max(LIMITS.listLength);

/** Who a character is on paper. */
export interface Identity extends Readonly<z.infer<typeof identitySchema>> {}
