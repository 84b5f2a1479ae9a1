import type { CueList } from './cue';

/** Phrases that amount to one friendly or neutral speech act each, whoever the subject is: the phrase names it. */
export const GOOD_ACT_CUES: readonly CueList[] = [
  {
    // Greetings, farewells and phrases of form: hardly relevant, and nothing in them counts as praise.
    sense: { kind: 'act', act: 'smallTalk', strength: 0.6 },
    phrases: `
      hello, hi, hi there, hey there, hiya, howdy, greetings, good morning, good afternoon, good evening,
      good night, goodnight, good day, how are you, how are you doing, how are things, how is it going,
      how goes it, how do you do, what is up, what is new, nice to meet you, pleased to meet you,
      good to meet you, nice weather, lovely weather, bad weather, good weather, the weather, nice day,
      lovely day, have a nice day, have a nice evening, have a nice weekend, have a good day,
      have a good evening, have a good one, have a good weekend, have a great day, have a great weekend,
      see you, see you later, see you soon, see you tomorrow, bye, bye bye, goodbye, good bye, take care,
      talk to you later, long time no see, how was your day, how was your week, how was your weekend,
      how was your trip, how have you been, you are welcome, no problem, no worries, excuse me, pardon me,
      all right, sounds good, fair enough, by the way, what time is it, what are you doing,
      what are you up to, sleep well, enjoy your meal, sorry to bother you, anything else,
      what do you think, not much, same here, me too, i see`,
  },
  {
    // Being thanked: congruence, agency, norms and own standards up.
    sense: { kind: 'act', act: 'thanks', strength: 2 },
    phrases: `
      grateful for, never repay you, not thank you enough, never thank you enough, thank you,
      thank you so much, thank you very much, thanks, thanks a lot, many thanks, i owe you one, i owe you,
      grateful to you, grateful that you, appreciate it, appreciate that, appreciate you, appreciate your,
      appreciate everything, in your debt, much obliged, could not have done it without you,
      could not have done this without you, so kind of you, very kind of you, kind of you to, nice of you,
      sweet of you`,
  },
  {
    // Praise of the character: congruence, agency and above all own standards up.
    sense: { kind: 'act', act: 'praise', strength: 2.3 },
    phrases: `
      never met anyone as, never met anyone like you, never met anyone so, in awe of, knack,
      nobody .. like you do, no one .. like you do, nobody .. like you, no one .. like you, do without you,
      would be without you, ~outdo yourself, a gift for, a natural at, on fire today, you killed it,
      you rocked, you shine, you shone, you stand out, made us proud, made me proud, make me proud,
      make us proud, you have got what it takes, what it takes, keep up the, could listen to you,
      taught me so much, taught me everything, learned so much from you, learned a lot from you,
      lucky to have you, glad to have you, blessed to have you, you deserve this, you deserve it,
      you earned it, you have earned, could not have said it better, my hat off, take my hat off,
      outstanding work, credit to you, you have come so far, come a long way, you have grown, suits you,
      you look good, you clean up well, nobody else could, no one else could, only you could,
      you are on a roll, you were amazing, five stars, that was all you, kept your cool, kept your head,
      count on you, rely on you, depend on you, happy for you, glad for you, rooting for you, ~miss your,
      proud of you, proud of what you, proud of how you, well done, well played, good job, great job,
      nice job, good work, great work, nice work, brilliant work, excellent work, amazing work, amazing job,
      good thinking, good call, good one, bravo, congratulations, congrats, way to go, you rock, you rule,
      hats off to you, kudos, good for you, you nailed it, you crushed it, you are the best, keep it up,
      good boy, good girl, you are right, you were right, look up to you, could not be prouder, so talented,
      impressed, you deserve it all, you have got talent, you have a gift, what a talent,
      you have a good heart, ~love your, ~love how you, ~love what you, ~love the way you,
      nobody does it better, you inspire me`,
  },
  {
    // The character made it: as praise, and control up.
    sense: { kind: 'act', act: 'success', strength: 2.4 },
    phrases: `
      you came in first, first place, you made the cut, you made the final, you made the team,
      you made the list, you beat the, you got the highest, top of the class, top of your class,
      you won the, you nailed the, you finished the, you defeated, you sold out, you were the best,
      you are the winner, you are the champion, you have a winner, highest score, you solved the,
      gold medal, you earned your, you pulled it off, pulled it off, scored the winning, you got into,
      you won, you have won, you passed, you have passed, you got the job, you got the part,
      you got the role, you got the prize, you got the scholarship, you made it, you did it, you got in,
      you aced, you got promoted, you have been promoted, you have been accepted, you have been chosen,
      you have been selected, you were chosen, you were accepted, you are hired, you succeeded,
      you graduated, you beat them, you finished first, you came first, you broke the record, you did great,
      you did well, you did so well, your book .. bestseller, you solved it`,
  },
  {
    // Love, longing, closeness: congruence and relevance up; the speaker feels it, so agency is a little
    // down.
    sense: { kind: 'act', act: 'affection', strength: 2.6 },
    phrases: `
      ~mean the world, ~mean everything to me, ~mean so much, ~mean a lot, reason i get up, reason i live,
      reason i smile, the reason i got, do it without you, do this without you, be without you,
      go on without you, working between us, always on my mind, dream of you, dream about you,
      dreamed of you, dreamt of you, smile when i see you, heart beats, butterflies, grow old with you,
      rest of my life with you, spend my life with you, closer to you, close to you, meant to be,
      thinking only of you, wait to see you, welcome home, welcome back, like a son to me,
      like a daughter to me, like a father to me, like a mother to me, take a bullet for you,
      do anything for you, die for you, live without you, lost without you, nothing without you,
      feelings for you, ~miss you, stop thinking about you, crazy about you, fond of you, in love with you,
      fell in love with you, marry me, be my girlfriend, be my boyfriend, thinking of you,
      thinking about you, always be your friend, glad you are here, so glad you, happy you are here,
      good to see you, great to see you, nice to see you, so good to see you, happy to see you,
      glad to see you, light of my life, love of my life, i am yours, hug you, hold you, kiss you,
      want to be with you, need you in my life, like a brother to me, like a sister to me,
      like family to me, you complete me, believe in you, you matter to me`,
  },
  {
    // The speaker gives or does something for the character: congruence and norms up, agency down
    // (gratitude).
    sense: { kind: 'act', act: 'kindness', strength: 1.8 },
    phrases: `
      i brought your, i brought the, i ~pack you, i ~bake you, i ~sew you, i ~knit you, i ~sing you,
      i ~fetch you, i ~grab you, i ~pour you, i ~order you, i ~reserve you, i ~carve you, i ~build you,
      we ~build you, we ~throw you, i ~save you a, i left you some, i left you the, put in a good word,
      spoke up for you, stood up for you, vouched for you, on your behalf, paid your, i fed your,
      i watered your, i covered for you, covered your shift, waited up for you, for your birthday,
      take my coat, take mine, have mine, share with you, first one is free, free of charge,
      discount for you, thought of you, reminded me of you, i kept your, my gift to you, you can borrow,
      i will drive you, i will carry, i will pay, it is yours, all yours, come in and,
      make yourself at home, help yourself, i made for you, made this for you, look what i made, i drew you,
      i painted you, i brought .. for you, i ~bring you, we ~bring you, i ~buy you, we ~buy you, i made you,
      i got you a, i got you some, i got you this, i ~cook you, i saved you a, i baked you, i knitted you,
      i found your, this is for you, these are for you, a gift for you, a present for you,
      a surprise for you, happy birthday, merry christmas, you are invited, come with us, join us,
      you can stay, be my guest, let me help, i can help, i will help, would you like some, it is on me,
      my treat, you can have, you can keep, i fixed your, i cleaned your, dinner is on me, i wrote you,
      i picked you, i saved your, i did your`,
  },
  {
    // The speaker owns up: congruence a little up, norms up, agency down (relief).
    sense: { kind: 'act', act: 'apology', strength: 1.8 },
    phrases: `
      i owe you an apology, we owe you an apology, i regret it, i regret that, i regret everything,
      i was rude, i was mean to you, i was cruel, i was harsh, i was too harsh, i was awful to you,
      i was terrible to you, i was horrible to you, i was a jerk, i was an idiot, i was stupid,
      i was selfish, i was blind, i treated you, i went too far, that was wrong of me, wrong of me,
      i hold myself responsible, i take full responsibility, it was my doing, i feel terrible about,
      i feel bad about, i feel awful about, i feel guilty, accept my apology, i beg your pardon,
      i ask your forgiveness, ask for your forgiveness, no excuse for what i, can you ever forgive,
      i let you down, i have let you down, i hurt you and, sorry, so sorry, i apologise, i apologize,
      i apologise for, my apologies, forgive me, my fault, my mistake, my bad, i take it back,
      i take that back, i should not have, i should have, i did not mean to, i did not mean it,
      never meant to, did not want to hurt you, i messed up, i screwed up, i blew it, make it up to you,
      owe you an apology, i regret what i, i regret how i, i was a fool, i overreacted, i was unfair,
      you deserved better, you did not deserve that, i was out of line, can you forgive me,
      give me another chance`,
  },
  {
    // Sympathy with what befell the character: bad and out of hand, but kindly meant.
    sense: { kind: 'act', act: 'condolence', strength: 1.8 },
    phrases: `
      so sorry to hear, so sorry for your loss, very sorry for your loss, so sorry about your,
      sorry to hear, sorry for your loss, sorry about your, sorry you .. through, sorry that happened,
      my condolences, condolences, deepest sympathy, in my thoughts, feel for you, you poor thing,
      poor thing, poor you, must be hard for you, must be so hard, must have been hard, rest in peace`,
  },
  {
    // Consolation and encouragement: coping and control up, urgency down.
    sense: { kind: 'act', act: 'comfort', strength: 1.8 },
    phrases: `
      it will pass, this will pass, stop worrying, no need to worry, everything you could, hard on yourself,
      ~make mistakes, made it through worse, one day at a time, one step at a time, this too shall pass,
      time heals, heads up, chin up, keep your chin up, you will see, we will see this through,
      in this together, together in this, let it out, you are loved, people love you, nothing to fear,
      nothing to be afraid of, nothing to be ashamed, deep breath, breathe slowly, i am right here,
      right beside you, hold my hand, never leave your side, you are stronger than, you are enough,
      you belong here, you are among friends, do not lose hope, do not be so hard, no one blames you,
      nobody blames you, not to blame, it was an accident, sleep on it, brighter days,
      you have done nothing wrong, did nothing wrong, keep you safe, will keep us safe, saved enough,
      been through worse, find a way, cry on my shoulder, shoulder to cry on, stay strong, do not worry,
      will be okay, will be ok, will be alright, will be all right, will be fine, be all right,
      here for you, i have got you, i have got your back, i got your back, you are not alone,
      never be alone, it is not your fault, not your fault, was not your fault, take your time, no rush,
      it is okay, it is ok, that is okay, it is alright, it is all right, do not be afraid, do not be sad,
      do not be scared, do not cry, do not panic, do not give up, hang in there, get through this,
      will get better, gets better, cheer up, there there, could happen to anyone, happens to everyone,
      happens to the best, do not blame yourself, can tell me anything, can talk to me, on your side,
      by your side, stand by you, with you all the way, lean on me, you can rest, no hard feelings,
      water under the bridge, i understand you, i understand how you, i hear you, we all make mistakes,
      nobody is perfect, not the end of the world, you will get there, better luck next time,
      you did your best, you tried your best, you can do it, you can do this, you have got this,
      you can handle, we can fix, we can do this, we can do it, we will manage, figure it out,
      figure this out, work it out, work this out, there is still hope, nothing to worry about`,
  },
  {
    // What was feared did not happen: congruence up, urgency far down.
    sense: { kind: 'act', act: 'relief', strength: 1.8 },
    phrases: `
      danger is gone, danger is over, threat is gone, threat is over, is benign, tumour is benign,
      tumor is benign, found .. alive, came back safe, home safe, made it home, made it back, is safe,
      are safe, awake now, is awake, finally over, nightmare is over, pulled through, will live,
      will recover, will make it, fever broke, fever is gone, storm is over, we escaped, no damage,
      not broken, just a dream, only a dream, only a drill, lump was nothing, turned out fine,
      turned out okay, back to normal, power is back, passed inspection, debt is paid,
      could have been worse, came back negative, false alarm, nobody was hurt, no one was hurt,
      nobody got hurt, no one got hurt, everyone is safe, everybody is safe, out of danger,
      no longer in danger, thank god, thank goodness, thank heavens, phew, you can relax, all clear,
      danger has passed, storm has passed, war is over, exam is over, nothing serious, it is benign,
      in remission, test was negative, still alive, he is alive, she is alive, they are alive,
      they found him, they found her, woke up from, made a full recovery, caught the killer,
      caught the thief, caught the culprit`,
  },
  {
    // Something good is announced.
    sense: { kind: 'act', act: 'promise', strength: 1.6 },
    phrases: `
      i give you my, you have my, i will never forget, i will take care of, i will see to it, i will bring,
      i will fix, next time i will, from now on i, on my honor, on my honour, on my life, i guarantee,
      i assure you, until my last breath, i promise, i promise you, we promise, i swear, you have my word,
      my word on it, give you my word, count on me, depend on me, rely on me, i will be there,
      i will always be, i will make sure, cross my heart, i will not let you down, i will wait for you,
      i will come back for you, i will be right back, i vow, i will never let, trust me, i will pay you back`,
  },
  {
    // A happy event for nobody in particular.
    sense: { kind: 'act', act: 'goodNews', strength: 2 },
    phrases: `
      coming home, come home, getting a puppy, getting a dog, getting a kitten, getting a cat, got accepted,
      been accepted, i made the team, i made the cut, made a full, got a raise, got the part,
      got the scholarship, got my license, got my licence, moving in together, back together, is healed,
      is saved, harvest was, rain at last, spring is here, school is out, school is cancelled, we are rich,
      we are free, we are saved, free at last, they said yes, first steps, first word, paid off my,
      bought a house, new house, new job, retired, tickets to, on vacation, on holiday,
      going to be a father, going to be a mother, going to be a dad, going to be a mom, going to be an aunt,
      going to be an uncle, twins, proposed to me, proposed last, peace treaty, ceasefire, is cured,
      hit the jackpot, said yes, i finally finished, i finished my, personal record, personal best,
      got an a, found my, found the cure, good news, great news, wonderful news, it worked, it works,
      we won, we did it, we made it, i won, i passed, i made it, i got the job, i got in, i got promoted,
      i am pregnant, having a baby, expecting a baby, getting married, got married, got engaged,
      we are engaged, it is a boy, it is a girl, baby is here, was born, happy new year, survived, cured,
      day off, snow day, won the lottery, won the game, won the match, won the election, won the prize,
      won the war, on the mend, is back, came back, came home, dying to meet, dying to see, dying to know,
      can not wait to, can not wait for, looking forward to`,
  },
  {
    // The character is said to have done good.
    sense: { kind: 'act', act: 'credit', strength: 1.8 },
    phrases: 'there for me, there for us',
  },
  {
    // Something to do; neither good nor bad.
    sense: { kind: 'act', act: 'request', strength: 0.6 },
    phrases: `
      can you, could you, would you, will you, would you mind, do me a favor, do me a favour, please,
      i need you to, let me know, tell me, show me, give me, send me, remind me`,
  },
];
