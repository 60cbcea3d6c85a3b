// The three queries, as each program's schema words them, and the requests made from them. Both ask for the same fields
// of the same rows in the same order, so that the keys in the two answers must be the same sequence.

const CREDITOR_AND_DEBTOR = {
  fordring: 'creditor { id name country organisationNumber } debtor { id type name country language }',
  postgraphile: `creditorByCreditorId { rowId name country organisationNumber }
    debtorByDebtorId { rowId type name country language }`,
};

const CASE = {
  fordring: 'id reference status stage registeredOn closedOn paymentReference',
  postgraphile: 'rowId reference status stage registeredOn closedOn paymentReference',
};

const CLAIMS = {
  fordring: 'claims { id invoiceNumber description invoiceDate dueDate principal { amount currency } }',
  postgraphile: `claimsByCaseId(orderBy: [DUE_DATE_ASC, ROW_ID_ASC]) {
    nodes { rowId invoiceNumber description invoiceDate dueDate principalMinor principalCurrency } }`,
};

const DOCUMENTS = {
  list: {
    fordring: `query List($after: String, $filter: CaseFilter) {
      cases(first: 20, after: $after, orderBy: REGISTERED_DESC, filter: $filter) {
        edges { node { ${CASE.fordring} ${CREDITOR_AND_DEBTOR.fordring} ${CLAIMS.fordring} } }
        pageInfo { hasNextPage endCursor } } }`,
    postgraphile: `query List($after: Cursor, $condition: CollectionCaseCondition) {
      allCollectionCases(first: 20, after: $after, orderBy: [REGISTERED_ON_DESC, ROW_ID_DESC], condition: $condition) {
        nodes { ${CASE.postgraphile} ${CREDITOR_AND_DEBTOR.postgraphile} ${CLAIMS.postgraphile} }
        pageInfo { hasNextPage endCursor } } }`,
  },
  'by id': {
    fordring: `query One($id: ID!) {
      case(id: $id) { ${CASE.fordring} ${CREDITOR_AND_DEBTOR.fordring} ${CLAIMS.fordring} } }`,
    postgraphile: `query One($id: UUID!) {
      collectionCaseByRowId(rowId: $id) { ${CASE.postgraphile} ${CREDITOR_AND_DEBTOR.postgraphile} ${CLAIMS.postgraphile} } }`,
  },
  deep: {
    fordring: `query Deep($after: String, $filter: CaseFilter) {
      cases(first: 50, after: $after, orderBy: REGISTERED_DESC, filter: $filter) {
        edges { node { id reference status registeredOn creditor { id name }
          debtor { id name country cases(first: 3, orderBy: REGISTERED_DESC) {
            edges { node { id reference status registeredOn creditor { id name } } } } }
          ${CLAIMS.fordring}
          notices(first: 5) { edges { node { id type language subject sentOn payBy } } } } }
        pageInfo { hasNextPage endCursor } } }`,
    postgraphile: `query Deep($after: Cursor, $condition: CollectionCaseCondition) {
      allCollectionCases(first: 50, after: $after, orderBy: [REGISTERED_ON_DESC, ROW_ID_DESC], condition: $condition) {
        nodes { rowId reference status registeredOn creditorByCreditorId { rowId name }
          debtorByDebtorId { rowId name country
            collectionCasesByDebtorId(first: 3, orderBy: [REGISTERED_ON_DESC, ROW_ID_DESC]) {
              nodes { rowId reference status registeredOn creditorByCreditorId { rowId name } } } }
          ${CLAIMS.postgraphile}
          noticesByCaseId(first: 5, orderBy: [SENT_ON_ASC, ROW_ID_ASC]) {
            nodes { rowId type language subject sentOn payBy } } }
        pageInfo { hasNextPage endCursor } } }`,
  },
};

/** Names of the queries, in the order of the table. */
export const QUERIES = Object.keys(DOCUMENTS);

/** The same numbers in every run (mulberry32), so that two runs send the same requests. */
export function seededRandom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** How each program words the variables of a page, and of a case by its key. */
const VARIABLES = {
  fordring: {
    page: ({ status, country }, after) => ({
      after,
      filter: { ...(status && { status: [status] }), ...(country && { country: [country] }) },
    }),
    one: (key) => ({ id: `Case:${key}` }),
  },
  postgraphile: {
    page: ({ status, country }, after) => ({
      after,
      condition: { ...(status && { status }), ...(country && { country }) },
    }),
    one: (key) => ({ id: key }),
  },
};

/**
 * Request bodies of one program, by query: as many as there are places. A place is a row of the list: its `key` and,
 * by program, the `cursor` of it. Filters are drawn anew for every request.
 */
export function requestBodies(program, places) {
  const { page, one } = VARIABLES[program];
  const random = seededRandom(1);
  const pick = (choices) => choices[Math.floor(random() * choices.length)];
  const bodies = {};
  for (const query of QUERIES) {
    bodies[query] = places.map((place) => {
      const filter = {
        status: pick([undefined, 'ACTIVE', 'CLOSED', 'ON_HOLD']),
        country: pick([undefined, 'NO', 'SE', 'FI']),
      };
      const variables = query === 'by id' ? one(place.key) : page(filter, place.cursor[program]);
      return JSON.stringify({ query: DOCUMENTS[query][program], variables });
    });
  }
  return bodies;
}

/** Asks a program for the newest case of a debtor and where it stands in the list. */
export const PLACE_REQUESTS = {
  fordring: (debtorKey) => ({
    query: `query Place($debtor: [ID!]) { list: cases(first: 1, orderBy: REGISTERED_DESC, filter: { debtorId: $debtor }) {
      edges { cursor node { id } } } }`,
    variables: { debtor: [`Debtor:${debtorKey}`] },
  }),
  postgraphile: (debtorKey) => ({
    query: `query Place($debtor: UUID) { list: allCollectionCases(first: 1, orderBy: [REGISTERED_ON_DESC, ROW_ID_DESC],
      condition: { debtorId: $debtor }) { edges { cursor node { id: rowId } } } }`,
    variables: { debtor: debtorKey },
  }),
};
