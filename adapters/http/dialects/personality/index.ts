import type { Dialect } from '../../operation';
import type { CheckedOptions } from '../../options';
import { createFailures } from './failures';
import { agentOperations } from './routes-agents';
import { insightOperations } from './routes-insights';
import { moodOperations } from './routes-mood';
import { personalityOperations } from './routes-personality';

const PARAMS = {
  agentId: 'Id of the agent, or its name, percent-encoded',
  userId: 'The user, percent-encoded',
} as const;

/** The personality API: profiles that evolve with evidence, and the moods on top of them. */
export function createPersonalityDialect({ problemExtensions }: CheckedOptions): Dialect {
  return {
    name: 'personality',
    title: 'animacy: personality',
    description:
      'Personalities that evolve with evidence, how they came to be so, and the moods on top of them.',
    prefixes: ['/api/v1'],
    keyHeaders: ['authorization'],
    operations: [...personalityOperations, ...insightOperations, ...moodOperations, ...agentOperations].map(
      (entry) => ({ ...entry, params: PARAMS }),
    ),
    ...createFailures(problemExtensions),
  };
}
