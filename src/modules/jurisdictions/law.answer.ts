import { jurisdictionOf, lawsUnderAct } from '../../countries/index.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import type { Context } from '../../graphql/context.js';
import type { JurisdictionView } from './jurisdiction.type.js';

/** The argument that most questions to a law take. */
export const ON = { nullable: true, description: "The date; default the country's business date." } as const;

/** The law of the country shown; null where it is not known to the system. */
export function lawBehind({ country, act }: JurisdictionView, context: Context): Jurisdiction | null {
  const laws = act === null ? context.platform.laws : lawsUnderAct(act);
  return laws && jurisdictionOf(country, laws);
}
