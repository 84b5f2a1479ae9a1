import type { EmotionConfig } from '../schema/emotion-config';

/** Two configs as one; where both speak, the second is heard, axis by axis. Effects: pure. */
export function mergeConfigs(base: EmotionConfig, overrides: EmotionConfig | undefined): EmotionConfig {
  if (!overrides) return base;
  return {
    ...overlay(base, overrides),
    ...((base.homeBase || overrides.homeBase) && {
      homeBase: overlay(base.homeBase ?? {}, overrides.homeBase ?? {}),
    }),
    ...((base.coupling || overrides.coupling) && {
      coupling: overlay(base.coupling ?? {}, overrides.coupling ?? {}),
    }),
    ...((base.gains || overrides.gains) && { gains: overlay(base.gains ?? {}, overrides.gains ?? {}) }),
  };
}

/** A key that stands there with `undefined` does not speak. */
function overlay<T extends object>(base: T, over: T): T {
  return { ...base, ...Object.fromEntries(Object.entries(over).filter(([, value]) => value !== undefined)) };
}
