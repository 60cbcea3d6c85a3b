import { BankEntry } from './bank/bank-entry.entity.js';
import { BankFile } from './bank/bank-file.entity.js';
import { CaseEvent } from './cases/case-event.entity.js';
import { Case } from './cases/case.entity.js';
import { Claim } from './cases/claim.entity.js';
import { Creditor } from './creditors/creditor.entity.js';
import { Debtor } from './debtors/debtor.entity.js';
import { Notice } from './notices/notice.entity.js';
import { CreditNote } from './payments/credit-note.entity.js';
import { Allocation, Payment } from './payments/payment.entity.js';
import { ReferralDocument, ReferralMessage } from './referrals/message.entity.js';
import { ReferralCost, Remittance } from './referrals/money.entity.js';
import { Partner } from './referrals/partner.entity.js';
import { Inquiry, Referral } from './referrals/referral.entity.js';
import { RoutingDecision } from './routing/routing-decision.entity.js';
import { Settlement, SettlementLine } from './settlement/settlement.entity.js';
import { Task } from './tasks/task.entity.js';

/** Every table that has an entity. Tables written and read only by set-based SQL have none. */
export const entities = [
  Creditor, Debtor, Case, Claim, CaseEvent, Notice, Payment, Allocation, CreditNote, Partner, Referral, Inquiry, RoutingDecision, Task,
  ReferralMessage, ReferralDocument, BankFile, BankEntry,
  ReferralCost, Remittance, Settlement, SettlementLine,
] as const; // prettier-ignore
