import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { ComputedField, ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import type { JurisdictionView } from './jurisdiction.type.js';
import { lawBehind } from './law.answer.js';
import { CollectionAct } from './law.type.js';
import { encodedEntries, type TariffEntry } from './tariff.type.js';

const TIME_UNITS: readonly string[] = ['DAYS', 'FULL_DAYS', 'BANK_DAYS', 'WEEKDAYS', 'MONTHS', 'YEARS'];

/** Name of a country in a language, or in that of the request. */
export const countryName = (
  { country }: JurisdictionView,
  language: string | null | undefined,
  context: Context,
): string =>
  // English is the second choice, so that an unknown language never means the language of the machine.
  new Intl.DisplayNames([language ?? context.language, 'en'], { type: 'region' }).of(country) ?? country;

/** The acts on debt collection of a country, oldest first. */
export const collectionActs = ({ country }: JurisdictionView, { platform }: Context): CollectionAct[] =>
  (jurisdictionOf(country, platform.laws)?.acts ?? []).map((found) => Object.assign(new CollectionAct(), found));

const isOfLimitation = (id: string): boolean => id.includes('-LIM-');

/** Every time the law lays down, limitation apart, in force on a date. */
export const deadlineEntries = (
  view: JurisdictionView,
  on: IsoDate | null | undefined,
  context: Context,
): TariffEntry[] =>
  entriesOf(view, on, context).filter(({ id, unit }) => TIME_UNITS.includes(unit) && !isOfLimitation(id));

/** Periods of limitation and what guards them, in force on a date. */
export const limitationEntries = (
  view: JurisdictionView,
  on: IsoDate | null | undefined,
  context: Context,
): TariffEntry[] => entriesOf(view, on, context).filter(({ id }) => isOfLimitation(id));

function entriesOf(view: JurisdictionView, on: IsoDate | null | undefined, context: Context): TariffEntry[] {
  const law = lawBehind(view, context);
  return law ? encodedEntries(law, on ?? context.platform.clock.today(law.timeZone)) : [];
}

const ofView = (
  value: (view: JurisdictionView, args: Readonly<Record<string, unknown>>, context: Context) => unknown,
): ComputedField => ({ value: (known, args, context) => value(known as JurisdictionView, args, context) });

/** For compiled reads. */
export const JURISDICTION_FIELDS: ComputedFields = {
  'Jurisdiction.name': ofView((view, args, context) => countryName(view, args.language as string | null, context)),
  'Jurisdiction.acts': ofView((view, _args, context) => collectionActs(view, context)),
  'Jurisdiction.deadlines': ofView((view, args, context) => deadlineEntries(view, args.on as IsoDate | null, context)),
  'Jurisdiction.limitation': ofView((view, args, context) =>
    limitationEntries(view, args.on as IsoDate | null, context),
  ),
};
