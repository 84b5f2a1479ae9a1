import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLexiconAppraiser, type FullAppraisal } from '../../adapters/lexicon/index';

const appraise = createLexiconAppraiser();
const context = {
  goals: [],
  coreValues: [],
  emotion: { valence: 0, arousal: 0, dominance: 0 },
  label: 'neutral',
};

/** A line of talk and what is expected of it: a dimension's letter and a direction. */
type Line = readonly [text: string, expected: string];

type Test = (appraisal: FullAppraisal) => boolean;

const away = (
  key: keyof FullAppraisal,
  middle: number,
  margin: number,
): Readonly<Record<'+' | '-', Test>> => ({
  '+': (appraisal) => appraisal[key] >= middle + margin,
  '-': (appraisal) => appraisal[key] <= middle - margin,
});

// r+ at least .35, r- at most .3, c0 within a quarter; the others are clear of their neutral value by a margin.
const DIRECTIONS: Readonly<Record<string, Readonly<Record<string, Test>>>> = {
  r: { '+': ({ goalRelevance }) => goalRelevance >= 0.35, '-': ({ goalRelevance }) => goalRelevance <= 0.3 },
  c: { ...away('goalCongruence', 0, 0.1), '0': ({ goalCongruence }) => Math.abs(goalCongruence) <= 0.25 },
  e: away('expectedness', 0.5, 0.05),
  k: away('controllability', 0.5, 0.05),
  a: away('agency', 0, 0.1),
  n: away('normCompatibility', 0, 0.05),
  s: away('internalStandards', 0, 0.1),
  p: away('adjustmentPotential', 0.5, 0.05),
  u: away('urgency', 0.5, 0.08),
};

function missed([text, expected]: Line): readonly string[] {
  const appraisal = appraise({ text }, context);
  return expected.split(' ').filter((want) => !DIRECTIONS[want.charAt(0)]?.[want.charAt(1)]?.(appraisal));
}

/** Lines that the rules were written for. */
const KNOWN: readonly Line[] = [
  ['You lied to me.', 'r+ c- a+ n- s-'],
  ['You are an idiot.', 'r+ c- a- n-'],
  ["I'm so proud of you!", 'r+ c+ a+ s+'],
  ['Thank you, you saved me.', 'r+ c+ a+ n+'],
  ['I brought you flowers.', 'c+ a- n+'],
  ['I forgive you.', 'r+ c+ a-'],
  ['My dog died last night.', 'r+ c- k- a-'],
  ['I lost my job.', 'c- k- a-'],
  ['Run! There is a fire!', 'r+ c- e- k- u+'],
  ["I'm leaving you.", 'r+ c- k- a-'],
  ['I hate you.', 'r+ c- a- n-'],
  ["I'm sorry, it was my fault.", 'c+ a- n+ e-'],
  ['Hello, how are you?', 'r-'],
  ['Nice weather today.', 'r-'],
  ['What time is it?', 'r-'],
  ["I'll kill you.", 'r+ c- k- a- u+'],
  ['Well done, brilliant work!', 'r+ c+ a+ s+'],
  ["I promise I'll be there.", 'c+ n+'],
  ['I told everyone your secret.', 'r+ c- a- n- e-'],
  ['You are late again, as usual.', 'c- a+ e+'],
  ["There is nothing we can do, it's hopeless.", 'c- k- p-'],
  ['We can fix this together.', 'k+ p+'],
  ['You can do it.', 'c+ k+ p+'],
  ['Suddenly everything changed.', 'e-'],
  ['This is so boring.', 'c- e+ u- r-'],
  ['I love you.', 'r+ c+'],
  ["I don't love you anymore.", 'r+ c- k-'],
  ["You're not stupid.", 'c+'],
  ["You're not listening to me.", 'c- a+'],
  ["You didn't help me when I needed you.", 'r+ c- a+ s-'],
  ['They stole your bike.', 'r+ c- a- n-'],
  ['Your work is brilliant.', 'r+ c+ a+ s+'],
  ['She hates you.', 'r+ c- a-'],
  ['You make me so happy.', 'r+ c+ a+'],
  ['How could you do this to me?', 'r+ c- a+ n-'],
  ["Don't worry, everything will be okay.", 'c+ p+ u-'],
  ['Nobody was hurt, it was a false alarm.', 'c+ u-'],
  ['You passed the exam!', 'r+ c+ a+ s+'],
  ['You failed the exam.', 'r+ c- a+ s-'],
  ['I feel so lonely and sad.', 'r+ c- a-'],
  ['Can you pass me the salt?', 'r-'],
  ['I will never leave you.', 'c+'],
  ['I would never hurt you.', 'c+'],
  ["You'll regret this.", 'r+ c- u+'],
  ['There are maggots in the bread, disgusting.', 'c- n-'],
  ["I'm angry with you.", 'c- a+'],
  ['You were wonderful tonight, but you forgot my birthday.', 'c- a+'],
  ["You're lazy, but you have talent.", 'c+'],
  ["I don't think you are stupid.", 'c+'],
  ['Why did you lie to me?', 'c- a+'],
  ["You've been fired.", 'c- k-'],
  ['I cheated on you.', 'r+ c- a- n-'],
  ['You cheated on me.', 'r+ c- a+ n-'],
  ['That was my mistake, I should have told you.', 'c+ a-'],
  ['Sorry for your loss.', 'r+ c- n+'],
  ['I hope you feel better soon.', 'c+ a-'],
  ['I hope you rot in hell.', 'c- a-'],
  ["You have talent, but you're lazy.", 'c-'],
  ["lol you're such a dork :)", 'c0'],
  ['Stop lying to me.', 'c- a+'],
  ['You stabbed me in the back.', 'c- a+ n-'],
  ['I stabbed you in the back.', 'c- a- n-'],
  ['Somebody stole my phone on the bus.', 'c- a- n-'],
  ['I have a plan, we still have time.', 'k+'],
  ['Maybe it will rain, maybe not.', 'r- k-'],
];

