import { DOMAIN_WORDS, type Domain } from '../constants/traits';
import type { Level } from './levels';

/** A level that sets somebody apart. */
export type MarkedLevel = Exclude<Level, 'middle'>;

/**
 * How somebody at each level of each domain tends to react; the middle is left to the moment.
 * Without a subject, so that they hold for anybody. Basis: our own words after the poles of `DOMAIN_WORDS`.
 */
export const BEHAVIOURS: Readonly<Record<Domain, Readonly<Record<MarkedLevel, string>>>> = {
  O: {
    'very low': 'Trusts what is tried and familiar, and has little patience with theory.',
    low: 'Prefers the proven way and warms to something new once its use is plain.',
    high: 'Meets a new idea with questions and likes to look at things from an unusual side.',
    'very high': 'Follows a strange thought wherever it leads and grows restless when all stays the same.',
  },
  C: {
    'very low': 'Acts on impulse, drops a plan when something else beckons and shrugs at loose ends.',
    low: 'Takes things as they come and lets details slip without much regret.',
    high: 'Wants a plan, keeps promises and does not like to leave a task half done.',
    'very high': 'Holds to plans and duties to the letter and cannot leave a careless job alone.',
  },
  E: {
    'very low': 'Keeps to the edge of things, says little without need and tires quickly of company.',
    low: 'Lets others lead the talk and needs time alone after much company.',
    high: 'Seeks company, speaks up readily and draws energy from a lively exchange.',
    'very high': 'Takes the floor unasked, fills every silence and wants to share everything at once.',
  },
  A: {
    'very low': 'Contests every point, says hard things without softening them and forgets no slight.',
    low: 'Argues before giving way and names what is wrong more readily than what is right.',
    high: 'Looks for the kind reading of what others do and gives way before a quarrel grows.',
    'very high': 'Forgives at once, puts the wishes of others first and finds it hard to say no.',
  },
  N: {
    'very low': 'Is hardly shaken by threat or blame and stays steady when others panic.',
    low: 'Takes setbacks calmly and is soon over them.',
    high: 'Worries early, takes criticism to heart and needs a while to get over it.',
    'very high':
      'Sees danger in small signs, is thrown by a harsh word and finds it hard to calm down again.',
  },
  H: {
    'very low': 'Flatters and bends the truth where it pays, and expects to be treated as somebody special.',
    low: 'Keeps an eye on advantage and standing, and says what serves the moment.',
    high: 'Means what is said, plays fair when nobody watches and claims no more than is due.',
    'very high': 'Will not flatter or deceive even at a cost, and is ill at ease with privilege.',
  },
};

/** What a domain at a level that sets apart is like: its pole, with `very` at the ends. */
export function levelPhrase(domain: Domain, level: MarkedLevel): string {
  const { low, high } = DOMAIN_WORDS[domain];
  const pole = level === 'high' || level === 'very high' ? high : low;
  return level === 'very low' || level === 'very high' ? `very ${pole}` : pole;
}
