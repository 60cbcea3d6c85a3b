import type { PartyType } from '../../domain/facts.js';
import { isCurrency } from '../../domain/codes.js';
import type { FeeBand } from '../../domain/fees.js';
import type { Money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { readFee, readFeeBands } from '../../graphql/fee-bands.js';
import { Problems, type FieldPath } from '../../graphql/problems.js';
import type { PartnerContact } from '../referrals/partner.entity.js';
import type {
  ChangePartnerTermsInput, PartnerContactInput, PartnerCoverageInput, RegisterPartnerInput,
} from './partner.type.js'; // prettier-ignore

/** What is taken in one country, as it is stored. */
export interface CheckedCoverage {
  readonly country: string;
  readonly exclusive: boolean;
  readonly minimum: Money | null;
  readonly maximum: Money | null;
  readonly currencies: readonly string[] | null;
  readonly partyTypes: readonly PartyType[];
  readonly successFeeBps: number;
  readonly fees: readonly FeeBand[];
}

/** Terms as they are stored; null for what is left out. */
export interface CheckedTerms {
  readonly country: string | null;
  readonly contact: PartnerContact | null;
  readonly acceptWithinDays: number | null;
  readonly answerWithinDays: number | null;
  readonly statusEveryMonths: number | null;
  readonly coverage: readonly CheckedCoverage[] | null;
}

type TermsInput = Omit<RegisterPartnerInput, 'name' | 'network'> | Omit<ChangePartnerTermsInput, 'partnerId'>;

const MOST_DAYS = 60;
const MOST_MONTHS = 12;
const MOST_COUNTRIES = 250;

/** The terms, or everything that is wrong with them. */
export function checkTerms(input: TermsInput): Result<CheckedTerms, readonly Refusal[]> {
  const problems = new Problems();
  if (input.country) problems.country(input.country, ['country']);
  const within = (name: 'acceptWithinDays' | 'answerWithinDays' | 'statusEveryMonths', most: number): number | null => {
    const value = input[name] ?? null;
    if (value !== null && (value < 1 || value > most)) {
      problems.add([name], 'INVALID_INPUT', 'numberRange', { least: 1, most });
    }
    return value;
  };
  const checked: CheckedTerms = {
    country: input.country ?? null,
    contact: input.contact ? contactOf(input.contact, problems) : null,
    acceptWithinDays: within('acceptWithinDays', MOST_DAYS),
    answerWithinDays: within('answerWithinDays', MOST_DAYS),
    statusEveryMonths: within('statusEveryMonths', MOST_MONTHS),
    coverage: input.coverage ? coveragesOf(input.coverage, problems) : null,
  };
  return problems.refusals.length > 0 ? refused(problems.refusals) : success(checked);
}

function contactOf({ name, email, phone }: PartnerContactInput, problems: Problems): PartnerContact {
  const address = problems.optionalText(email, ['contact', 'email'], 200);
  if (address !== null && !/^[^\s@]+@[^\s@]+$/.test(address)) problems.add(['contact', 'email'], 'INVALID_INPUT');
  return {
    name: problems.text(name, ['contact', 'name'], 200),
    email: address,
    phone: problems.optionalText(phone, ['contact', 'phone'], 50),
  };
}

function coveragesOf(coverage: readonly PartnerCoverageInput[], problems: Problems): CheckedCoverage[] {
  if (coverage.length > MOST_COUNTRIES) {
    problems.add(['coverage'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_COUNTRIES });
    return [];
  }
  const seen = new Set<string>();
  return coverage.map((row, index) => {
    const field = ['coverage', String(index)];
    problems.country(row.country, [...field, 'country']);
    if (seen.has(row.country)) problems.add([...field, 'country'], 'INVALID_INPUT', 'givenTwice');
    seen.add(row.country);
    return coverageOf(row, field, problems);
  });
}

function coverageOf(row: PartnerCoverageInput, field: FieldPath, problems: Problems): CheckedCoverage {
  const { currencies, partyTypes } = row;
  const minimum = row.minimum ? problems.amount(row.minimum, [...field, 'minimum']) : null;
  const maximum = row.maximum ? problems.amount(row.maximum, [...field, 'maximum']) : null;
  if (minimum && maximum && minimum.currency === maximum.currency && maximum.minor < minimum.minor) {
    problems.add([...field, 'maximum'], 'INVALID_INPUT', 'belowMinimum');
  }
  currencies?.forEach((currency, index) => {
    if (!isCurrency(currency)) {
      problems.add([...field, 'currencies', String(index)], 'INVALID_INPUT', 'unknownCurrency');
    }
  });
  for (const [name, list] of Object.entries({ currencies, partyTypes })) {
    if (list?.length === 0) problems.add([...field, name], 'INVALID_INPUT', 'required');
  }
  return {
    country: row.country,
    exclusive: row.exclusive ?? false,
    minimum,
    maximum,
    currencies: currencies ?? null,
    partyTypes: partyTypes ?? ['PERSON', 'COMPANY'],
    successFeeBps: readFee(row.successFeePercent, [...field, 'successFeePercent'], problems),
    fees: readFeeBands(row.fees ?? [], [...field, 'fees'], problems),
  };
}
