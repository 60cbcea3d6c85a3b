import { jurisdictionOf } from '../../countries/index.js';
import type { Refusal } from '../../domain/refusal.js';
import { formatAmount } from '../../domain/money.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOwner, releaseUnusedKey, takeKey } from '../../graphql/idempotency.js';
import { buyerIdentifier, sameCompany } from '../../invoices/identity.js';
import type { InvoiceParty, ReadInvoice } from '../../invoices/invoice.js';
import { readInvoice } from '../../invoices/read.js';
import type { Platform, Viewer } from '../../platform.js';
import { LANGUAGES } from '../../texts.js';
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

/** Registers a case for each e-invoice of a creditor. Each file is a case of its own, and refused alone. */
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
  const sellers: Seller[] = await platform.db.query(
    `select name, country, organisation_number as "organisationNumber" from creditor where id = $1`,
    [key],
  );
  const seller = sellers[0];
  if (!seller) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
  const { idempotencyKey, ...request } = input;
  const call = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'importInvoices', input: request };
  const refusal = await takeKey(platform.db, call);
  if (refusal) return refused([refusal]);
  const worldOn = rememberedWorld(platform);
  const imported: ImportedFile[] = [];
  for (const [index, file] of input.files.entries()) {
    const register = (asked: CaseRequest) => registerOnce(platform, viewer, asked, { ...call, part: index }, worldOn);
    imported.push(await importFile(file, input.creditorId, seller, register));
  }
  if (imported.every(({ caseId }) => caseId === null)) await releaseUnusedKey(platform.db, call);
  return success(imported);
}

async function importFile(
  { fileName, content }: InvoiceFileInput,
  creditorId: string,
  seller: Seller,
  register: (request: CaseRequest) => ReturnType<typeof registerOnce>,
): Promise<ImportedFile> {
  const read = readInvoice(content);
  if (!read.ok) {
    const { invoiceNumber = null, ...refusal } = read.refusal;
    return { fileName, invoiceNumber, caseId: null, refusals: [ofFile(fileName, refusal)] };
  }
  const invoice = read.value;
  const refusal = otherSeller(invoice.seller, seller);
  if (refusal) return { fileName, invoiceNumber: invoice.number, caseId: null, refusals: [ofFile(fileName, refusal)] };
  const answer = await register(requestFor(invoice, creditorId, seller.country));
  return {
    fileName,
    invoiceNumber: invoice.number,
    caseId: answer.ok ? answer.value.caseId : null,
    refusals: answer.ok ? [] : answer.refusal.map((each) => ofFile(fileName, each)),
  };
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
