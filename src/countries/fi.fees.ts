import type { IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Source, type Version } from '../domain/dated.js';
import type { PartyType } from '../domain/facts.js';
import type { CostCeiling } from '../domain/jurisdiction.js';
import { law, perintalaki, perintalaki2022 } from './fi.acts.js';
import { bandOf, since, type Band } from './tariff.js';

/** Ceilings of Finnish collection costs, in cents, by the day of the measure. */

/** What is charged for. A letter of a creditor to its own debtor that is no reminder is an own demand. */
export type FeeSubject =
  | 'reminder' | 'ownDemand' | 'demand' | 'secondDemand' | 'extension' | 'shortPlan' | 'plan' | 'furtherInstalment' | 'tratta'
  | 'bankruptcyDemand' | 'cap' | 'capAfterBankruptcyDemand'; // prettier-ignore

/** Null where there is no such measure. */
type Sheet = Readonly<Record<FeeSubject, bigint | null>>;

interface FeeTariff {
  readonly from: string;
  /** Empty where the law only knows reasonable costs: there, nothing but the compensation is charged. */
  readonly bands: readonly Band<Sheet>[];
  /** Of claims that are enforceable without a judgment; null where the sources do not tell it. */
  readonly direct: Sheet | null;
  /** The provision of one fee under this act. */
  cite(point: string): Source;
}

const FEE_NAMES: Readonly<Record<FeeSubject, string>> = {
  reminder: 'maksumuistutus',
  ownDemand: 'maksuvaatimus, muu kuin ammattimainen perijä',
  demand: 'maksuvaatimus',
  secondDemand: 'uusi maksuvaatimus',
  extension: 'maksuajan pidennys',
  shortPlan: 'maksusuunnitelma, enintään neljä erää',
  plan: 'maksusuunnitelma, yli neljä erää',
  furtherInstalment: 'maksusuunnitelman lisäerä',
  tratta: 'tratta',
  bankruptcyDemand: 'konkurssiuhkainen maksuvaatimus',
  cap: 'velallisen kokonaiskuluvastuu',
  capAfterBankruptcyDemand: 'velallisen kokonaiskuluvastuu, konkurssiuhka',
};

/** The point of the act as it stands, against consumers and against others. */
const POINTS: Readonly<Record<FeeSubject, Readonly<Record<PartyType, string>>>> = {
  reminder: { PERSON: '10 a § 1 mom. 1 kohta', COMPANY: '10 e § 1 mom. 1 kohta' },
  ownDemand: { PERSON: '10 a § 1 mom. 5 kohta', COMPANY: '10 e § 1 mom. 4 kohta' },
  demand: { PERSON: '10 a § 1 mom. 2 kohta', COMPANY: '10 e § 1 mom. 2 kohta' },
  secondDemand: { PERSON: '10 a § 1 mom. 4 kohta', COMPANY: '10 e § 1 mom. 3 kohta' },
  extension: { PERSON: '10 a § 1 mom. 6 kohta', COMPANY: '10 e § 1 mom. 5 kohta' },
  shortPlan: { PERSON: '10 a § 1 mom. 7 kohta', COMPANY: '10 e § 1 mom. 6 kohta' },
  plan: { PERSON: '10 a § 1 mom. 7 kohta', COMPANY: '10 e § 1 mom. 6 kohta' },
  furtherInstalment: { PERSON: '10 a § 1 mom. 7 kohta', COMPANY: '10 e § 1 mom. 6 kohta' },
  tratta: { PERSON: '10 a §', COMPANY: '10 e § 1 mom. 7 kohta' },
  bankruptcyDemand: { PERSON: '10 a §', COMPANY: '10 e § 1 mom. 8 kohta' },
  cap: { PERSON: '10 d §', COMPANY: '10 h §' },
  capAfterBankruptcyDemand: { PERSON: '10 d §', COMPANY: '10 h §' },
};

/** Where a directly enforceable claim has a point of its own. */
const DIRECT_POINTS: Partial<typeof POINTS> = {
  demand: { PERSON: '10 a § 1 mom. 3 kohta', COMPANY: '10 e § 1 mom. 2 kohta' },
  cap: { PERSON: '10 d § 3 mom.', COMPANY: '10 h § 4 mom.' },
  capAfterBankruptcyDemand: { PERSON: '10 d § 3 mom.', COMPANY: '10 h § 4 mom.' },
};

const consumerSheet = (demand: bigint, plan: bigint, cap: bigint): Sheet => ({
  reminder: 5_00n,
  ownDemand: 5_00n,
  demand,
  secondDemand: demand / 2n,
  extension: 5_00n,
  shortPlan: 20_00n,
  plan,
  furtherInstalment: null,
  tratta: null,
  bankruptcyDemand: null,
  cap,
  capAfterBankruptcyDemand: cap,
});

