import type { DataSource } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import type { Refusal } from '../../domain/refusal.js';
import { formatAmount } from '../../domain/money.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOwner, releaseUnusedKey, takeKey } from '../../graphql/idempotency.js';
import { globalId } from '../../graphql/ids.js';
import { buyerIdentifier, sameCompany } from '../../invoices/identity.js';
import type { InvoiceParty, ReadCreditNote, ReadInvoice } from '../../invoices/invoice.js';
import { OF_CREDIT_NOTE, readCreditNote, readInvoice } from '../../invoices/read.js';
import type { Platform, Viewer } from '../../platform.js';
import { LANGUAGES } from '../../texts.js';
import { recordCreditNoteOnce } from '../payments/credit-note.commands.js';
import type { DebtorInput, ImportInvoicesInput, InvoiceFileInput } from './intake.inputs.js';
import type { CaseRequest } from './register.checks.js';
import { creditorKey, registerOnce, rememberedWorld } from './register.commands.js';

/** What became of one file. */
export interface ImportedFile {
  readonly fileName: string;
  readonly invoiceNumber: string | null;
  readonly caseId: string | null;
  readonly refusals: readonly Refusal[];
}

interface Seller {
  readonly name: string;
  readonly country: string;
  readonly organisationNumber: string;
}

const MOST_FILES = 100;

/**
 * Registers a case for each e-invoice of a creditor, and records each credit note on the case of the invoice it lowers. Each file
 * counts for itself, and is refused alone.
 */
export async function importInvoices(
  platform: Platform,
  viewer: Viewer,
  input: ImportInvoicesInput,
): Promise<Result<readonly ImportedFile[], readonly Refusal[]>> {
  if (input.files.length > MOST_FILES) {
    return refused([
      { code: 'INVALID_INPUT', text: 'INVALID_INPUT.tooManyRows', params: { maximum: MOST_FILES }, field: ['files'] },
    ]);
  }
  const key = creditorKey(viewer, input.creditorId);
  const seller = await loadSeller(platform.db, key);
  if (!seller) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
  const { idempotencyKey, ...request } = input;
  const call = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'importInvoices', input: request };
  const refusal = await takeKey(platform.db, call);
  if (refusal) return refused([refusal]);
  const worldOn = rememberedWorld(platform);
  const imported: ImportedFile[] = [];
  for (const [part, file] of input.files.entries()) {
    const register = (asked: CaseRequest) => registerOnce(platform, viewer, asked, { ...call, part }, worldOn);
    const credit = (note: ReadCreditNote) => creditOnce(platform, viewer, note, key, { ...call, part });
    imported.push(await importFile(file, input.creditorId, seller, { register, credit }));
  }
  if (imported.every(({ caseId }) => caseId === null)) await releaseUnusedKey(platform.db, call);
  return success(imported);
}

type Imported = Awaited<ReturnType<typeof registerOnce>>;

/** What is done with a file that could be read. Null where a credit note lowers no claim that we know of. */
interface Imports {
  register(request: CaseRequest): Promise<Imported>;
  credit(note: ReadCreditNote): Promise<Imported | null>;
}

async function importFile(
  { fileName, content }: InvoiceFileInput,
  creditorId: string,
  seller: Seller,
  { register, credit }: Imports,
): Promise<ImportedFile> {
  const read = readInvoice(content);
  const told = (invoiceNumber: string | null, answer: Imported): ImportedFile => ({
    fileName,
    invoiceNumber,
    caseId: answer.ok ? answer.value.caseId : null,
    refusals: answer.ok ? [] : answer.refusal.map((each) => ofFile(fileName, each)),
  });
  if (read.ok) {
    const request = requestOf(read.value, creditorId, seller);
    return told(read.value.number, request.ok ? await register(request.value) : refused([request.refusal]));
  }
  const { invoiceNumber = null, ...refusal } = read.refusal;
  if (refusal.text !== OF_CREDIT_NOTE) return told(invoiceNumber, refused([refusal]));
  const note = readOwnCreditNote(content, seller);
  const answer = note.ok ? await credit(note.value) : refused([note.refusal]);
  return told(invoiceNumber, answer ?? refused([refusal]));
}

/** What a credit note says; refused where it is another creditor's. */
export function readOwnCreditNote(content: string, seller: Seller): Result<ReadCreditNote, Refusal> {
  const note = readCreditNote(content);
  const stranger = note.ok ? otherSeller(note.value.seller, seller) : null;
  return stranger ? refused(stranger) : note;
}

