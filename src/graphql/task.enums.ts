import { graphqlEnum } from './enums.js';

export const TaskKind = graphqlEnum('TaskKind', 'What a person is to see to.', {
  PARTNER_SILENT: 'A partner has not kept a promise to accept, to answer or to tell where a case stands.',
  TOTALS_DIFFER: 'A partner says that it has collected something else than we have booked.',
  STATUS_DIFFERS: 'A partner has ended a case that is open with us, or works one that has ended.',
  ANSWER_DUE: 'A partner waits for the answer to a question.',
  PHASE_UNKNOWN: 'A partner used a word for where a case stands that we do not know.',
  PARTNER_TO_BE_TOLD: 'Something cannot be told through the network and must be told by other means.',
  HANDOVER_UNSETTLED: 'A partner may still work a case that was taken back, and cannot be told to let go.',
  UNPAID_AFTER_ALL:
    'A payment that a closed case rests on was taken back; whether the rest is claimed anew is to be decided.',
  REMITTANCE_NOT_BOOKED: 'A partner says that it sent us money that does not go with what it holds.',
  DATA_DUE: 'A partner that no longer has a case owes us its data on it.',
});
export type TaskKind = keyof typeof TaskKind;
