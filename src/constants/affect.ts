/** The three axes of core affect, in the order in which they lie in lanes. */
export const VAD_AXES = ['valence', 'arousal', 'dominance'] as const;

/** Where a label's numbers come from: `published` in a table of that paper, but for rounding, or `chosen` by us after it. */
export type LabelBasis = 'published' | 'chosen';

/** What an emotion label stands for: a place in core affect and the appraisal that it is typical of. */
export interface LabelDefinition {
  /** Valence, arousal, dominance, each in [-1, 1]. */
  readonly vad: readonly [number, number, number];
  /** Goal congruence, expectedness, controllability, agency, norm compatibility, urgency, in their own ranges. */
  readonly signature: readonly [number, number, number, number, number, number];
  /** Where `vad` comes from. Signatures are all chosen from theory and held against Yeo & Ong 2024. */
  readonly basis: LabelBasis;
  readonly source: string;
}

const rm77 = (term: string) => `Russell & Mehrabian 1977, "${term}", to within .05`;
const MOVED = 'after Russell & Mehrabian 1977, moved by us';
const ALMA = 'after Russell & Mehrabian 1977 and Gebhard 2005 (ALMA)';
const OURS = 'our choice from its neighbours; no published value may be shipped';

/**
 * The emotion labels: nineteen of the appraisal literature and the seven more that the session contract names.
 * `neutral` is no label of this table: it stands for a feeling too weak to have a name.
 */
export const LABELS = {
  joy: {
    vad: [0.8, 0.5, 0.4],
    signature: [1, 0.5, 0.7, 0.1, 0.4, 0.3],
    basis: 'published',
    source: rm77('joyful'),
  },
  excitement: {
    vad: [0.6, 0.75, 0.4],
    signature: [0.8, 0.3, 0.6, 0, 0.1, 0.8],
    basis: 'published',
    source: rm77('excited'),
  },
  contentment: {
    vad: [0.7, -0.4, 0.25],
    signature: [0.6, 0.8, 0.7, 0.1, 0.3, 0.1],
    basis: 'chosen',
    source: MOVED,
  },
  calm: {
    vad: [0.35, -0.6, 0.15],
    signature: [0.2, 0.8, 0.7, 0, 0.1, 0],
    basis: 'chosen',
    source: `contract's example, ${OURS}`,
  },
  relief: { vad: [0.45, -0.25, 0.15], signature: [0.6, 0.5, 0.6, 0, 0, 0.1], basis: 'chosen', source: ALMA },
  pride: {
    vad: [0.75, 0.4, 0.65],
    signature: [0.8, 0.6, 0.8, 1, 0.4, 0.4],
    basis: 'published',
    source: rm77('proud'),
  },
  gratitude: {
    vad: [0.6, 0.1, -0.15],
    signature: [0.8, 0.4, 0.5, -1, 0.6, 0.3],
    basis: 'published',
    source: rm77('thankful'),
  },
  love: {
    vad: [0.8, 0.35, -0.05],
    signature: [0.9, 0.7, 0.5, -0.5, 0.7, 0.2],
    basis: 'chosen',
    source: ALMA,
  },
  trust: {
    vad: [0.5, -0.1, -0.05],
    signature: [0.5, 0.8, 0.6, -0.7, 0.7, 0.1],
    basis: 'chosen',
    source: OURS,
  },
  amusement: {
    vad: [0.6, 0.4, 0.2],
    signature: [0.5, 0.15, 0.7, -0.3, 0, 0.2],
    basis: 'chosen',
    source: OURS,
  },
  hope: {
    vad: [0.5, 0.25, 0.15],
    signature: [0.5, 0.4, 0.5, 0, 0.1, 0.4],
    basis: 'published',
    source: rm77('hopeful'),
  },
  interest: {
    vad: [0.6, 0.5, 0.15],
    signature: [0.5, 0.5, 0.6, 0, 0, 0.5],
    basis: 'published',
    source: rm77('interested'),
  },
  challenge: {
    vad: [0.25, 0.7, 0.3],
    signature: [0.2, 0.5, 0.6, 0.3, 0.1, 0.9],
    basis: 'chosen',
    source: OURS,
  },
  surprise: {
    vad: [0.3, 0.7, -0.15],
    signature: [0.2, 0, 0.4, -0.3, 0, 0.5],
    basis: 'chosen',
    source: MOVED,
  },
  anger: {
    vad: [-0.5, 0.6, 0.25],
    signature: [-0.9, 0.6, 0.45, -1, -0.8, 0.7],
    basis: 'published',
    source: rm77('angry'),
  },
  frustration: {
    vad: [-0.6, 0.5, -0.05],
    signature: [-0.9, 0.5, 0.4, -0.2, -0.2, 0.7],
    basis: 'chosen',
    source: MOVED,
  },
  disgust: {
    vad: [-0.6, 0.35, 0.1],
    signature: [-0.6, 0.7, 0.5, -0.6, -0.8, 0.5],
    basis: 'published',
    source: rm77('disgusted'),
  },
  contempt: {
    vad: [-0.4, 0.1, 0.3],
    signature: [-0.6, 0.7, 0.7, -0.8, -0.6, 0.3],
    basis: 'chosen',
    source: ALMA,
  },
  fear: {
    vad: [-0.65, 0.6, -0.45],
    signature: [-0.9, 0.1, 0.15, 0, -0.1, 0.9],
    basis: 'published',
    source: rm77('fearful'),
  },
  anxiety: { vad: [-0.4, 0.5, -0.4], signature: [-0.5, 0.3, 0.25, 0, 0, 0.7], basis: 'chosen', source: ALMA },
  sadness: {
    vad: [-0.65, -0.3, -0.35],
    signature: [-0.9, 0.6, 0.05, 0, 0, 0.3],
    basis: 'published',
    source: rm77('sad'),
  },
  disappointment: {
    vad: [-0.5, -0.05, -0.25],
    signature: [-0.7, 0.2, 0.3, -0.2, -0.1, 0.3],
    basis: 'chosen',
    source: ALMA,
  },
  guilt: {
    vad: [-0.55, 0.15, -0.35],
    signature: [-0.6, 0.7, 0.6, 1, -0.8, 0.4],
    basis: 'chosen',
    source: MOVED,
  },
  shame: {
    vad: [-0.6, 0.05, -0.5],
    signature: [-0.8, 0.5, 0.3, 1, -0.6, 0.5],
    basis: 'chosen',
    source: MOVED,
  },
  boredom: {
    vad: [-0.45, -0.6, -0.2],
    signature: [-0.2, 0.9, 0.5, 0, 0, 0],
    basis: 'chosen',
    source: MOVED,
  },
  numbness: {
    vad: [-0.3, -0.7, -0.45],
    signature: [-0.4, 0.9, 0.05, 0, 0, 0],
    basis: 'chosen',
    source: OURS,
  },
} as const satisfies Record<string, LabelDefinition>;

/** Name of an emotion label. */
export type EmotionLabel = keyof typeof LABELS;
/** A label, or `neutral` for a feeling too weak to have a name. */
export type FeltLabel = EmotionLabel | 'neutral';
/** The names of all labels, in the order of {@link LABELS}. */
export const LABEL_NAMES = Object.keys(LABELS) as readonly EmotionLabel[];
