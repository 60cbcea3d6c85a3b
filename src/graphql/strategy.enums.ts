import type { ScoreInputKind as ScoreInputWord } from '../domain/score.js';
import type {
  Channel as ChannelWord,
  GoLegal as GoLegalWord,
  Reminders as RemindersWord,
  StrategyMode as StrategyModeWord,
  Tone as ToneWord,
} from '../domain/strategy.js';
import { graphqlEnum } from './enums.js';

export const StrategyMode = graphqlEnum<StrategyModeWord>('StrategyMode', 'Whether permitted steps start by themselves.', {
  AUTOMATIC: 'Every permitted step is taken on its earliest day.',
  PARTLY: 'The steps named in `approve` wait for approveStep, the others are taken.',
  MANUAL: 'No step is taken unless a person takes it.',
}); // prettier-ignore

export const GoLegal = graphqlEnum<GoLegalWord>('GoLegal', 'Whether a debtor who has not paid is taken before an authority.', {
  NEVER: 'Only where nothing else keeps the claim from limitation.',
  ASK: 'When somebody approves it.',
  AUTOMATIC: 'On the earliest day.',
}); // prettier-ignore

export const Reminders = graphqlEnum<RemindersWord>('Reminders', 'Who sends the reminder that comes before collection.', {
  OWN: 'The creditor itself, before it hands a case over.',
  OURS: 'The agency, where none was sent.',
}); // prettier-ignore

export const Tone = graphqlEnum<ToneWord>('Tone', 'How a letter opens that asks to pay; what it must say is the same in each.', {
  NEUTRAL: 'With the matter alone.',
  GENTLE: 'With an offer to find a way.',
  FIRM: 'With what it takes to end the matter.',
}); // prettier-ignore

export const Channel = graphqlEnum<ChannelWord>('Channel', 'A way to reach a debtor.', {
  EMAIL: 'E-mail, for letters the law lets go by it.',
  SMS: 'A text message that a letter is waiting, for letters the law lets go by it.',
  LETTER: 'A letter by post.',
});

export const ScoreInputKind = graphqlEnum<ScoreInputWord>('ScoreInputKind', 'What a score looks at.', {
  PAYMENTS: 'How many payments came in within twelve months.',
  MEANS: 'What was found last about means: the proceeding, or UNKNOWN.',
  CONDITIONS: 'A circumstance under which nothing is to be had, or NONE.',
  AGE: 'Whole years since the oldest claim fell due.',
  REPAID: 'Hundredths of the principal that are paid.',
});
