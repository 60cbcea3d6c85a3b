import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { parseDate } from '../domain/date.js';

/** A scalar carried as text both ways. `read` gives the value, or null where the text is not one. */
function textScalar<Value extends string>(name: string, description: string, read: (text: string) => Value | null) {
  const parse = (value: unknown): Value => {
    const result = typeof value === 'string' ? read(value) : null;
    if (result === null) throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}: ${description}`);
    return result;
  };
  return new GraphQLScalarType<Value, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** No debt is older and no deadline later; dates reckoned from these still have four-digit years. */
const [EARLIEST, LATEST] = ['1800-01-01', '2999-12-31'];

export const DateScalar = textScalar(
  'Date',
  'Calendar date, ISO 8601, YYYY-MM-DD. No time zone: the business date of the jurisdiction.',
  (text) => (text >= EARLIEST && text <= LATEST ? parseDate(text) : null),
);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'Instant, RFC 3339, UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: (node: ValueNode) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

function parseInstant(value: unknown): Date {
  const isWritten = typeof value === 'string' && INSTANT.test(value) && parseDate(value.slice(0, 10)) !== null;
  const instant = isWritten ? new Date(value) : null;
  if (instant === null || Number.isNaN(instant.getTime())) {
    throw new GraphQLError(`DateTime cannot represent ${JSON.stringify(value)}: an RFC 3339 instant is expected`);
  }
  return instant;
}

export const DecimalScalar = textScalar(
  'Decimal',
  'Exact decimal as a string, e.g. "1234.50". Never a float.',
  (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? text : null),
);

export const CountryCodeScalar = textScalar('CountryCode', 'ISO 3166-1 alpha-2, upper case.', (text) =>
  /^[A-Z]{2}$/.test(text) ? text : null,
);

export const CurrencyCodeScalar = textScalar('CurrencyCode', 'ISO 4217, upper case.', (text) =>
  /^[A-Z]{3}$/.test(text) ? text : null,
);

export const LanguageTagScalar = textScalar('LanguageTag', 'BCP 47: nb, nn, sv, fi, sv-FI, en.', (text) =>
  /^[a-z]{2,3}(-[A-Z]{2})?$/.test(text) ? text : null,
);
