import type { Dialect } from '../../operation';
import type { CheckedOptions } from '../../options';
import { configOperations } from './config';
import { failureSpec, sayNo } from './failures';
import { imageOperations } from './images';
import { personaOperations } from './personas';
import { projectOperations } from './projects';
import { statusOperations } from './status';

/** The registry of personas: projects, the personas in them, their portraits. */
export function createPersonasDialect(_options: CheckedOptions): Dialect {
  return {
    name: 'personas',
    title: 'animacy: personas',
    description: 'Personas of projects, with their portraits and the settings that these are drawn with.',
    prefixes: ['/api/projects', '/api/status'],
    keyHeaders: ['authorization', 'x-api-key'],
    operations: [
      ...personaOperations,
      ...imageOperations,
      ...projectOperations,
      ...configOperations,
      ...statusOperations,
    ],
    failureSpec,
    sayNo,
  };
}
