/*
 * Lanes are numbered by enums because the build writes their numbers into the code, across modules too.
 * With constants or the members of an object in their place the loops over many characters take three times as long.
 */

/** The rates of one axis, in the form that the flow needs: two per hour, then three ratios. Written by {@link writeRates}. */
export enum RateLane {
  /** Size of the slow eigenvalue. */
  slow = 0,
  /** Size of the fast eigenvalue minus that of the slow one, >= 0. */
  gap = 1,
  /** Emotion's pull towards mood, per gap: what of the faded part comes to emotion from mood. */
  pull = 2,
  /** Mood's pull towards emotion, per gap: what of the faded part passes from emotion to mood. */
  passing = 3,
  /** Share of the fast eigenvector in what emotion keeps of itself, [0, 1]; mood's is one minus this. */
  share = 4,
  /** How many lanes the rates of one axis take. */
  count = 5,
}

/** What carries a deviation of one axis (emotion E, mood M) over a span of time; `affect/flow.ts` writes and applies it. */
export enum PropagatorLane {
  emotionFromEmotion = 0,
  emotionFromMood = 1,
  moodFromEmotion = 2,
  moodFromMood = 3,
  /** How many lanes the propagator of one axis takes. */
  count = 4,
}

/** The least distance of both eigenvalues, in parts of their sum: far below what a double tells of a feeling. */
const SMALLEST_GAP = 1e-13;

/**
 * Writes the rates of one axis at `offset`: eigenvalues and shares of the relaxation matrix, computed once per character.
 *
 * Model: E' = -le (E - M), M' = k (E - M) - lm M for the deviations E, M from home base; le = ln2 / half-life of emotion, and so on.
 *   s = sqrt((le-lm)^2 + k^2 + 2k(le+lm)); fast = -(le+lm+k+s)/2; slow = -2 le lm / (le+lm+k+s)
 * The forms have no cancellation, and s is real for all rates.
 * @param lanes written at offset .. offset + RateLane.count - 1
 * @param emotionPerHour le > 0
 * @param moodPerHour lm > 0
 * @param couplingPerHour k >= 0
 * Effects: in place, allocates nothing; total. Source: two-state linear model, docs/model/dynamics.md.
 */
export function writeRates(
  lanes: Float64Array,
  offset: number,
  emotionPerHour: number,
  moodPerHour: number,
  couplingPerHour: number,
): void {
  const difference = emotionPerHour - moodPerHour;
  const sum = emotionPerHour + moodPerHour;
  const trueGap = Math.sqrt(
    difference * difference + couplingPerHour * couplingPerHour + 2 * couplingPerHour * sum,
  );
  // Equal rates without coupling leave no gap to divide by; one too small to be seen gives the same flow.
  const gap = Math.max(trueGap, SMALLEST_GAP * sum);
  const slow = (2 * emotionPerHour * moodPerHour) / (sum + couplingPerHour + gap);
  const share = (emotionPerHour - slow) / gap;
  lanes[offset + RateLane.slow] = slow;
  lanes[offset + RateLane.gap] = gap;
  lanes[offset + RateLane.pull] = emotionPerHour / gap;
  lanes[offset + RateLane.passing] = couplingPerHour / gap;
  lanes[offset + RateLane.share] = share < 0 ? 0 : share > 1 ? 1 : share;
}
