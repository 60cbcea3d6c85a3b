import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { type Context, requireReader, requireRole, userError } from '../../graphql/context.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { BankEntry, BankEntryEnd, MatchSuggestion } from './bank-entry.entity.js';
import { BankFile } from './bank-file.entity.js';
import {
  AssignBankEntryInput, BankEntryListArgs, BankEntryPayload, BankFileTotal, EndBankEntryInput, ImportBankFileInput,
  ImportBankFilePayload, OwnAccount, OwnAccountPayload, OwnAccountRequest,
} from './bank.inputs.js'; // prettier-ignore
import { entryExplanation, fileTotals } from './bank.fields.js';
import { importBankFile } from './import.commands.js';
import { registerOwnAccount } from './own-accounts.js';
import { assignBankEntry, discardBankEntry, returnBankEntry } from './suspense.commands.js';
import type { Case } from '../cases/case.entity.js';
import type { Payment } from '../payments/payment.entity.js';

const BankFileConnection = connectionType('BankFile', () => BankFile);
const BankEntryConnection = connectionType('BankEntry', () => BankEntry);

@Resolver()
export class BankMutations {
  @Mutation(() => ImportBankFilePayload, {
    description:
      'For the agency: takes in a file of a bank, whole or not at all. Handing in the same again, or another file that tells of the same money, changes nothing.',
  })
  async importBankFile(
    @Arg('input', () => ImportBankFileInput, { description: 'The file.' }) input: ImportBankFileInput,
    @Ctx() context: Context,
  ): Promise<ImportBankFilePayload> {
    const result = await importBankFile(context.platform, requireRole(context, 'AGENT'), input);
    if (!result.ok) {
      const userErrors = result.refusal.map((refusal) => userError(context, refusal));
      return Object.assign(new ImportBankFilePayload(), { file: null, entries: [], userErrors });
    }
    const [file, entries] = await Promise.all([
      context.loaders.byId<BankFile>('BankFile').load(result.value),
      context.loaders.childrenOf<BankEntry>('BankEntry', 'fileId').load(result.value),
    ]);
    return Object.assign(new ImportBankFilePayload(), { file, entries, userErrors: [] });
  }

  @Mutation(() => OwnAccountPayload, {
    description: 'For the agency: an account of ours beside those that letters name.',
  })
  async registerOwnAccount(
    @Arg('input', () => OwnAccountRequest, { description: 'The account.' }) input: OwnAccountRequest,
    @Ctx() context: Context,
  ): Promise<OwnAccountPayload> {
    const result = await registerOwnAccount(context.platform, requireRole(context, 'AGENT'), input);
    const account = result.ok ? Object.assign(new OwnAccount(), { name: input.name, numbers: input.numbers }) : null;
    const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new OwnAccountPayload(), { account, userErrors });
  }

  @Mutation(() => BankEntryPayload, {
    description: 'For the agency: says which case money in suspense is for, or which payment was taken back.',
  })
  async assignBankEntry(
    @Arg('input', () => AssignBankEntryInput, { description: 'The entry and the case.' }) input: AssignBankEntryInput,
    @Ctx() context: Context,
  ): Promise<BankEntryPayload> {
    return answer(context, await assignBankEntry(context.platform, requireRole(context, 'AGENT'), input));
  }

  @Mutation(() => BankEntryPayload, {
    description: 'For the agency: money in suspense was sent back to whoever paid it.',
  })
  async returnBankEntry(
    @Arg('input', () => EndBankEntryInput, { description: 'The entry and the transfer.' }) input: EndBankEntryInput,
    @Ctx() context: Context,
  ): Promise<BankEntryPayload> {
    return answer(context, await returnBankEntry(context.platform, requireRole(context, 'AGENT'), input));
  }

  @Mutation(() => BankEntryPayload, {
    description:
      'For the agency: what is in suspense is no money to be accounted for, as it was known already or was put right.',
  })
  async discardBankEntry(
    @Arg('input', () => EndBankEntryInput, { description: 'The entry and why.' }) input: EndBankEntryInput,
    @Ctx() context: Context,
  ): Promise<BankEntryPayload> {
    return answer(context, await discardBankEntry(context.platform, requireRole(context, 'AGENT'), input));
  }
}

async function answer(context: Context, result: Result<string, readonly Refusal[]>): Promise<BankEntryPayload> {
  const entry = result.ok ? await context.loaders.byId<BankEntry>('BankEntry').load(result.value) : null;
  const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
  return Object.assign(new BankEntryPayload(), { entry, userErrors });
}

@Resolver(() => BankFile)
export class BankFileResolver {
  @Query(() => BankFileConnection, {
    description: 'Files of banks that were taken in, the newest first; for the agency.',
  })
  bankFiles(@Ctx() context: Context, @Args(() => PageArgs) args: PageArgs): Promise<Connection<BankFile>> {
    requireReader(context);
    return context.loaders.pages.connection('BankFile', args);
  }

