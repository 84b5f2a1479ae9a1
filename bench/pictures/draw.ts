import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { autocorrelation } from './autocorrelation';
import { hardMonth } from './hard-month';
import { homeBase } from './home-base';
import { impulseSurface } from './impulse-surface';
import { kickRelaxation } from './kick-relaxation';
import { labelMap } from './label-map';
import { traitChange } from './trait-change';

/** Every picture of docs/model with what draws it. */
export const PICTURES: Readonly<Record<string, () => string>> = {
  'impulse-surface.svg': impulseSurface,
  'kick-relaxation.svg': kickRelaxation,
  'label-map.svg': labelMap,
  'autocorrelation.svg': autocorrelation,
  'home-base.svg': homeBase,
  'trait-change.svg': traitChange,
  'hard-month.svg': hardMonth,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [name, draw] of Object.entries(PICTURES)) writeFileSync(`docs/model/${name}`, draw());
