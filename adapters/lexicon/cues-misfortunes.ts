import type { CueList } from './cue';

/** Acts that tell of something bad: losses, failures, distress, what annoys and what disgusts. */
export const MISFORTUNE_CUES: readonly CueList[] = [
  {
    // Something is gone for good: control nearly none, urgency low (sadness).
    sense: { kind: 'act', act: 'loss', strength: 2.6 },
    phrases: `
      terminal cancer, terminal illness, terminally ill, did not survive, not survive the, lost the farm,
      we buried, is no more, breathed his last, breathed her last, took his own life, took her own life,
      stillborn, hanged himself, was murdered, were murdered, were slaughtered, was slaughtered,
      fell in battle, fell in the war, lost at sea, lost the house, lost our, foreclosed, foreclosure,
      put down today, burned to the ground, wiped out, nothing left, gone for good, left us forever,
      no survivors, ~die, ~pass away, dead, funeral, death, ~lose my, ~lose your, ~lose his, ~lose her,
      ~lose our, ~lose their, ~lose everything, ~lose the baby, lost him, lost her, laid off, got fired,
      was fired, been fired, were fired, is gone, are gone, gone forever, has gone forever, burned down,
      burnt down, went bankrupt, bankrupt, put to sleep, put him down, put her down, did not make it,
      no longer with us, cancer, miscarriage, never coming back, not coming back, buried,
      ran away from home, in a coma, been destroyed, was destroyed, were killed, was killed, is extinct,
      closed down, months to live, weeks to live`,
  },
  {
    // Bad news that may still change.
    sense: { kind: 'act', act: 'misfortune', strength: 2 },
    phrases: `
      taking our house, taking the house, took everything, without a trace, drinking again, using again,
      a stroke, heart failure, sell the farm, sell the house, sell our, left me, left him, left her,
      leaving me, dumped me, dumped him, walked out on me, divorced me, flunked, dropped out, power is out,
      broke up, splitting up, getting divorced, out of money, run out of money, crops failed, crop failed,
      no food, nothing to eat, nowhere to go, nowhere to live, on the street, on the streets, on strike,
      foreclosing, nothing more .. can do, nothing else .. can do, has to go to war, was drafted,
      test was positive, tested positive, tumor, tumour, dementia, alzheimer, paralyzed, blind in,
      allergic reaction, fever, infected, infection, flu, food poisoning, threw out my back, sprained,
      fractured, concussion, wheelchair, crutches, stranded, flat tire, lost my wallet, lost my phone,
      lost my keys, got mugged, mugged, hacked, got scammed, been hacked, hurricane hit, flooded,
      crashed my, crashed the car, totaled, rained out, called off, postponed, in surgery, intensive care,
      emergency room, ambulance, layoffs, pay cut, demoted, bullied me, picked on, failed my,
      failed the test, got worse again, bad grade, bad grades, bad results, rejected me, rejected my,
      turned me down, did not get in, did not get the, got dumped, stood me up, got a divorce, shot down,
      not going well, going badly, gone wrong, all wrong, evicted, out of work, lose our jobs,
      lost our jobs, no way out, no escape, nothing we can do, nothing can be done, no hope, lost cause,
      beyond repair, too late, it is hopeless, bad news, terrible news, sad news, had an accident,
      car accident, an accident, in hospital, in the hospital, ~break down, ~break his, ~break her,
      ~break my leg, ~break my arm, surgery, diagnosed, got worse, getting worse, is worse, went wrong,
      going wrong, something is wrong, did not work out, fell through, can not afford, no money, in debt,
      in trouble, in danger, in prison, in jail, arrested, the police are, is missing, are missing,
      went missing, have to move, war broke out, pandemic, famine, drought, stolen, got robbed, was robbed,
      been robbed, got hurt, got lost, got sick, closing the factory, closing the school, closing the shop,
      closing the mine, cut off the power, cut off the water, cut off the electricity`,
  },
  {
    // The character did not make it: own standards down, agency up (shame).
    sense: { kind: 'act', act: 'failure', strength: 2.2 },
    phrases: `
      you did not make it, you finished last, finished last, bottom of the league, bottom of the class,
      you came in last, you failed, you lost, you have lost, you have failed, you did not pass, you flunked,
      you came last, you came second, you blew it, you messed up, you screwed up, your application,
      did not make the team, did not make the cut, you failed the, you got it wrong, you made a mistake,
      you made mistakes, you did not win, you lost the, your grades`,
  },
  {
    // The speaker suffers.
    sense: { kind: 'act', act: 'distress', strength: 2 },
    phrases: `
      feel sick about, feel lost, feel alone, feel like nobody, feel like crying, feel like giving up,
      nobody likes me, no one likes me, nobody loves me, nobody cares about me, no one cares about me,
      nobody listens, can not stop crying, can not eat, can not focus, can not concentrate, at my wits end,
      end of my rope, breaking point, break down, mental breakdown, hate my job, hate it here,
      wish i was dead, wish i were dead, do not want to live, so tired of everything, had it with,
      i am a failure, i am nothing, i am useless, i am worthless, i am a mess, i am a burden,
      not good enough for, homesick, rough night, hell of a day, hell of a week, nothing goes right,
      everything goes wrong, not doing well, not doing so well, not myself, feeling down, feel down,
      under the weather, can not get out of bed, worn out, hanging by a thread, losing hope, lost all hope,
      losing my mind, going crazy, barely sleep, barely slept, my head hurts, headache, migraine, toothache,
      nightmare, nightmares, nothing left to live for, no reason to live, nothing to live for,
      can not go on, can not take it, can not take this, can not do this anymore, falling apart,
      want to die, in pain, nobody understands me, can not sleep, could not sleep, miss him, miss her,
      miss them, miss home, i give up, rough day, bad day, hard day, awful day, terrible day, worst day,
      long day, burned out, burnt out, panic attack, ~cry all, ~cry myself, been crying, was crying,
      am crying, not okay, not ok, feel like a failure, hate myself, hate my life, do not know what to do,
      feel so empty, feel empty, feel numb, rough week, hard time, hard week, having a hard`,
  },
  {
    // Things or people are in the way (frustration).
    sense: { kind: 'act', act: 'annoyance', strength: 1.6 },
    phrases: `
      for crying out loud, oh come on, seriously again, stuck in traffic, no signal, wifi is, internet is,
      printer is, battery died, battery is dead, out of coffee, forgot my, locked out, lost the file,
      wrong order, wrong size, too loud, turn it down, keeps barking, keep interrupting, bureaucracy,
      hold the line, parking ticket, a fine, price went up, prices are, rent went up, too expensive,
      rip off, ripoff, scam, overpriced, cold food, bad service, rude waiter, broken again, what a mess,
      such a mess, this mess, makes no sense, pointless, waste of money, can not find my, keeps happening,
      not arrived, have not received, still waiting, money back, a refund, my complaint, on hold, damn it,
      dammit, for god sake, for christ sake, not again, ugh, argh, what the hell, what the heck, wtf,
      does not work, do not work, not working, crashed again, keeps crashing, keep crashing, traffic jam,
      fed up, sick of this, tired of this, had enough of this, drives me crazy, drives me mad,
      driving me crazy, driving me mad, delayed, waste of time, ran out of, missed the bus,
      missed the train, missed my, on my nerves, stop that, stop it, cut it out, knock it off, pain in the,
      are you kidding me, give me a break`,
  },
  {
    // Nothing is new: expectedness far up, urgency and relevance far down.
    sense: { kind: 'act', act: 'boredom', strength: 1.5 },
    phrases: `
      nothing on tv, so slow, same thing every, every day the same, day in day out, watching paint,
      count the tiles, put me to sleep, falling asleep, long lecture, endless meeting, could not be duller,
      old news, not again this story, yada yada, who even cares, do not care either way, boring, bored,
      bores me, nothing to do, same old, same as always, nothing ever happens, nothing happens here, dull,
      tedious, meh, yawn, blah, blah blah, blah blah blah, monotonous, who cares, nothing new, snooze,
      killing time, could not care less`,
  },
  {
    // Somebody needs the character now: relevance and urgency up.
    sense: { kind: 'act', act: 'plea', strength: 2 },
    phrases: `
      can not find my daughter, can not find my son, can not find my child, can not find my kid,
      can not find my baby, can not find my little, somebody please, do something, do not let go,
      do not let me, stay with me, stay awake, take me with, get me out, get us out, let me out, have pity,
      on my knees, i am begging, you have to help, you must help, need a doctor, need a medic,
      i need you here, do not die, help me please, please help, i need help, we need help, somebody help,
      someone help, do not leave me, please do not, do not go, do not hurt, do not kill, do not shoot,
      please stay, i beg you, beg you, begging you, save me, save us, have mercy, spare me, i need you,
      i need your help, we need your help, come quick, come quickly, hurry up`,
  },
  {
    sense: { kind: 'act', act: 'plea', strength: 2 },
    when: 'short',
    phrases: 'help, help me, help us, hurry, come back, please come back',
  },
  {
    // Foul things: norms far down.
    sense: { kind: 'act', act: 'disgust', strength: 2.2 },
    phrases: `
      mildew, reeks, reek, sewage, dead rat, dead rats, hair in my, worms in, flies on, rats in, urine,
      blood everywhere, guts everywhere, spit in, never washes, unwashed, body odor, toe nails, snot,
      phlegm, infested with, crawling with, vomit, ~puke, ~throw up, maggot, maggots, rotting, rotten,
      stinks, stench, smells awful, smells terrible, cockroach, cockroaches, pus, mould, mold, gross me out,
      yuck, eww, ew, feces, infested`,
  },
  {
    sense: { kind: 'act', act: 'insult', strength: 2.4 },
    when: 'short',
    phrases: 'grow up, you wish',
  },
  {
    sense: { kind: 'act', act: 'boredom', strength: 1.5 },
    when: 'short',
    phrases: 'whatever, so what',
  },
];
