import { PRESETS, type Preset } from '../constants/presets';

const BY_ID: ReadonlyMap<string, Preset> = new Map(PRESETS.map((preset) => [preset.id, preset]));

/** The presets that sessions can be created from. */
export interface Presets {
  /** All presets. */
  list(): readonly Preset[];
  /** One preset; undefined when there is none with that id. */
  get(id: string): Preset | undefined;
}

/** The presets of the library. Every answer is a copy that the caller may change. */
export const presets: Presets = {
  list: () => PRESETS.map((preset) => structuredClone(preset)),
  get: (id) => {
    const preset = BY_ID.get(id);
    return preset && structuredClone(preset);
  },
};
