import type { SpeechAct } from './acts';
import type { Sense } from './cue';
import type { Clause } from './grammar';

/** A speech act that a word or phrase amounts to, and the share of its strength that counts. */
export interface Reading {
  readonly act: SpeechAct;
  readonly share: number;
}

const as = (act: SpeechAct, share = 1): Reading => ({ act, share });

/** A denied word keeps .74 of its strength with the sign turned: n_scalar of Hutto & Gilbert 2014 (published). */
export const NEGATION_SHARE = 0.74;

/** What a denied speech act amounts to: "I'm not sorry", "there is no fire". Basis: chosen. */
export const DENIED: Readonly<Record<SpeechAct, SpeechAct>> = {
  praise: 'reproach',
  credit: 'reproach',
  thanks: 'reproach',
  affection: 'rejection',
  kindness: 'harm',
  apology: 'hostility',
  comfort: 'distress',
  relief: 'misfortune',
  promise: 'distress',
  success: 'failure',
  goodNews: 'misfortune',
  sharedJoy: 'distress',
  insult: 'comfort',
  reproach: 'comfort',
  hostility: 'comfort',
  rejection: 'affection',
  betrayal: 'promise',
  harm: 'promise',
  threat: 'promise',
  danger: 'relief',
  loss: 'relief',
  misfortune: 'relief',
  condolence: 'condolence',
  distress: 'relief',
  failure: 'success',
  wrong: 'relief',
  disgust: 'relief',
  annoyance: 'relief',
  boredom: 'sharedJoy',
  plea: 'plea',
  request: 'request',
  smallTalk: 'smallTalk',
};

const bySpeaker = (clause: Clause): boolean => clause.subject === 'i' || clause.subject === 'we';
const onCharacter = (clause: Clause): boolean => clause.object === 'you' || clause.object === 'yours';

function goodDeed(clause: Clause): Reading {
  if (clause.wished && clause.subject === 'you') return as('kindness', 0.6);
  if (clause.subject === 'you')
    return clause.passive ? as('comfort', 0.7) : clause.future ? as('request', 0.4) : as('credit');
  if (clause.imperative) return as('request', 0.4);
  if (!onCharacter(clause)) return bySpeaker(clause) ? as('sharedJoy', 0.5) : as('goodNews', 0.7);
  return bySpeaker(clause) && (clause.future || clause.possible) ? as('promise') : as('kindness');
}

function badDeed(clause: Clause, mishap: boolean, treachery: boolean): Reading {
  if (clause.wished && clause.subject === 'you') return as('hostility');
  if (clause.subject === 'you') {
    if (clause.passive) return as('harm');
    return clause.future ? as('threat', 0.6) : as('reproach');
  }
  if (clause.stopped || clause.imperative) return as('reproach', 0.5);
  if (onCharacter(clause)) {
    if (clause.future && clause.subject !== 'nobody') return as('threat');
    if (treachery && !clause.possible) return as('betrayal');
    return mishap && clause.object === 'yours' ? as('misfortune') : as('harm');
  }
  if (mishap || clause.subject === 'mine' || clause.passive) return as('misfortune', 0.8);
  return bySpeaker(clause) ? as('wrong', 0.5) : as('wrong');
}

function attitude(clause: Clause, good: boolean): Reading {
  if (clause.subject === 'you') return good ? as('credit', 0.5) : as('reproach', 0.6);
  if (clause.imperative) return as('request', 0.4);
  if (clause.object === 'you') return good ? as('affection') : as('hostility');
  if (clause.object === 'yours') return good ? as('praise') : as('reproach', 0.8);
  return good ? as('sharedJoy', 0.6) : as('annoyance', 0.5);
}

function trait(clause: Clause, good: boolean, person: boolean, foul: boolean): Reading {
  if (clause.subject === 'you' || clause.subject === 'yours') {
    if (clause.future || clause.wished) return good ? as('comfort', 0.8) : as('reproach', 0.8);
    return good ? as('praise') : as('insult');
  }
  if (bySpeaker(clause)) {
    const aboutYours = clause.object === 'yours' && !clause.copula;
    if (aboutYours) return good ? as('praise') : as('reproach', 0.8);
    return good ? as('sharedJoy', 0.7) : as('distress', 0.7);
  }
  if (clause.subject === 'nobody' && person) return good ? as('praise', 0.8) : as('insult');
  return good ? as('goodNews', 0.8) : foul ? as('disgust') : as('annoyance', 0.8);
}

