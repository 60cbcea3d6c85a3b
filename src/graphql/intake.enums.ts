import { graphqlEnum } from './enums.js';

export const InvoiceSourceKind = graphqlEnum('InvoiceSourceKind', 'Where invoices are fetched from.', {
  FOLDER: 'A folder in which files are dropped.',
  REST: 'The interface of an accounting system.',
});
export type InvoiceSourceKind = keyof typeof InvoiceSourceKind;

export const IncomingStatus = graphqlEnum('IncomingStatus', 'Where a document that was fetched stands.', {
  WAITING: 'It becomes a case on the first day it may.',
  REGISTERED: 'It became a case.',
  CANCELLED: 'It was paid or credited before it became a case, or is the credit note that said so.',
  REFUSED: 'It cannot become a case.',
});
export type IncomingStatus = keyof typeof IncomingStatus;
