import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import { globalId, keyOf } from '../../graphql/ids.js';
import { IncomingStatus, type InvoiceSourceKind } from '../../graphql/intake.enums.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import type { Case } from '../cases/case.entity.js';
import { cancelIncomingInvoice } from './incoming.commands.js';
import { addInvoiceFolder, addInvoiceInterface, stopInvoiceSource } from './source.commands.js';
import { IncomingInvoice, IncomingInvoicePayload, InvoiceSource, InvoiceSourcePayload } from './source.type.js';

const MOST_ROWS = 500;

@Resolver()
export class InvoiceSourceResolver {
  @Mutation(() => InvoiceSourcePayload, {
    description:
      'For the agency: has e-invoices of a creditor fetched from a folder, so that each becomes a case on the first day it may.',
  })
  async addInvoiceFolder(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Arg('folder', () => String, { description: 'Name of the folder in the invoice directory.' }) folder: string,
    @Ctx() context: Context,
  ): Promise<InvoiceSourcePayload> {
    const viewer = requireRole(context, 'AGENT');
    return sourcePayload(context, await addInvoiceFolder(context.platform, viewer, { creditorId, folder }));
  }

  @Mutation(() => InvoiceSourcePayload, {
    description: 'For the agency: the same from the interface of an accounting system, under a key of ours.',
  })
  async addInvoiceInterface(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Arg('url', () => String, { description: 'Address of the interface, https.' }) url: string,
    @Arg('key', () => String, { description: 'What proves who we are; kept encrypted and never shown.' }) key: string,
    @Ctx() context: Context,
  ): Promise<InvoiceSourcePayload> {
    const viewer = requireRole(context, 'AGENT');
    return sourcePayload(context, await addInvoiceInterface(context.platform, viewer, { creditorId, url, key }));
  }

  @Mutation(() => InvoiceSourcePayload, { description: 'For the agency: nothing is fetched from a source any more.' })
  async stopInvoiceSource(
    @Arg('id', () => ID, { description: 'The source.' }) id: string,
    @Ctx() context: Context,
  ): Promise<InvoiceSourcePayload> {
    requireRole(context, 'AGENT');
    return sourcePayload(context, await stopInvoiceSource(context.platform, id));
  }

  @Mutation(() => IncomingInvoicePayload, {
    description: 'An invoice that waits was paid or credited: it becomes no case.',
  })
  async cancelIncomingInvoice(
    @Arg('id', () => ID, { description: 'The invoice.' }) id: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<IncomingInvoicePayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const result = await cancelIncomingInvoice(context.platform, viewer, { id, reason });
    const [invoice = null] = result.ok ? await incoming(context, 'i.id = $1', [result.value]) : [];
    return Object.assign(new IncomingInvoicePayload(), { invoice, userErrors: errorsOf(context, result) });
  }

  @Query(() => [InvoiceSource], { description: 'Where invoices of a creditor are fetched from, oldest first.' })
  invoiceSources(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Ctx() context: Context,
  ): Promise<InvoiceSource[]> {
    requireRole(context, 'AGENT', 'CREDITOR');
    return sources(context, 's.creditor_id = $1', keyOf('Creditor', creditorId));
  }

  @Query(() => [IncomingInvoice], { description: 'Documents fetched for a creditor, latest first.' })
  incomingInvoices(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Arg('status', () => IncomingStatus, { nullable: true, description: 'Only those that stand so.' })
    status: IncomingStatus | null,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many at most; no more than 500 are given.' })
    first: number,
    @Ctx() context: Context,
  ): Promise<IncomingInvoice[]> {
    requireRole(context, 'AGENT', 'CREDITOR');
    const most = Math.max(0, Math.min(first, MOST_ROWS));
    const condition = `i.creditor_id = $1 and ($2::text is null or i.status = $2)`;
    return incoming(context, condition, [keyOf('Creditor', creditorId), status], most);
  }
}

const errorsOf = (context: Context, result: Result<unknown, readonly Refusal[]>) =>
  result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));

async function sourcePayload(
  context: Context,
  result: Result<string, readonly Refusal[]>,
): Promise<InvoiceSourcePayload> {
  const [source = null] = result.ok ? await sources(context, 's.id = $1', result.value) : [];
  return Object.assign(new InvoiceSourcePayload(), { source, userErrors: errorsOf(context, result) });
}

/** Sources visible to the reader. The condition has one parameter. */
async function sources({ platform, viewer }: Context, condition: string, key: string | null): Promise<InvoiceSource[]> {
  const visible = visibleTo(readingRole(viewer), 'InvoiceSource', 's', '$2');
  const rows: { id: string; kind: InvoiceSourceKind; place: string; stopped: boolean; lastFault: string | null }[] =
    await platform.db.query(
      `select s.id, s.kind, s.place, s.stopped_at is not null as stopped, s.last_fault as "lastFault"
       from invoice_source s where ${condition} and ${visible} order by s.id`,
      visible.includes('$2') ? [key, scopeKey(viewer)] : [key],
    );
  return rows.map((row) => Object.assign(new InvoiceSource(), { ...row, id: globalId('InvoiceSource', row.id) }));
}

interface IncomingRow {
  id: string;
  name: string;
  invoiceNumber: string | null;
  status: IncomingStatus;
  startsOn: IsoDate;
  receivedOn: IsoDate;
  reason: string | null;
  refusals: Refusal[];
  caseId: string | null;
}

/** Documents visible to the reader, latest first. */
async function incoming(
  context: Context,
  condition: string,
  params: readonly unknown[],
  most = 1,
): Promise<IncomingInvoice[]> {
  const { platform, viewer, loaders } = context;
  const key = scopeKey(viewer);
  const visible = visibleTo(readingRole(viewer), 'IncomingInvoice', 'i', `$${params.length + 1}`);
  const rows: IncomingRow[] = await platform.db.query(
    `select i.id, i.name, i.invoice_number as "invoiceNumber", i.status, i.start_on as "startsOn", i.received_on as "receivedOn",
       i.reason, i.refusals, k.case_id as "caseId"
     from incoming_invoice i left join claim k
       on i.status = 'REGISTERED' and (k.creditor_id, k.invoice_number) = (i.creditor_id, i.invoice_number)
     where ${condition} and ${visible} order by i.id desc limit ${most}`,
    visible.includes('$') ? [...params, key] : [...params],
  );
  return Promise.all(
    rows.map(async ({ id, caseId, refusals, ...row }) =>
      Object.assign(new IncomingInvoice(), row, {
        id: globalId('IncomingInvoice', id),
        refusals: refusals.map((refusal) => userError(context, refusal)),
        case: caseId === null ? null : await loaders.byId<Case>('Case').load(caseId),
      }),
    ),
  );
}
