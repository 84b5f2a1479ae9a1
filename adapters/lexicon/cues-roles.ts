import type { CueList } from './cue';

/** Words whose act depends on who does it to whom; see `roles.ts`. */
export const DEED_CUES: readonly CueList[] = [
  {
    // What somebody does for somebody: credit when the character does it, kindness when the speaker does.
    sense: { kind: 'deed', good: true, strength: 1.9 },
    phrases: `
      spared, rewarded, carried me, ~clean up, cleaned, ~guide me, ~guide us, ~nurse me, ~nurse you, nursed,
      ~pay for my, ~pay for me, ~pay for our, ~pay for your, ~pay for the, ~pay for everything,
      ~pay for dinner, ~bring us, ~give us, ~cook for, ~rebuild, ~watch the kids, ~babysit, ~show me how,
      ~teach me, ~find my, ~bring .. back, ~stand by me, ~stay with me, ~stick up for, ~look out for,
      ~make me feel, ~calm me, ~cover my, ~be patient with, ~keep me company, ~keep us safe, ~keep me safe,
      ~set me free, ~bail me out, ~get us out, ~adopt, ~choose me, ~pick me, ~apologise, ~apologize,
      ~own up, ~return my, ~give back, ~help, ~save, ~rescue, ~protect, ~defend, ~support, ~forgive,
      ~comfort, ~encourage, ~heal, ~cure, ~feed, ~teach, ~care for, ~take care of, ~stand by, ~stand up for,
      ~look after, ~listen to, ~cheer me up, ~cheer you up, ~fix, ~repair, ~remember my, ~lend, ~donate,
      ~inspire, ~invite, ~hug, ~vote for, ~keep your promise, ~keep your word, ~keep my promise,
      ~keep his promise, ~keep her promise, ~tell the truth, told me the truth, ~work so hard, ~work hard,
      ~improve, ~bring me, ~give me, ~make me laugh, ~make me smile, ~make my day, ~make us, ~thank,
      ~praise, ~recommend, ~cover for, ~share .. with, ~do .. for me, ~come back for, ~wait for,
      ~get me out, ~pick me up, ~change my life, ~set .. free`,
  },
  {
    // Breaches of trust: reproach when the character commits them, betrayal when the speaker or a third
    // does it to the character.
    sense: { kind: 'deed', good: false, strength: 2.5, treachery: true },
    phrases: `
      ~tell my parents, ~tell my boss, ~tell my wife, ~tell my husband, ~tell on me, tricked, tricking,
      ~trick me, ~trick you, faked, rigged, forged, ~frame me, ~frame you, framed, drugged, ~turn .. in,
      ~give .. up to, ~sell you, ~sell me, ~sell us, ~sell .. to the, ~abandon you, ~lead .. into a trap,
      ~use you, ~impersonate, ~tamper, ~go behind, ~hide the truth, ~keep .. from me, ~read my letters,
      ~read my diary, ~read my mail, ~read my texts, ~read my messages, ~read your letters, ~record you,
      ~record me, ~pretend, pretended to be, ~give your name, ~give away your, ~break into, ~snitch,
      ~snitch on, ~smuggle, ~bribe, bribes, ~embezzle, ~defraud, ~swindle, ~lie, ~lie to, ~betray, ~cheat,
      ~cheat on, ~deceive, ~backstab, ~mislead, ~sell .. out, told everyone, tell everyone, told everybody,
      ~tell .. secret, ~tell .. secrets, ~share .. secret, ~leak, behind your back, behind my back, ~spy on,
      ~steal, ~rob, ~manipulate, ~blackmail, ~break your promise, ~break my promise, ~break his promise,
      ~break her promise, ~break a promise, ~break the promise, ~break your trust, ~break my trust,
      ~stab .. in the back, ~set .. up, using you, using me, used you, ~read .. diary, ~read .. messages,
      ~sleep with, ~sleep with .. best friend, ~kiss your, ~pretend to, ~sell your, ~sell my, ~plot against,
      ~conspire, ~turn against, ~double cross, ~rat .. out, ~report .. to`,
  },
  {
    // Harm done on purpose: reproach, harm, or somebody else being wronged.
    sense: { kind: 'deed', good: false, strength: 2.2 },
    phrases: `
      ~hunt me, hunted, ~trash my, ~trash your, grounded, ~judge me, ~judge you, judging, ~throw stones,
      ~kick you, ~pick on, ~tease, ~exploit, ~enslave, ~starve, ~strangle, ~choke, ~drown, ~massacre,
      ~slaughter, ~loot, ~plunder, ~evict, ~discriminate, ~boo, ~belittle, ~patronise, ~patronize,
      ~lecture me, ~order me around, ~boss me, ~slander, ~smear, ~spread gossip, ~cut in line, ~trespass,
      ~hurt on purpose, ~tear down, ~swear at, ~snap at, ~hate on, ~push around, ~walk all over,
      ~take my money, ~take my seat, ~take my place, ~take your place, ~take your money, ~take your seat,
      ~deface, ~drive drunk, ~break my heart, ~break your heart, ~execute, ~behead, ~capture, ~expel,
      ~suspend, ~banish, ~exile, ~demote, ~slap, ~punch, ~kick, ~beat .. up, ~attack, ~stab, ~shoot, ~kill,
      ~murder, ~poison, ~torture, ~abuse, ~bully, ~humiliate, ~insult, ~mock, ~laugh at, ~make fun of,
      ~ridicule, ~yell at, ~scream at, ~shout at, ~threaten, ~harass, ~abandon, ~ignore, ~neglect, ~accuse,
      ~exclude, ~interrupt, ~disobey, ~disrespect, ~offend, ~leave .. behind, ~hide .. from, ~sabotage,
      ~kidnap, ~imprison, ~punish, ~stand me up, ~mistreat, ~screw .. over, ~cancel on, ~gossip,
      ~talk behind, ~spread rumors, ~spread rumours, ~spread lies, ~spit on, ~spit at, ~shove, ~hang up on,
      ~push me, ~push you, ~destroy, ~wreck, ~vandalise, ~cheat you, ~scam, ~invade, ~treat me like,
      ~treat you like, ~talk to me like, ~take credit for, ~raise your voice, ~hit, ~hit me, ~hit you,
      ~steal from, ~arrest, ~curse, ~stalk`,
  },
  {
    // Harm that may also just happen; without a culprit it is a misfortune.
    sense: { kind: 'deed', good: false, strength: 1.8, mishap: true },
    phrases: `
      ~drop my, ~drop your, ~drop the, ~drop our, ~trip over, ~trip me, ~spill .. on, ~spill .. over,
      ~step on my, ~bump into, ~overcook, ~overslept, ~oversleep, ~miss the, ~mix up, ~wreck the, ~dent,
      ~stain, ~tear my, ~flood, ~burn the, ~burn dinner, ~kill my plant, ~kill my plants, ~delete my,
      ~delete the, ~shrink, ~waste my, ~waste our, ~hurt, ~break, ~burn, ~crash, ~forget, ~ruin, ~spoil,
      ~waste, ~spill, ~damage, ~delay, ~fail, ~upset, ~scare, ~frighten, ~annoy, ~bother, ~disappoint,
      ~embarrass, ~mess up, ~screw up, ~miss my, ~miss our, ~be late, ~leave the door, ~leave the stove,
      ~scratch, ~lose, ~worry me, ~confuse, ~refuse, ~let .. down`,
  },
  {
    // What somebody feels for somebody: affection when the character is its object, praise when it is
    // something of the character's.
    sense: { kind: 'attitude', good: true, strength: 2.3 },
    phrases: `
      i like, i really like, i liked, we like, we liked, you like, you liked, he likes, she likes,
      they like, they liked, everyone likes, everybody likes, do like, not like, much i like, ~love, ~adore,
      ~admire, ~trust, ~respect, ~cherish, ~treasure, ~care about, ~value, ~enjoy, ~appreciate, ~worship,
      ~understand, ~believe`,
  },
  {
    // Enmity of feeling: hostility when the character is its object.
    sense: { kind: 'attitude', good: false, strength: 2.4 },
    phrases: `
      ~hate, ~despise, ~loathe, ~detest, ~resent, ~distrust, ~dislike, can not stand, could not stand,
      can not bear, ~blame, ~fear, ~envy, ~doubt`,
  },
];

