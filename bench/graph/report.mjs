// The figures of all rounds, by query and program, as the lines of a table.
import { QUERIES } from './queries.mjs';

const COLUMNS = [
  'query',
  'rows',
  'program',
  'requests/s',
  '',
  'p50 ms',
  'p99 ms',
  'CPU us',
  'DB us',
  'bytes',
  'ratio',
  '',
];
const TEXT_COLUMNS = 3;

const rate = (figure) => figure.perSecond;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const range = (numbers, decimals) =>
  `[${Math.min(...numbers).toFixed(decimals)}, ${Math.max(...numbers).toFixed(decimals)}]`;
const ratioOf = ({ fordring, postgraphile }) => median(fordring.map(rate)) / median(postgraphile.map(rate));

/** Queries whose ratio is below the least. */
export function missedQueries(rounds, leastRatio) {
  return QUERIES.filter((query) => ratioOf(rounds[query]) < leastRatio);
}

/** Largest share of a core that the load generator used in any round. */
export function busiestGenerator(rounds) {
  const figures = Object.values(rounds).flatMap((byProgram) => Object.values(byProgram).flat());
  return Math.max(...figures.map((figure) => figure.ownCpu));
}

export function table(rounds, sizes) {
  const lines = [COLUMNS];
  for (const query of QUERIES) {
    const { fordring, postgraphile } = rounds[query];
    const { rows, bytes } = sizes[query];
    const byRound = fordring.map((figure, round) => rate(figure) / rate(postgraphile[round]));
    const ratio = [ratioOf(rounds[query]).toFixed(2), range(byRound, 2)];
    lines.push([query, String(rows), 'Fordring', ...cells(fordring), String(bytes.fordring), ...ratio]);
    lines.push(['', '', 'PostGraphile', ...cells(postgraphile), String(bytes.postgraphile), '', '']);
  }
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const align = (cell, column) => (column < TEXT_COLUMNS ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return lines.map((line) => line.map(align).join('  ').trimEnd());
}

function cells(figures) {
  const middle = (read, decimals) => (read(figures[0]) === null ? '-' : median(figures.map(read)).toFixed(decimals));
  return [
    middle(rate, 0),
    range(figures.map(rate), 0),
    middle((figure) => figure.p50, 1),
    middle((figure) => figure.p99, 1),
    middle((figure) => figure.cpuUs, 0),
    middle((figure) => figure.databaseCpuUs, 0),
  ];
}
