import { inWords, money } from '../domain/money.js';
import { recordEvent, reschedule } from '../modules/cases/case.record.js';
import { lawOf } from '../modules/cases/case.working.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';
import { forEachCase } from './each-case.js';

const PAST = `c.status <> 'CLOSED' and c.country = any($2)
  and exists (select from settlement_offer where case_id = c.id and lapsed_on is null and pay_by < $1)`;

/** Lets offers of settlement lapse whose money has not come in time, so that the case goes on; how many cases were looked at. */
export function lapseOffers(platform: Platform, { on, countries }: Day): Promise<number> {
  return forEachCase(platform, PAST, [on, countries], async (tx, row) => {
    const law = lawOf(platform.laws, row.state);
    const offer = row.state.facts.settlementOffers.find(({ lapsed }) => !lapsed);
    if (!offer || (law && on <= law.lastArrival(offer.payBy))) return;
    await tx.query('update settlement_offer set lapsed_on = $2 where case_id = $1 and lapsed_on is null', [row.id, on]);
    const params = { amount: inWords(money(offer.amount, row.currency)) };
    await recordEvent(tx, row, {
      type: 'settlementLapsed', on, actor: 'system', params, changedFields: ['settlementOffers'],
    }); // prettier-ignore
    await reschedule(tx, platform, row.id);
  });
}