/**
 * Lines written after the rules and lists were finished, and never used to change them: what a text nobody has thought
 * of may expect. Whoever widens the lists because of a line here must move it to KNOWN and put a fresh one in its place.
 */
const HELD_OUT: readonly Line[] = [
  ['You always find the right words.', 'c+ a+'],
  ["You've made this old man very happy.", 'c+ a+'],
  ['I admire how calm you stayed.', 'c+ a+'],
  ["The team wouldn't have won without you.", 'c+ a+'],
  ['Give yourself some credit, that was masterful.', 'c+'],
  ['You deserve every bit of this success.', 'c+ a+'],
  ['Thank you for believing me when nobody else would.', 'c+ a+ n+'],
  ["You're a true friend, Mara.", 'c+ a+'],
  ['I could listen to you for hours.', 'c+'],
  ["You bloody fool, look what you've done!", 'c- n-'],
  ["You're as useful as a chocolate teapot.", 'c- a-'],
  ["You don't have the guts.", 'c- a-'],
  ['Nobody wants you here.', 'c- a-'],
  ["You're just a spoiled brat.", 'c- a- n-'],
  ['I despise people like you.', 'c- a-'],
  ['How can anyone be so stupid?', 'c-'],
  ['You left me standing in the rain for an hour.', 'c- a+'],
  ['You sold our secrets to the enemy.', 'c- a+ n-'],
  ['You lost the only map we had.', 'c- a+'],
  ["You read the instructions wrong and now it's broken.", 'c- a+'],
  ["You didn't even try.", 'c- a+'],
  ['You laughed at me in front of my friends.', 'c- a+ n-'],
  ['I trusted you, and you used me.', 'c- a+'],
  ['I replaced you with someone younger.', 'c- a-'],
  ['I lied about you to the whole school.', 'c- a- n-'],
  ['I let them take you because I was afraid.', 'c- a-'],
  ["I'm sorry I doubted you.", 'c+ a-'],
  ['Forgive me, I spoke in anger.', 'c+ a-'],
  ['I was wrong to accuse you.', 'c+ a-'],
  ['I baked you a birthday cake.', 'c+ a-'],
  ['I talked the guard into letting you go.', 'c+ a-'],
  ["This ring was my mother's, and now it's yours.", 'c+'],
  ['Grandpa died in his sleep.', 'c- k-'],
  ["My kids won't talk to me any more.", 'c-'],
  ['The fire destroyed the whole library.', 'c-'],
  ['She said no when I proposed.', 'c-'],
  ["I've lost my voice and the concert is tomorrow.", 'c-'],
  ["They cancelled my flight and I'll miss the funeral.", 'c-'],
  ['I have nobody to talk to.', 'c-'],
  ["I'm so worried about my son.", 'c-'],
  ["Hurry, he's bleeding badly!", 'c- u+'],
  ['The wolves are right behind us!', 'c- u+'],
  ["Get away from the window, there's a sniper!", 'c- u+'],
  ['We have ten seconds before it explodes!', 'c- u+'],
  ['Make one sound and you die.', 'c- u+'],
  ["You'll never work in this town again.", 'c-'],
  ['I want you out of my house by tonight.', 'c- a-'],
  ["I don't love you, I never did.", 'c- a-'],
  ["We're letting you go, effective today.", 'c-'],
  ["Everything will look different in the morning, you'll see.", 'c+'],
  ["You don't have to go through this alone.", 'c+'],
  ["He's going to recover, the worst is over.", 'c+'],
  ["I'll wait for you, however long it takes.", 'c+'],
  ['You got the lead role!', 'c+ a+'],
  ['Our daughter took her first steps today!', 'c+'],
  ["The rebels have surrendered, it's over, we won!", 'c+'],
  ['You flunked the test again.', 'c- a+'],
  ['Pass me the ladder, please.', 'r-'],
  ['My aunt collects stamps.', 'r-'],
  ["What's for lunch?", 'r-'],
  ['The library closes at six on Fridays.', 'r-'],
  ['So, what do you do for a living?', 'r-'],
  ["I never dreamed I'd see you again.", 'e-'],
  ['He forgot my birthday again, as usual.', 'c- e+'],
  ['They let the rich man go and hanged the poor one.', 'c- n-'],
  ["There's nothing left for us to do but wait.", 'k-'],
  ["You've got this under control.", 'k+'],
  ["Maybe I'll go, maybe I won't.", 'r-'],
];

