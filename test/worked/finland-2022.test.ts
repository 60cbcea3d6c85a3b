import { company, consumer, tukku } from './finnish.js';
import { workedCases } from './world.js';

/**
 * Finnish claims across 1 May 2022, when the permanent tariff for businesses took over from the acts of 2021, worked out by hand
 * from the rulebook, fi.md: old tariff 1.3, new one 1.2, consumers 1.1, reference rate 0 from 2018 to 2022 (2): 7 % and 8 %.
 * The day of the letter selects the fee; businesses owe the larger of the 40 euro and the costs.
 *
 * Unless told otherwise: due Monday 14 March 2022; handed over and reminded on the 28th, payable until 11 April; demand on
 * 12 April (more than 7 full days later), payable until the 26th.
 */
const usual = { registeredOn: '2022-03-28', creditor: tukku } as const;

workedCases('2022-03-28', 'EUR', [
  {
    // 10 within the 40; 10 + 80; the second demand by the act of May, half of 70, as the one of April counts as the first: 125.
    // Interest 600 × 8 % × 14/365 = 1.8411; 29: 3.8137; 49: 6.4438; 109: 14.3342.
    title: 'a demand under the old tariff, the second under the new one',
    ...usual,
    debtor: company('Esimerkki A Oy'),
    claims: [{ principal: '600.00', dueDate: '2022-03-14' }],
    timeline: [
      { on: '2022-03-28', owed: '641.84', interest: '1.84', costs: '40.00' },
      { on: '2022-04-12', owed: '693.81', interest: '3.81', costs: '90.00' },
      { on: '2022-05-02', take: 'SECOND_DEMAND' },
      { on: '2022-05-02', owed: '731.44', interest: '6.44', costs: '125.00' },
      { on: '2022-07-01', owed: '739.33', interest: '14.33', costs: '125.00' },
    ],
  },
  {
    // Half of 80: 10 + 80 + 40 = 130. 44 days to 27 April: 5.7863.
    title: 'both demands under the old tariff',
    ...usual,
    debtor: company('Esimerkki B Oy'),
    claims: [{ principal: '600.00', dueDate: '2022-03-14' }],
    timeline: [
      { on: '2022-03-28', owed: '641.84', interest: '1.84', costs: '40.00' },
      { on: '2022-04-12', owed: '693.81', interest: '3.81', costs: '90.00' },
      { on: '2022-04-27', take: 'SECOND_DEMAND' },
      { on: '2022-04-27', owed: '735.79', interest: '5.79', costs: '130.00' },
      { on: '2022-05-02', owed: '736.44', interest: '6.44', costs: '130.00' },
      { on: '2022-07-01', owed: '744.33', interest: '14.33', costs: '130.00' },
    ],
  },
  {
    // The creditor's reminder of 20 April, 10; demand on 3 May above 10 000, 110; payable until the 17th, second on the 18th, 55.
    // Interest 10000.01 × 8 % × 50/365 = 109.5892; 65: 142.4659; 79: 173.1509; 109: 238.9043.
    title: 'a reminder under the old tariff, the demands under the new one',
    registeredOn: '2022-05-03',
    creditor: tukku,
    debtor: company('Esimerkki C Oy'),
    claims: [{ principal: '10000.01', dueDate: '2022-03-14' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2022-04-20', payBy: '2022-05-02', feeCharged: '10.00' }],
    timeline: [
      { on: '2022-05-03', owed: '10229.60', interest: '109.59', costs: '120.00' },
      { on: '2022-05-18', take: 'SECOND_DEMAND' },
      { on: '2022-05-18', owed: '10317.48', interest: '142.47', costs: '175.00' },
      { on: '2022-06-01', owed: '10348.16', interest: '173.15', costs: '175.00' },
      { on: '2022-07-01', owed: '10413.91', interest: '238.90', costs: '175.00' },
    ],
  },
  {
    // Due 15 October 2020. Before 2021 the law knew only reasonable costs: the 30 the creditor charged are not owed beside the 40
    // (law-open-points.md). The demand goes on 28 March, 80, the second on 12 April, half: 120. Interest 2000 × 8 % × 77/366 of 2020
    // = 33.6612, 365/365 = 160, and of 2022 87/365 = 38.1370: 231.7982; 102: 238.3735; 122: 247.1407; 182: 273.4420.
    title: 'a letter of 2020 costs nothing beside the compensation',
    ...usual,
    debtor: company('Esimerkki D Oy'),
    claims: [{ principal: '2000.00', dueDate: '2020-10-15' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2020-11-10', payBy: '2020-11-24', feeCharged: '30.00' }],
    timeline: [
      { on: '2022-03-28', owed: '2311.80', interest: '231.80', costs: '80.00' },
      { on: '2022-04-12', take: 'SECOND_DEMAND' },
      { on: '2022-04-12', owed: '2358.37', interest: '238.37', costs: '120.00' },
      { on: '2022-05-02', owed: '2367.14', interest: '247.14', costs: '120.00' },
      { on: '2022-07-01', owed: '2393.44', interest: '273.44', costs: '120.00' },
    ],
  },
  {
    // Twenty reminders of the creditor from July 2021, 10 each, nine days apart: 200. The demand of 28 March, 50, meets the cap of
    // 230; the second one, of May, 25, that of 250. Due 1 June 2021: 500 × 8 % × 300/365 = 32.8767; 315: 34.5205; 335: 36.7123;
    // 395: 43.2877.
    title: 'the caps of both tariffs, 230 and 250',
    ...usual,
    debtor: company('Esimerkki E Oy'),
    claims: [{ principal: '500.00', dueDate: '2021-06-01' }],
    priorNotices: [
      '2021-07-01',
      '2021-07-10',
      '2021-07-19',
      '2021-07-28',
      '2021-08-06',
      '2021-08-15',
      '2021-08-24',
      '2021-09-02',
      '2021-09-11',
      '2021-09-20',
      '2021-09-29',
      '2021-10-08',
      '2021-10-17',
      '2021-10-26',
      '2021-11-04',
      '2021-11-13',
      '2021-11-22',
      '2021-12-01',
      '2021-12-10',
      '2021-12-19',
    ].map((sentOn) => ({ type: 'REMINDER', sentOn, feeCharged: '10.00' })),
    timeline: [
      { on: '2022-03-28', owed: '762.88', interest: '32.88', costs: '230.00' },
      { on: '2022-04-12', owed: '764.52', interest: '34.52', costs: '230.00' },
      { on: '2022-05-02', take: 'SECOND_DEMAND' },
      { on: '2022-05-02', owed: '786.71', interest: '36.71', costs: '250.00' },
      { on: '2022-07-01', owed: '793.29', interest: '43.29', costs: '250.00' },
    ],
  },
  {
    // Due 14 December 2018, kept alive by the creditor's reminders of 2019 and 2021 (three years anew from each: 5), 5 each; demand 24,
    // second 12. Interest 7 %: 17 days of 2018, the years 2019 to 2021 and 87 days of 2022: 400 × 7 % × 834/365 = 63.9781 for the
    // common years and 28 for 2020: 91.9781; 849: 93.1288; 869: 94.6630; 929: 99.2658.
    title: 'a consumer’s debt of 2018, through a leap year',
    ...usual,
    debtor: consumer('Aino Esimerkki'),
    claims: [{ principal: '400.00', dueDate: '2018-12-14' }],
    priorNotices: [
      { type: 'REMINDER', sentOn: '2019-01-10', payBy: '2019-01-24', feeCharged: '5.00' },
      { type: 'REMINDER', sentOn: '2021-10-05', payBy: '2021-10-19', feeCharged: '5.00' },
    ],
    timeline: [
      { on: '2022-03-28', owed: '525.98', interest: '91.98', costs: '34.00' },
      { on: '2022-04-12', take: 'SECOND_DEMAND' },
      { on: '2022-04-12', owed: '539.13', interest: '93.13', costs: '46.00' },
      { on: '2022-05-02', owed: '540.66', interest: '94.66', costs: '46.00' },
      { on: '2022-07-01', owed: '545.27', interest: '99.27', costs: '46.00' },
    ],
  },
]);
