import { SUPPLIER, company, consumer } from './swedish.js';
import { workedCases } from './world.js';

/*
 * Sweden in 2025. Late interest (rulebook se.md 2.2): 11.00 % to 30 June, 10.00 % from 1 July; reference rate 3.00 and 2.00.
 * Consumer credit (2.5): at most reference rate and 40 points by agreements from 1 September 2018, and 20 points by those from
 * 1 March 2025, whose late interest and costs are never more than the credit. Fees in 1.1, order of payment in 8.
 */
workedCases('2025-05-14', 'SEK', [
  {
    // Agreed 30 % on 5 March 2025, at most 23 % to 30 June and 22 % then (SE-CC-CAP-2025). Due 30 April. 18 000: 14 d:
    // 158.79; 61 d: 691.89; July 31 d at 22 %: 336.33. 15 September, 77 d: 835.40, in all 1 527.29: of 5 000 go 180 to the
    // fee, 1 527.29 to interest, 3 292.71 to principal; left 14 707.29: 107 d at 22 %: 948.52.
    title: 'a consumer credit of 2025 at its ceiling',
    registeredOn: '2025-05-14',
    creditor: SUPPLIER,
    debtor: consumer('Kredit Exempelsson'),
    claims: [
      { principal: '18000.00', dueDate: '2025-04-30', kind: 'CONSUMER_CREDIT', agreedOn: '2025-03-05', agreedRatePercent: '30' },
    ], // prettier-ignore
    timeline: [
      { on: '2025-05-14', owed: '18338.79', interest: '158.79', costs: '180.00' },
      { on: '2025-06-30', owed: '18871.89', interest: '691.89' },
      { on: '2025-07-31', owed: '19208.22', interest: '1028.22' },
      { on: '2025-09-15', pay: '5000.00' },
      { on: '2025-09-15', owed: '14707.29', interest: '1527.29' },
      { on: '2025-12-31', owed: '15655.81', interest: '2475.81', costs: '180.00' },
    ],
  },
  {
    // Agreed 55 % on 15 May 2024, at most 43 % to 30 June 2025 and 42 % then (SE-CC-CAP-2018). 7 000: 14 d: 115.45; 61 d:
    // 503.04; July 31 d: 249.70; 184 d: 1 482.08.
    title: 'a consumer credit of 2024 at its ceiling',
    registeredOn: '2025-05-14',
    creditor: SUPPLIER,
    debtor: consumer('Snabblån Exempelsson'),
    claims: [
      { principal: '7000.00', dueDate: '2025-04-30', kind: 'CONSUMER_CREDIT', agreedOn: '2024-05-15', agreedRatePercent: '55' },
    ], // prettier-ignore
    timeline: [
      { on: '2025-05-14', owed: '7295.45', interest: '115.45', costs: '180.00' },
      { on: '2025-06-30', owed: '7683.04', interest: '503.04' },
      { on: '2025-07-31', owed: '7932.74', interest: '752.74' },
      { on: '2025-12-31', owed: '9165.12', interest: '1985.12', costs: '180.00' },
    ],
  },
  {
    // Agreed 48 % on 15 August 2018, before the first ceiling. 7 000: 14 d: 128.88; 61 d: 561.53; 31 d: 285.37; 184 d: 1
    // 693.81.
    title: 'a consumer credit of August 2018 without a ceiling',
    registeredOn: '2025-05-14',
    creditor: SUPPLIER,
    debtor: consumer('Gammal Exempelsson'),
    claims: [
      { principal: '7000.00', dueDate: '2025-04-30', kind: 'CONSUMER_CREDIT', agreedOn: '2018-08-15', agreedRatePercent: '48' },
    ], // prettier-ignore
    timeline: [
      { on: '2025-05-14', owed: '7308.88', interest: '128.88', costs: '180.00' },
      { on: '2025-06-30', owed: '7741.53', interest: '561.53' },
      { on: '2025-07-31', owed: '8026.90', interest: '846.90' },
      { on: '2025-12-31', owed: '9435.34', interest: '2255.34', costs: '180.00' },
    ],
  },
  {
    // 200 lent on 1 April 2025, due Friday 30 May, 30 % agreed, 23 % the most: 15 d to Saturday 14 June: 1.89, with the
    // reminder's 60. The demand of Monday the 16th would make 2.14 + 60 + 180, but together they are at most the credit,
    // 200 (SE-CC-COSTCAP): 400 and never more; after 150 on 15 July 250 are left.
    title: 'a small consumer credit, interest and costs at most the credit',
    registeredOn: '2025-06-14',
    creditor: SUPPLIER,
    debtor: consumer('Liten Exempelsson'),
    claims: [
      { principal: '200.00', dueDate: '2025-05-30', kind: 'CONSUMER_CREDIT', agreedOn: '2025-04-01', agreedRatePercent: '30' },
    ], // prettier-ignore
    priorNotices: [{ type: 'REMINDER', sentOn: '2025-06-05', payBy: '2025-06-12', feeCharged: '60.00' }],
    timeline: [
      { on: '2025-06-14', owed: '261.89', interest: '1.89', costs: '60.00' },
      { on: '2025-06-16', owed: '400.00' },
      { on: '2025-06-30', owed: '400.00' },
      { on: '2025-07-15', pay: '150.00' },
      { on: '2025-07-15', owed: '250.00' },
      { on: '2025-12-31', owed: '250.00' },
    ],
  },
  {
    // Due Friday 16 May, 3 600 at 11 %: 17 d to 2 June: 18.44; 18 d: 19.53; 20 d: 21.70. The creditor had 3 618.44 on 2
    // June, the day before the demand: that earned no fee (1.1, "when does the 180 fall due"), and nothing is owed.
    title: 'a consumer paid the day before the demand',
    registeredOn: '2025-06-03',
    creditor: SUPPLIER,
    debtor: consumer('Hann Exempelsson'),
    claims: [{ principal: '3600.00', dueDate: '2025-05-16' }],
    timeline: [
      { on: '2025-06-03', owed: '3799.53', interest: '19.53', costs: '180.00' },
      { on: '2025-06-05', owed: '3801.70', interest: '21.70', costs: '180.00' },
      { on: '2025-06-10', pay: '3618.44', receivedOn: '2025-06-02', toCreditor: true },
      { on: '2025-06-10', owed: '0.00', costs: '0.00' },
      { on: '2025-06-30', owed: '0.00', costs: '0.00' },
    ],
  },
  {
    // The same, booked on the day the demand was sent: the fee stands. Of 3 619.53 go 180 to it, 19.53 to interest, 3 420
    // to principal; left 180: at 11 % 7 d: 0.38; 27 d: 1.46; July 31 d at 10 %: 1.53.
    title: 'a consumer paid the day of the demand',
    registeredOn: '2025-06-03',
    creditor: SUPPLIER,
    debtor: consumer('Samma Exempelsson'),
    claims: [{ principal: '3600.00', dueDate: '2025-05-16' }],
    timeline: [
      { on: '2025-06-03', owed: '3799.53', interest: '19.53', costs: '180.00' },
      { on: '2025-06-10', pay: '3619.53', receivedOn: '2025-06-03', toCreditor: true },
      { on: '2025-06-10', owed: '180.38', interest: '19.91', costs: '180.00' },
      { on: '2025-06-30', owed: '181.46', interest: '20.99' },
      { on: '2025-07-31', owed: '182.99', interest: '22.52', costs: '180.00' },
    ],
  },
  {
    // Rent for July, due Friday 27 June. 8 500 at 11 % 3 d: 7.68; at 10 %: 14 d: 32.60; 31 d: 72.19; 60 d: 139.73, in all
    // 147.41: of 2 000 go 180 to the fee, 147.41 to interest, 1 672.59 to the rent; left 6 827.41: 124 d: 231.94.
    title: 'rent of a dwelling',
    registeredOn: '2025-07-14',
    creditor: SUPPLIER,
    debtor: consumer('Hyres Exempelsson'),
    claims: [{ principal: '8500.00', dueDate: '2025-06-27', kind: 'RENT_DWELLING' }],
    timeline: [
      { on: '2025-07-14', owed: '8720.28', interest: '40.28', costs: '180.00' },
      { on: '2025-07-31', owed: '8759.87', interest: '79.87' },
      { on: '2025-08-29', pay: '2000.00' },
      { on: '2025-08-29', owed: '6827.41', interest: '147.41' },
      { on: '2025-12-31', owed: '7059.35', interest: '379.35', costs: '180.00' },
    ],
  },
  {
    // Agreed 24 %, the same in both half-years. Due 30 April. 12 500: 14 d: 115.07; 61 d: 501.37; July 31 d: 254.79; 184
    // d: 1 512.33.
    title: 'a company at an agreed 24 percent',
    registeredOn: '2025-05-14',
    creditor: SUPPLIER,
    debtor: company('Påhittad Handel AB'),
    claims: [{ principal: '12500.00', dueDate: '2025-04-30', agreedRatePercent: '24' }],
    timeline: [
      { on: '2025-05-14', owed: '13065.07', interest: '115.07', costs: '450.00' },
      { on: '2025-06-30', owed: '13451.37', interest: '501.37' },
      { on: '2025-07-31', owed: '13706.16', interest: '756.16' },
      { on: '2025-12-31', owed: '14963.70', interest: '2013.70', costs: '450.00' },
    ],
  },
  {
    // Rent is paid when the bank has the order (1.1, [P5]; 12 kap. 20 § jordabalken): what is booked on Monday 14 July was
    // ordered before the demand of that day, which earns nothing. 8 500 at 11 % 3 d: 7.68; at 10 %: 14 d: 32.60, in all
    // 40.28; 15 d: 34.93.
    title: 'rent ordered before the demand and booked on its day',
    registeredOn: '2025-07-14',
    creditor: SUPPLIER,
    debtor: consumer('Bostad Exempelsson'),
    claims: [{ principal: '8500.00', dueDate: '2025-06-27', kind: 'RENT_DWELLING' }],
    timeline: [
      { on: '2025-07-14', owed: '8720.28', interest: '40.28', costs: '180.00' },
      { on: '2025-07-15', owed: '8722.61', interest: '42.61', costs: '180.00' },
      { on: '2025-07-16', pay: '8540.28', receivedOn: '2025-07-14', toCreditor: true },
      { on: '2025-07-16', owed: '0.00', costs: '0.00' },
      { on: '2025-07-31', owed: '0.00', costs: '0.00' },
    ],
  },
]);
