import type { Dialect } from '../../operation';
import { failureSpec, sayNo } from './failures';
import { personaFeelings } from './persona-feelings';
import { personaPrompts } from './persona-prompts';
import { personas } from './personas';
import { v1Personas } from './v1-personas';
import { v1Turns } from './v1-turns';

/** The sessions API in both of its generations: `/v1`, and `/personas` with its envelope. */
export function createSessionsDialect(): Dialect {
  return {
    name: 'sessions',
    title: 'animacy: sessions',
    description:
      'Emotional sessions of AI characters. `/v1` is the older API, with plain answers; `/personas` is the newer one, in `{ result }` envelopes.',
    prefixes: ['/v1', '/personas'],
    keyHeaders: ['authorization', 'x-api-key'],
    operations: [...v1Personas, ...v1Turns, ...personas, ...personaFeelings, ...personaPrompts],
    failureSpec,
    sayNo,
  };
}