/** Records a credit note on the claim of the creditor (its key) that has the invoice's number; null where there is none. */
export async function creditOnce(
  platform: Platform,
  viewer: Viewer,
  { number, creditedInvoice, amountMinor, currency, issueDate }: ReadCreditNote,
  creditorId: string | null,
  call: Parameters<typeof recordCreditNoteOnce>[3],
): Promise<Imported | null> {
  const claims: { id: string; caseId: string }[] = await platform.db.query(
    'select id, case_id as "caseId" from claim where creditor_id = $1 and invoice_number = $2',
    [creditorId, creditedInvoice],
  );
  const claim = claims[0];
  if (!claim) return null;
  const note = {
    caseId: globalId('Case', claim.caseId),
    claimId: globalId('Claim', claim.id),
    amount: { amount: formatAmount(amountMinor, currency), currency },
    issuedOn: issueDate,
    reference: number,
  };
  return recordCreditNoteOnce(platform, viewer, note, call);
}

/** The request to register in the text of an e-invoice of a creditor (global id), or why there is none. */
export function readClaim(
  content: string,
  creditorId: string,
  seller: Seller,
): Result<
  { readonly invoiceNumber: string; readonly request: CaseRequest },
  { readonly invoiceNumber: string | null; readonly refusal: Refusal }
> {
  const read = readInvoice(content);
  if (!read.ok) {
    const { invoiceNumber = null, ...refusal } = read.refusal;
    return refused({ invoiceNumber, refusal });
  }
  const { number: invoiceNumber } = read.value;
  const request = requestOf(read.value, creditorId, seller);
  return request.ok
    ? success({ invoiceNumber, request: request.value })
    : refused({ invoiceNumber, refusal: request.refusal });
}

/** The request to register in an invoice; refused where it is another creditor's. */
function requestOf(invoice: ReadInvoice, creditorId: string, seller: Seller): Result<CaseRequest, Refusal> {
  const refusal = otherSeller(invoice.seller, seller);
  return refusal ? refused(refusal) : success(requestFor(invoice, creditorId, seller.country));
}

/** The creditor with this key as invoices name it; null where there is none. */
export async function loadSeller(db: DataSource, key: string | null): Promise<Seller | null> {
  const sellers: Seller[] = await db.query(
    `select name, country, organisation_number as "organisationNumber" from creditor where id = $1`,
    [key],
  );
  return sellers[0] ?? null;
}

/** Points a refusal at the file. What it says of the one claim it says of the invoice. */
function ofFile(fileName: string, refusal: Refusal): Refusal {
  const [part, index, ...rest] = refusal.field ?? [];
  const within = part === 'claims' && index === '0' ? rest : (refusal.field ?? []);
  return { ...refusal, field: ['files', fileName, ...within] };
}

function otherSeller(party: InvoiceParty, { name, country, organisationNumber }: Seller): Refusal | null {
  if (sameCompany(party.identifiers, country, organisationNumber)) return null;
  const params = { seller: party.name, creditor: name };
  return { code: 'INVALID_INPUT', text: 'INVALID_INPUT.invoiceSellerNotCreditor', params, field: ['seller'] };
}

/** The invoice as a request to register. A buyer whose country it does not state is looked at by a person. */
function requestFor(invoice: ReadInvoice, creditorId: string, sellerCountry: string): CaseRequest {
  const { number, description, issueDate, dueDate, currency, amountDueMinor, buyer } = invoice;
  const claim = {
    invoiceNumber: number,
    description,
    invoiceDate: issueDate,
    dueDate,
    principal: { amount: formatAmount(amountDueMinor, currency), currency },
    originalReference: invoice.paymentReferences[0] ?? null,
  };
  return { creditorId, debtor: debtorOf(buyer, sellerCountry), claims: [claim] };
}

function debtorOf(buyer: InvoiceParty, sellerCountry: string): DebtorInput {
  const { name, type, address, email, phone } = buyer;
  const country = address?.country ?? sellerCountry;
  const language = languageOf(buyer.language, country);
  return {
    type,
    name,
    country,
    nationalId: buyerIdentifier(buyer),
    address: address && { ...address, lines: [...address.lines] },
    email,
    phone,
    ...(language !== null && { language }),
  };
}

/** The invoice's language as the debtor's country writes it, where letters can be written in it; null leaves it to the country. */
function languageOf(tag: string | null, country: string): string | null {
  const [primary = ''] = tag?.toLowerCase().split('-') ?? [];
  const wanted = primary === 'no' ? 'nb' : primary;
  const local = jurisdictionOf(country)?.languages.find((language) => language.split('-')[0] === wanted);
  return local ?? LANGUAGES.find((language) => language === wanted) ?? null;
}
