import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { autocorrelation } from './autocorrelation';
import { homeBase } from './home-base';
import { impulseSurface } from './impulse-surface';
import { kickRelaxation } from './kick-relaxation';
import { labelMap } from './label-map';

/** Every picture of docs/model with what draws it. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  'impulse-surface.svg': impulseSurface,
  'kick-relaxation.svg': kickRelaxation,
  'label-map.svg': labelMap,
  'autocorrelation.svg': autocorrelation,
  'home-base.svg': homeBase,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [name, draw] of Object.entries(PICTURES)) writeFileSync(`docs/model/${name}`, draw());