describe('lines that the rules were written for', () => {
  it.each(KNOWN)('%s -> %s', (...line) => {
    expect(missed(line)).toEqual([]);
  });
});

describe('lines that the rules have never seen', () => {
  it('meets every expectation of two lines in three', () => {
    const met = HELD_OUT.filter((line) => missed(line).length === 0).length;
    expect({ met, of: HELD_OUT.length }).toEqual({ met: 45, of: 68 });
  });

  it('is silent more often than wrong about good and bad', () => {
    const tally = { right: 0, silent: 0, wrong: 0 };
    for (const [text, expected] of HELD_OUT) {
      if (!/c[+-]/.test(expected)) continue;
      const signed = appraise({ text }, context).goalCongruence * (expected.includes('c+') ? 1 : -1);
      tally[signed > 0.05 ? 'right' : signed < -0.05 ? 'wrong' : 'silent']++;
    }
    expect(tally).toEqual({ right: 40, silent: 11, wrong: 8 });
  });
});

describe('what a word list cannot see', () => {
  it.each([
    ['irony', 'Oh great, another bug.', 1],
    ['irony about the listener', 'You really are a genius, now the house is on fire.', 1],
    ['quotation', 'In the play the villain says "I hate you".', -1],
  ] as const)('%s: %s', (_what, text, sign) => {
    expect(Math.sign(appraise({ text }, context).goalCongruence)).toBe(sign);
  });

  it.each(['Du hast mich belogen.', 'あなたは私に嘘をついた。', 'Tu me manques.'])(
    'another language: %s',
    (text) => {
      expect(appraise({ text }, context)).toMatchObject({ goalCongruence: 0 });
      expect(appraise({ text }, context).goalRelevance).toBeLessThan(0.1);
    },
  );
});

describe('docs/guide/text-appraisal.md', () => {
  const page = readFileSync(new URL('../../docs/guide/text-appraisal.md', import.meta.url), 'utf8');
  const columns = [
    'goalRelevance',
    'goalCongruence',
    'expectedness',
    'controllability',
    'agency',
    'normCompatibility',
    'internalStandards',
    'urgency',
  ] as const;
  const rows = page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === columns.length + 3 && /^-?\d\.\d\d$/.test(cells[2] ?? ''));

  it('shows real outputs', () => {
    expect(rows.length).toBe(23);
    for (const [, text = '', ...numbers] of rows) {
      const answer = appraise({ text }, context);
      expect([text, ...columns.map((column) => answer[column].toFixed(2))]).toEqual([
        text,
        ...numbers.slice(0, -1),
      ]);
    }
  });

  it('states the rates that were measured here', () => {
    expect(page).toContain('| fourth (kept) | 68 | 45 (66 %) |');
    expect(page).toContain('rightly in 40 of 59 lines, not at all in 11 and wrongly in 8');
  });
});