  @Query(() => [OwnAccount], { description: 'For the agency: its accounts, those that letters name first.' })
  async ownAccounts(@Ctx() context: Context): Promise<OwnAccount[]> {
    requireRole(context, 'AGENT');
    const { agency, db } = context.platform;
    const registered: OwnAccount[] = await db.query('select name, numbers from own_account order by id');
    const printed = Object.entries(agency.accounts).map(([country, account]) => ({
      name: country,
      numbers: [account],
    }));
    return [...printed, ...registered].map((account) => Object.assign(new OwnAccount(), account));
  }

  @FieldResolver(() => BankEntryConnection, { description: 'Its lines, in their order.' })
  entries(
    @Root() row: BankFile,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<BankEntry>> {
    return loaders.pages.connection('BankEntry', args, { column: 'file_id', parentId: row.id });
  }

  @FieldResolver(() => [BankFileTotal], { description: 'Its lines, added up.' })
  totals(@Root() row: BankFile, @Ctx() context: Context): Promise<BankFileTotal[]> {
    return fileTotals(row.id, context);
  }
}

@Resolver(() => BankEntry)
export class BankEntryResolver {
  @Query(() => BankEntryConnection, { description: 'Lines of bank files, oldest first; for the agency.' })
  bankEntries(
    @Ctx() context: Context,
    @Args(() => BankEntryListArgs) args: BankEntryListArgs,
  ): Promise<Connection<BankEntry>> {
    requireReader(context);
    return context.loaders.pages.connection('BankEntry', args);
  }

  @FieldResolver(() => String, { description: 'The rule or the reason in words, localized by Accept-Language.' })
  explanation(@Root() row: BankEntry, @Ctx() context: Context): string {
    return entryExplanation(row, context);
  }

  @FieldResolver()
  file(@Root() row: BankEntry, @Ctx() { loaders }: Context): Promise<BankFile | null> {
    return loaders.byId<BankFile>('BankFile').load(row.fileId);
  }

  @FieldResolver()
  async duplicateOf(@Root() row: BankEntry, @Ctx() { loaders }: Context): Promise<BankEntry | null> {
    return row.duplicateOfId === null ? null : loaders.byId<BankEntry>('BankEntry').load(row.duplicateOfId);
  }

  @FieldResolver()
  async case(@Root() row: BankEntry, @Ctx() { loaders }: Context): Promise<Case | null> {
    return row.caseId === null ? null : loaders.byId<Case>('Case').load(row.caseId);
  }

  @FieldResolver()
  async payment(@Root() row: BankEntry, @Ctx() { loaders }: Context): Promise<Payment | null> {
    return row.paymentId === null ? null : loaders.byId<Payment>('Payment').load(row.paymentId);
  }

  @FieldResolver(() => [MatchSuggestion], { description: 'Cases it may be for, the likeliest first.' })
  async suggestions(@Root() row: BankEntry, @Ctx() context: Context): Promise<MatchSuggestion[]> {
    const { platform, language, loaders } = context;
    const cases = await Promise.all(row.suggestions.map(({ caseId }) => loaders.byId<Case>('Case').load(caseId)));
    return row.suggestions.flatMap(({ evidence }, index) => {
      const found = cases[index];
      const text = evidence.map((each) => platform.texts.translate(language, `terms:matchEvidence.${each}`)).join(' ');
      return found ? [Object.assign(new MatchSuggestion(), { case: found, evidence, text })] : [];
    });
  }

  @FieldResolver(() => BankEntryEnd, {
    nullable: true,
    description: 'How it left suspense; null where it did not, or never was there.',
  })
  async end(@Root() row: BankEntry, @Ctx() { loaders }: Context): Promise<BankEntryEnd | null> {
    const [found] = await loaders.rowsOf<EndRow>(ENDS).load(row.id);
    if (!found) return null;
    const { caseId, paymentId, parent: _, ...end } = found;
    return Object.assign(new BankEntryEnd(), {
      ...end,
      case: caseId === null ? null : await loaders.byId<Case>('Case').load(caseId),
      payment: paymentId === null ? null : await loaders.byId<Payment>('Payment').load(paymentId),
    });
  }
}

interface EndRow extends Omit<BankEntryEnd, 'case' | 'payment'> {
  readonly parent: string;
  readonly caseId: string | null;
  readonly paymentId: string | null;
}

const ENDS = `select entry_id::text as parent, kind, on_date as on, settled_by as "settledBy", note, case_id as "caseId", payment_id as "paymentId"
  from bank_entry_settlement where entry_id = any($1)`;
