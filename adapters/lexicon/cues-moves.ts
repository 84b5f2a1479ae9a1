import type { CueList } from './cue';

/** Phrases that move single dimensions and say nothing about good or bad. */
export const SHIFT_CUES: readonly CueList[] = [
  {
    // Surprise: expectedness down, and what surprises concerns one.
    shift: { expectedness: -0.3, relevance: 0.1 },
    phrases: `
      nobody expected, no one expected, vanished, without a trace, never saw, did not see, of all people,
      of all things, who knew, is that really, you are kidding, you are joking, no kidding, what a surprise,
      surprise party, believe my eyes, believe my ears, jaw dropped, speechless, stunned, whoa, no warning,
      last minute, overnight, strangely, suddenly, all of a sudden, out of nowhere, out of the blue,
      can not believe, could not believe, never thought, never expected, did not expect, unexpected,
      unexpectedly, surprise, surprised, guess what, no way, oh my god, omg, wow, what the, unbelievable,
      who would have thought, you will not believe, never guess, shocking, shocked, incredible,
      without warning, for the first time, did not see that coming, turns out, it turned out, plot twist,
      to my surprise, just now`,
  },
  {
    // Routine: expectedness up.
    shift: { expectedness: 0.2 },
    phrases: `
      like clockwork, yet again, as ever, same as, same old, no wonder, i figured, predictable, predictably,
      always knew, all along, as predicted, as agreed, on schedule, right on time, never changes,
      nothing changes, so typical, regularly, usual, usually, once again, again, as always, as usual,
      like always, like every, every time, every day, every single, always, of course, typical, knew it,
      i knew, told you so, i told you, obviously, once more, yet another, still, as expected, no surprise,
      nothing new, the usual, like last time, as planned, constantly, all the time, over and over,
      as i expected`,
  },
  {
    // Emergency: urgency up, and it concerns one.
    shift: { urgency: 0.3, relevance: 0.1 },
    phrases: `
      this minute, within the hour, any moment, any second now, before dark, before dawn, tonight or never,
      clock is ticking, time is running, last call, final hour, code red, sos, immediately, hurry, quick,
      quickly, emergency, asap, urgent, urgently, right now, right away, at once, this instant,
      before it is too late, no time, running out of time, out of time, now or never, any second,
      any minute, call 911, deadline, come quick, faster, move it, in a hurry, every second counts,
      there is no time, go go, as soon as possible`,
  },
  {
    // Leisure: urgency down.
    shift: { urgency: -0.2 },
    phrases: `
      no rush, no hurry, whenever, take your time, some day, someday, sooner or later, eventually, one day,
      when you have time, at your leisure, slowly, calmly, relax, rest now`,
  },
  {
    // Helplessness: control and coping down.
    shift: { controllability: -0.25, adjustment: -0.2, relevance: 0.1 },
    phrases: `
      if only there, if only i could, if only we could, nothing more .. can do, nothing else .. can do,
      can not help, can not save, can not win, can not move, trapped, stuck, no cure for, against us,
      outnumbered, unavoidable, no say in, has been decided, i can only watch, could only watch,
      slipping away, run out of options, out of options, no options, nothing we can do, nothing i can do,
      nothing you can do, nothing can be done, nothing to be done, hopeless, helpless, powerless, no hope,
      no way out, too late, give up, gave up, impossible, can not stop, can not escape, can not do anything,
      no choice, doomed, there is no point, no use, no chance, lost cause, out of our hands,
      out of my hands, beyond repair, beyond help, can not be fixed, can not fix, no cure, can not cope,
      can not handle, inevitable, unstoppable, do not know what to do, at their mercy, all over for`,
  },
  {
    // Mastery: control and coping up.
    shift: { controllability: 0.25, adjustment: 0.2 },
    phrases: `
      got options, have options, think this through, we can still, you can still, there must be a way,
      we can fix, can be fixed, you can do it, you can do this, you can handle, we can handle,
      we can do this, we can do it, i can handle, under control, have a plan, got a plan, there is a way,
      find a way, figure it out, figure this out, work it out, work this out, we will manage,
      you have got this, up to you, your choice, you decide, you are in charge, in charge, it is easy,
      no problem, we still have time, there is still time, there is still hope, still a chance, take back,
      fix it, fix this, fix that, solve it, solve this, get through, you are ready, second chance,
      another chance, nothing to worry`,
  },
  {
    // Uncertainty: less foreseen, less in hand.
    shift: { controllability: -0.1, expectedness: -0.05, adjustment: -0.05 },
    phrases: `
      maybe, perhaps, might, not sure, unsure, do not know, who knows, uncertain, it depends, hard to say,
      possibly, unclear, no idea, we will see, wait and see, what if, any news`,
  },
  {
    // Norms broken: it is against what is right.
    shift: { norm: -0.3, relevance: 0.05 },
    phrases: `
      a disgrace, disgrace, bribe, bribes, for no reason, without permission, without asking,
      breaking the law, broke the law, rigged, double standard, abuse of, how rude, bad manners, taboo,
      disrespecting, hypocrisy, lawless, exploitation, racism, sexism, discrimination, prejudice, cruel,
      cruelly, evil, wicked, barbaric, dishonest, betrayal, treachery, broke the rules, broke his promise,
      broke her promise, broke your promise, broke the promise, unfair, not fair, against the rules,
      against the law, wrong to, not right, is not right, shame, shameful, immoral, illegal, unethical,
      disgraceful, outrageous, scandal, crime, corrupt, corruption, unjust, injustice, indecent,
      disrespectful, unacceptable, inexcusable, unforgivable, cheating, fraud, treason, blasphemy, sin,
      no right to, how dare, no excuse, crossed the line, crossed a line, dishonourable, dishonorable,
      cruelty, inhuman`,
  },
  {
    // Norms kept.
    shift: { norm: 0.25 },
    phrases: `
      fair, fair play, the right thing, honest, honesty, honourable, honorable, noble, justice, decent,
      respectful, integrity, keep your word, kept your word, fair and square, sacred, duty, with dignity,
      as agreed, good deed`,
  },
  {
    // Weight: it matters.
    shift: { relevance: 0.15 },
    phrases: `
      important, have to tell you something, need to tell you something, have something to tell you,
      serious, seriously, life or death, matters to me, secret, truth, everything depends, listen to me,
      listen carefully, never forget, your family, your mother, your father, your sister, your brother,
      your daughter, your son, your child, your children, your wife, your husband, your home, your life,
      your dog, your cat`,
  },
  {
    // Foreboding: something is coming.
    shift: { relevance: 0.3, urgency: 0.1, expectedness: -0.1, controllability: -0.05 },
    phrases: `
      we need to talk, we have to talk, there is something you should know, there is something i need to,
      can we talk, are you sitting down, brace yourself, what was that, hear that`,
  },
  {
    // Triviality: it does not matter.
    shift: { relevance: -0.2 },
    phrases: `
      never mind, no big deal, not important, does not matter, forget it, it is nothing, unimportant,
      small thing, anyway, just saying`,
  },
  {
    // Banter: what is bad counts for less.
    sense: { kind: 'joke' },
    phrases: `
      lol, haha, hahaha, hehe, lmao, rofl, xd, just kidding, kidding, just joking, only joking,
      only kidding, was joking, am joking, jk, just teasing, only teasing, teasing you, messing with you,
      pulling your leg, it was a joke, it is a joke, knock knock, walks into a bar`,
  },
];

