/** A published Allianz Trade Collection Complexity Score: 0 is least, 100 most complex. */
interface PublishedScore {
  readonly score: number;
  /** Edition of the ranking. */
  readonly year: number;
  /** Address of the publication the figure was read in. */
  readonly source: string;
}

const ALLIANZ_2022 = 'https://www.allianz-trade.com/en_global/news-insights/news/collection-complexity-score.html';
const ALLIANZ_BELGIUM_2022 =
  'https://www.allianz-trade.com/en_BE/news/latest-news/collecting-unpaid-invoices-belgium-top-10.html';
const TOPKY_2022 = 'https://www.topky.sk/cl/11/2340889/ANALYZA-Najlahsie-sa-pohladavky-vymahaju-vo-Svedsku-a-Nemecku';
const INSURANCE_REVIEW_2026 = 'https://www.meinsurancereview.com/News/View-NewsLetter-Article?Type=MiddleEast&id=94361';

const of = (year: number, source: string, scores: Readonly<Record<string, number>>): [string, PublishedScore][] =>
  Object.entries(scores).map(([country, score]) => [country, { score, year, source }]);

/** Only figures read in a public source, from the latest edition found for the country. */
const SCORES: ReadonlyMap<string, PublishedScore> = new Map([
  ...of(2022, ALLIANZ_2022, { SE: 30, DE: 30, FI: 32, FR: 36, ES: 36, NZ: 36, BR: 43, MY: 78 }),
  ...of(2022, ALLIANZ_BELGIUM_2022, { BE: 35 }),
  ...of(2022, TOPKY_2022, { PL: 40, HU: 48, CZ: 51, SK: 53 }),
  ...of(2026, INSURANCE_REVIEW_2026, { EG: 61, AE: 71, SA: 86 }),
]);

/** The country's score, or null where no published figure is known. */
export const publishedComplexity = (country: string): PublishedScore | null => SCORES.get(country) ?? null;
