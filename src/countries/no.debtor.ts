import type { Bars } from './debtor.js';
import { inkassoloven, konkursloven } from './no.tariff.js';
import { act } from './tariff.js';

const arveloven = act('Arveloven (LOV-2019-06-14-21)', 'https://lovdata.no/dokument/NL/lov/2019-06-14-21');
const gjeldsordningsloven = act(
  'Gjeldsordningsloven (LOV-1992-07-17-99)',
  'https://lovdata.no/dokument/NL/lov/1992-07-17-99',
);

/** Debtors who may not be asked to pay. Letters to a person with a guardian go to the guardian. */
export const BARS = {
  MINOR: inkassoloven('§ 8', 'medium'),
  DECEASED: arveloven('§§ om ansvar for arvelaterens gjeld', 'low'),
  BANKRUPTCY: konkursloven('§ 109', 'low'),
  DEBT_RESTRUCTURING: gjeldsordningsloven('§ 3-4', 'low'),
} satisfies Bars;
