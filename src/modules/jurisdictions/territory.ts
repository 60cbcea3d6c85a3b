import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { isCountry } from '../../domain/codes.js';
import type { Currency } from '../../domain/money.js';

/** What the Unicode Common Locale Data Repository knows of a country. */
interface Territory {
  /** Legal tender today; XXX (ISO 4217: no currency) where there is none of its own. */
  readonly currency: Currency;
  /** Codes, most spoken first: the official languages, else those official in practice; empty where nobody lives. */
  readonly languages: readonly string[];
}

interface CurrencyFile {
  readonly supplemental: { readonly currencyData: { readonly region: Readonly<Record<string, readonly Tender[]>> } };
}
/** One currency of a country with the time it was, or is, in use. */
type Tender = Readonly<Record<string, { readonly _to?: string; readonly _tender?: string }>>;

interface TerritoryFile {
  readonly supplemental: {
    readonly territoryInfo: Readonly<
      Record<string, { readonly languagePopulation?: Readonly<Record<string, Speakers>> }>
    >;
  };
}
interface Speakers {
  readonly _officialStatus?: string;
  readonly _populationPercent?: string;
}

interface Files {
  readonly currencies: CurrencyFile['supplemental']['currencyData']['region'];
  readonly territories: TerritoryFile['supplemental']['territoryInfo'];
}

let files: Files | undefined;

/** Read when first asked for: a quarter of a megabyte that most processes never need. */
function repository(): Files {
  if (!files) {
    // JSON is found the way the started program finds its packages, wherever it was started from.
    const load = createRequire(resolve(process.argv[1] ?? 'package.json'));
    files = {
      currencies: (load('cldr-core/supplemental/currencyData.json') as CurrencyFile).supplemental.currencyData.region,
      territories: (load('cldr-core/supplemental/territoryInfo.json') as TerritoryFile).supplemental.territoryInfo,
    };
  }
  return files;
}

/** Currency and official languages of an ISO 3166-1 country; null for any other code. */
export function territoryOf(country: string): Territory | null {
  return isCountry(country) ? { currency: currencyOf(country), languages: languagesOf(country) } : null;
}

/** Where two are in use, the country's own, which ISO 4217 names after the country, else the one CLDR lists first. */
function currencyOf(country: string): Currency {
  const tenders = (repository().currencies[country] ?? []).flatMap((tender) => Object.entries(tender));
  const inUse = tenders
    .filter(([, { _to, _tender }]) => _to === undefined && _tender !== 'false')
    .map(([code]) => code);
  return inUse.find((code) => code.startsWith(country)) ?? inUse[0] ?? 'XXX';
}

function languagesOf(country: string): string[] {
  const spoken = Object.entries(repository().territories[country]?.languagePopulation ?? {});
  const withStatus = (status: string) =>
    spoken
      .filter(([, { _officialStatus }]) => _officialStatus === status)
      .sort(([a, first], [b, second]) => speakers(second) - speakers(first) || (a < b ? -1 : 1))
      .map(([language]) => language.split('_')[0]!);
  const official = withStatus('official');
  // A language written in two scripts is listed twice.
  return [...new Set(official.length > 0 ? official : withStatus('de_facto_official'))];
}

const speakers = ({ _populationPercent }: Speakers): number => Number(_populationPercent ?? 0);