/** Words whose valence in the lexicon comes from posts about things and misleads in talk between two people. */
export const VALENCE_CUES: readonly CueList[] = [
  {
    // Silenced: function words, names of things, set phrases.
    sense: { kind: 'valence', valence: 0 },
    phrases: `
      without a doubt, beyond doubt, without fail, without question, argument, arguments, default, honestly,
      you have no idea how, missing out, go missing, final cut, cut to the chase, final, dead battery,
      dead silence, dead center, over my head, count on it, party line, admit it, value pack,
      stranger things, save the date, save the file, number one thing, bargain, credit card, credit,
      interest rate, solid, warm, block of, top shelf, stop by, fire place, fireplace, war movie,
      murder mystery, horror movie, killer app, lost in thought, lost track, sharp, strong coffee,
      sick of it all, mad scientist, crying with laughter, tears of joy, crying tears of joy, a promise,
      idk, truth, you should have seen, should have seen, like, well, no, want, wants, wanted, matter,
      matters, god, hand, certain, natural, number, kind, kind of, sort of, pretty, top, united, stop,
      leave, demand, hey, pay, fire, admit, straight, granted, big, huge, super, yeah, yep, yup, serious,
      seriously, important, welcome, care, chance, join, share, play, certainly, do not forget,
      not forget to, can not help but, no wonder, sentence, hell of a, lose weight, lost weight, to die for,
      drop dead gorgeous, kill time, killing it, killed it, piece of cake, no doubt, hard, alone time,
      shake hands, ~feel like, ~look like, ~sound like, ~seem like, would like, ~grow up, dead tired,
      dead serious, dead end, dead line, deadly serious, ~lie down, ~lie in bed, ~lie on, ~break the ice,
      lunch break, take a break, coffee break, bad for, dying of laughter, dear`,
  },
  {
    // Slightly bad.
    sense: { kind: 'valence', valence: -0.6 },
    phrases: 'disagree, disagrees, disagreed, nah, nope',
  },
  {
    // Slightly good: polite assent is no joy.
    sense: { kind: 'valence', valence: 0.6 },
    phrases: `
      ready, friend, friends, my friend, wow, ha, yes, ok, okay, sure, fine, alright, true, agree, agreed,
      agrees, hope, interest, cool, not bad, not too bad, could be worse, create, fun, interesting`,
  },
];