/** Words whose act depends on whom they describe; see `roles.ts`. */
export const TRAIT_CUES: readonly CueList[] = [
  {
    // Merits: praise of the character, good news of others.
    sense: { kind: 'trait', good: true, strength: 2.2, person: true },
    phrases: `
      rockstar, rock star, superstar, lifesaver, darling, gentleman, mastermind, good dog, good cat,
      good listener, good friend to, good soul, true leader, born leader, sweetheart, sweetest, genius,
      hero, heroine, angel, champion, legend, good friend, best friend, true friend, great friend,
      good person, good man, good woman, one of a kind, clever girl, clever boy, smart girl, smart boy,
      beautiful`,
  },
  {
    sense: { kind: 'trait', good: true, strength: 2.2 },
    phrases: `
      insightful, witty, stylish, elegant, graceful, fearless, heroic, resourceful, skilled, skillful,
      capable, competent, fabulous, magnificent, marvelous, marvellous, superb, splendid, stunning,
      breathtaking, exceptional, extraordinary, dazzling, radiant, faithful, devoted, humble, sincere,
      trusted, resilient, unstoppable, easy to talk to, good with, great with, way ahead, first class,
      top notch, world class, wonderfully, beautifully, perfectly, flawlessly, brilliantly, delicious,
      tasty, yummy, brave, bravest, smart, smartest, clever, wise, talented, gifted, handsome, gorgeous,
      lovely, adorable, cute, amazing, awesome, incredible, wonderful, fantastic, excellent, brilliant,
      perfect, funny, hilarious, honest, loyal, generous, gentle, thoughtful, considerate, polite, reliable,
      trustworthy, kindest, creative, hard working, helpful, irreplaceable, good at, great at, inspiration,
      inspiring, charming, courageous, dependable, impressive, outstanding, masterpiece, natural at,
      strongest, selfless, noble, delightful, phenomenal, remarkable`,
  },
  {
    sense: { kind: 'trait', good: true, strength: 2 },
    when: 'copula',
    phrases: `
      best, my favourite, my favorite, kind, sweet, strong, great, pretty, cool, fun, special, patient,
      caring, warm, nice, good, the best, interesting, a star, a treasure, a lifesaver, worth it,
      great company, like family, lucky to have, a blessing, a natural, so good`,
  },
  {
    // Faults of character: an insult to the character, an annoyance in others.
    sense: { kind: 'trait', good: false, strength: 2.3, person: true },
    phrases: `
      fraud, phony, crybaby, drama queen, know it all, control freak, bigot, racist, sexist, pervert,
      degenerate, lowlife, drunkard, simpleton, nitwit, halfwit, buffoon, sissy, deserter, turncoat,
      backstabber, gold digger, slob, sloth, leech, maniac, lunatic, sociopath, hag, hussy, louse, rascal,
      villains, barbarian, peasant, oaf, fatso, shorty, worm, scumbag, wimp, idiot, idiots, moron, fool,
      liar, liars, cheater, traitor, coward, loser, losers, jerk, monster, bastard, asshole, bitch, dumbass,
      imbecile, clown, brat, thief, crook, hypocrite, parasite, weakling, scum, trash, garbage, disgrace,
      freak, creep, weirdo, psycho, villain, murderer, dimwit, blockhead, airhead, scoundrel, swine, vermin,
      tyrant, narcissist, amateur, cheapskate, snob, nuisance, dork`,
  },
  {
    sense: { kind: 'trait', good: false, strength: 2.3 },
    phrases: `
      obnoxious, self centered, self centred, self absorbed, conceited, condescending, petty, bossy, whiny,
      needy, clueless, hopeless at, shallow, gullible, brainwashed, sneaky, slimy, shady, sleazy, vulgar,
      tactless, thoughtless, uncaring, cold hearted, callous, vicious, ruthless, sadistic, deceitful,
      treacherous, vindictive, spiteful, hateful, nosy, pushy, tasteless, tacky, hideous, monstrous,
      despicable, contemptible, laughable, inept, untrustworthy, undisciplined, an embarrassment,
      embarrassing, cringe, lame, third rate, second rate, amateurish, no talent, no taste, no manners,
      no class, no spine, no brain, no heart, no soul, no use, stupid, dumb, useless, worthless, pathetic,
      ugly, lazy, selfish, cruel, evil, rude, arrogant, annoying, ridiculous, incompetent, ignorant,
      heartless, greedy, cowardly, two faced, ungrateful, unfaithful, dishonest, immature, childish, clumsy,
      inconsiderate, disloyal, hypocritical, manipulative, mediocre, laughing stock, spineless,
      insufferable, unbearable, brainless, talentless`,
  },
  {
    // Foulness: an insult to the character, disgust at things.
    sense: { kind: 'trait', good: false, strength: 2.2, foul: true },
    phrases: 'disgusting, filthy, gross, revolting, nasty, repulsive, sickening, vile, foul, creepy',
  },
  {
    sense: { kind: 'trait', good: false, strength: 2 },
    when: 'copula',
    phrases: `
      worst, mean, fat, weak, crazy, insane, weird, fake, vain, spoiled, a failure, a disappointment,
      a burden, a nobody, a pig, a snake, a witch, a rat, a joke, a mess, terrible, horrible, awful,
      impossible, slow, a mistake, the worst, no good, bad at, terrible at, jealous, a coward, a cheat,
      stubborn, too old, a waste, toxic, so bad`,
  },
  {
    // Being in the wrong: a reproach to the character, an admission by the speaker.
    sense: { kind: 'fault', strength: 1.7 },
    when: 'copula',
    phrases: `
      late, wrong, careless, irresponsible, guilty, at fault, to blame, responsible for this, unreliable,
      unfair, out of line, negligent, reckless, unprofessional, not listening, sloppy, lying, cheating,
      overreacting, ignoring me`,
  },
  {
    // How somebody fares: comfort, shared joy or good news.
    sense: { kind: 'state', good: true, strength: 1.7 },
    phrases: `
      happy, happier, happiest, glad, safe, safe now, alive, healthy, relieved, delighted, cheerful,
      overjoyed, thrilled, lucky, blessed, hopeful, in love, over the moon, excited, rich, famous,
      feeling better, much better, so much better`,
  },
  {
    sense: { kind: 'state', good: true, strength: 0.8 },
    when: 'copula',
    phrases: 'well, fine, okay, ok, better, calm, free, content, home, grateful, comfortable',
  },
  {
    // How somebody fares: sympathy, distress or misfortune.
    sense: { kind: 'state', good: false, strength: 1.8 },
    phrases: `
      sad, unhappy, sick, ill, injured, wounded, dying, exhausted, alone, lonely, scared, afraid,
      frightened, terrified, worried, anxious, nervous, depressed, miserable, heartbroken, doomed, trapped,
      stuck, desperate, hopeless, homeless, unemployed, disappointed, stressed, overwhelmed, devastated,
      suffering, unconscious, starving, paralysed, ashamed, embarrassed, crying, unwell, humiliated,
      furious, angry, upset`,
  },
  {
    sense: { kind: 'state', good: false, strength: 1.4 },
    when: 'copula',
    phrases: `
      hurt, lost, broken, broke, tired, poor, hungry, thirsty, cold, mad, confused, blind, jealous,
      struggling, hurting, bleeding, shaking, not well, not feeling well`,
  },
];