function state(clause: Clause, good: boolean): Reading {
  if (clause.causative) {
    if (clause.subject === 'you') return good ? as('credit') : as('reproach');
    if (bySpeaker(clause) && onCharacter(clause)) return good ? as('kindness') : as('harm');
  }
  if (clause.wished && (onCharacter(clause) || clause.subject === 'you'))
    return good ? as('kindness', 0.7) : as('hostility');
  if (clause.subject === 'you') return good ? as('comfort') : as('condolence', 0.8);
  if (bySpeaker(clause)) return good ? as('sharedJoy') : as('distress');
  if (clause.imperative) return good ? as('comfort', 0.5) : as('request', 0.5);
  if (clause.subject === 'mine') return good ? as('sharedJoy') : as('misfortune');
  return good ? as('goodNews', 0.7) : as('misfortune', 0.7);
}

/** A word of which the lexicon knows nothing but good or bad. */
function plain(clause: Clause, good: boolean): Reading {
  if (clause.causative || clause.wished) return state(clause, good);
  switch (clause.subject) {
    case 'you':
      if (clause.future || clause.possible) return good ? as('comfort', 0.8) : as('threat', 0.5);
      if (clause.copula)
        return good ? as('praise', 0.9) : clause.participle ? as('condolence', 0.8) : as('insult', 0.8);
      return good ? as('credit', 0.8) : as('reproach', 0.8);
    case 'yours':
      return good ? as('praise', 0.9) : as('reproach', 0.7);
    case 'i':
    case 'we':
      if (onCharacter(clause) && !clause.copula) return good ? as('kindness', 0.8) : as('harm', 0.8);
      return good ? as('sharedJoy', 0.8) : as('distress', 0.8);
    case 'mine':
      return good ? as('sharedJoy', 0.8) : as('misfortune', 0.8);
    default:
      if (onCharacter(clause) && !clause.imperative) return good ? as('kindness', 0.7) : as('harm', 0.7);
      return good ? as('goodNews', 0.8) : as('misfortune', 0.8);
  }
}

function read(sense: Sense, clause: Clause, good: boolean): Reading {
  switch (sense.kind) {
    case 'deed':
      return good ? goodDeed(clause) : badDeed(clause, sense.mishap === true, sense.treachery === true);
    case 'attitude':
      return attitude(clause, good);
    case 'trait':
      return trait(clause, good, sense.person === true, sense.foul === true);
    case 'state':
      return state(clause, good);
    case 'fault':
      if (clause.subject === 'you') return good ? as('comfort') : as('reproach');
      if (bySpeaker(clause)) return good ? as('sharedJoy', 0.5) : as('apology', 0.6);
      return good ? as('goodNews', 0.5) : as('annoyance', 0.8);
    default:
      return plain(clause, good);
  }
}

/**
 * The speech act that a word with a sense amounts to in its clause: who does it to whom, whether it is denied, ordered,
 * wished or announced. Total and pure. Basis of all shares: chosen.
 *
 * @param good whether the word itself is good or bad, before any denial
 */
export function readRoles(sense: Sense, clause: Clause, good: boolean): Reading {
  if (sense.kind === 'act') {
    const act = clause.negated ? DENIED[sense.act] : sense.act;
    return as(act, clause.negated ? NEGATION_SHARE : 1);
  }
  // "Don't lie to me" presupposes the lie; "don't be sad" consoles.
  const forbids = clause.imperative && clause.negated && sense.kind === 'deed' && !good;
  if (forbids) return as('reproach', 0.4);
  if (!clause.negated) return read(sense, clause, good);
  const reading = read(sense, clause, !good);
  return as(reading.act, reading.share * NEGATION_SHARE);
}