const businessSheet = (letter: bigint, demand: bigint, plan: bigint, tratta: bigint, cap: bigint): Sheet => ({
  reminder: letter,
  ownDemand: letter,
  demand,
  secondDemand: demand / 2n,
  extension: 10_00n,
  shortPlan: 30_00n,
  plan,
  furtherInstalment: 5_00n,
  tratta,
  bankruptcyDemand: 100_00n,
  cap,
  capAfterBankruptcyDemand: cap,
});

const upTo = (euro: bigint | null, value: Sheet): Band<Sheet> => ({ upTo: euro === null ? null : euro * 100n, value });

/** The temporary acts of 2021: one provision is known of each, and nothing of directly enforceable claims. */
const temporary = (from: string, number: string, address: string, capAbove500: bigint): FeeTariff => ({
  from,
  bands: [
    upTo(500n, businessSheet(10_00n, 50_00n, 30_00n, 100_00n, 230_00n)),
    upTo(null, businessSheet(10_00n, 80_00n, 60_00n, 100_00n, capAbove500)),
  ],
  direct: null,
  cite: () => perintalaki(`10 e–10 j § (${number})`, 'high', law(address)),
});

const TARIFFS: Readonly<Record<PartyType, readonly [FeeTariff, ...FeeTariff[]]>> = {
  PERSON: [
    {
      from: '2013-03-16',
      bands: [
        upTo(100n, consumerSheet(14_00n, 20_00n, 60_00n)),
        upTo(1_000n, consumerSheet(24_00n, 30_00n, 120_00n)),
        upTo(null, consumerSheet(50_00n, 50_00n, 210_00n)),
      ],
      direct: consumerSheet(14_00n, 20_00n, 51_00n),
      cite: (point) => perintalaki(point),
    },
  ],
  COMPANY: [
    { from: '2013-03-16', bands: [], direct: null, cite: () => perintalaki('10 §', 'high', law('2013/20130031')) },
    temporary('2021-01-01', '1069/2020', '2020/20201069', 410_00n),
    temporary('2021-07-01', '539/2021', '2021/20210539', 480_00n),
    {
      from: '2022-05-01',
      bands: [
        upTo(500n, businessSheet(12_00n, 50_00n, 30_00n, 110_00n, 250_00n)),
        upTo(2_500n, businessSheet(12_00n, 70_00n, 45_00n, 125_00n, 470_00n)),
        upTo(10_000n, businessSheet(12_00n, 90_00n, 60_00n, 140_00n, 550_00n)),
        upTo(null, businessSheet(12_00n, 110_00n, 75_00n, 155_00n, 620_00n)),
      ],
      direct: {
        ...businessSheet(12_00n, 50_00n, 30_00n, 110_00n, 214_00n),
        furtherInstalment: null,
        capAfterBankruptcyDemand: 314_00n,
      },
      cite: perintalaki2022,
    },
  ],
};

/** Upper edges of the bands of today, minor units; the last is null. */
export const bandsOf = (debtorType: PartyType): readonly (bigint | null)[] =>
  TARIFFS[debtorType].at(-1)!.bands.map((band) => band.upTo);

/** Which fees hold for a claim: those of its principal, minor units, or those of directly enforceable claims. */
export type FeeScale = bigint | 'DIRECT';

/** Native term of a fee. */
export const feeName = (subject: FeeSubject, scale: FeeScale): string =>
  scale === 'DIRECT' ? `${FEE_NAMES[subject]}, suoraan ulosottokelpoinen` : FEE_NAMES[subject];

/** One fee over time; null while the law has no figure for it. */
export function feeSeries(subject: FeeSubject, debtorType: PartyType, scale: FeeScale): Dated<bigint | null> {
  const point = ((scale === 'DIRECT' && DIRECT_POINTS[subject]) || POINTS[subject])[debtorType];
  const version = ({ from, bands, direct, cite }: FeeTariff): Version<bigint | null> => {
    const banded = bands.length > 0 && scale !== 'DIRECT' ? bandOf(bands, scale) : null;
    const sheet = scale === 'DIRECT' ? direct : banded;
    return since(from, sheet && sheet[subject], cite(point));
  };
  const [first, ...later] = TARIFFS[debtorType];
  return { name: `FI ${feeName(subject, scale)}`, versions: [version(first), ...later.map(version)] };
}

/** The most one measure may cost on a day; null where the law of the day has no figure. Throws RuleNotEncoded. */
export function ceilingOf(
  subject: FeeSubject,
  debtorType: PartyType,
  scale: FeeScale,
  on: IsoDate,
): CostCeiling | null {
  const { value, source } = inForce(feeSeries(subject, debtorType, scale), on);
  return value === null ? null : { amount: value, legalBasis: source };
}
