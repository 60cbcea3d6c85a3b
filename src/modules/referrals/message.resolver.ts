import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import { badInput } from '../../graphql/faults.js';
import { sendReferralDocument, sendReferralMessage } from './message.commands.js';
import { ReferralDocument, type ReferralMessage } from './message.entity.js';
import { ReferralDocumentInput, ReferralMessageInput } from './referral.inputs.js';
import { ReferralDocumentPayload, ReferralMessagePayload } from './referral.payloads.js';
import { told } from './referral.rows.js';

@Resolver(() => ReferralDocument)
export class MessageResolver {
  @Mutation(() => ReferralMessagePayload, {
    description: 'Writes to the partner that has a case; from a partner, to the agency and the creditor.',
  })
  async sendReferralMessage(
    @Arg('input', () => ReferralMessageInput, { description: 'The message.' }) input: ReferralMessageInput,
    @Ctx() context: Context,
  ): Promise<ReferralMessagePayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER');
    const sent = await sendReferralMessage(context.platform, viewer, input);
    return Object.assign(new ReferralMessagePayload(), {
      message: sent.ok ? await context.loaders.byId<ReferralMessage>('ReferralMessage').load(sent.value) : null,
      userErrors: sent.ok ? [] : told(context, sent.refusal),
    });
  }

  @Mutation(() => ReferralDocumentPayload, {
    description: 'Sends a document to the partner that has a case; from a partner, to the agency and the creditor.',
  })
  async sendReferralDocument(
    @Arg('input', () => ReferralDocumentInput, { description: 'The document.' }) input: ReferralDocumentInput,
    @Ctx() context: Context,
  ): Promise<ReferralDocumentPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER');
    const sent = await sendReferralDocument(context.platform, viewer, input);
    return Object.assign(new ReferralDocumentPayload(), {
      document: sent.ok ? await context.loaders.byId<ReferralDocument>('ReferralDocument').load(sent.value) : null,
      userErrors: sent.ok ? [] : told(context, sent.refusal),
    });
  }

  @FieldResolver(() => String, {
    description: 'The bytes in Base64; at most 30 megabytes of documents in one request.',
  })
  content(@Root() { id }: ReferralDocument, @Ctx() context: Context): Promise<string> {
    return contentsOf(context).load(id);
  }
}

/** Bytes of documents that one request may read. */
const MOST_BYTES_READ = 30 * 1024 * 1024;

type Contents = DataLoader<string, string>;
const loaders = new WeakMap<Context['loaders'], Contents>();

/** Bytes are read for the field alone, of rows that the reader has been shown, all that are asked for at once in one statement. */
function contentsOf(context: Context): Contents {
  const { loaders: ofRequest, platform } = context;
  let loader = loaders.get(ofRequest);
  if (!loader) {
    loader = new DataLoader<string, string>(async (ids) => {
      const [{ bytes }]: [{ bytes: string }] = await platform.db.query(
        'select coalesce(sum(size), 0) as bytes from referral_document where id = any($1)',
        [ids],
      );
      const read = (context.bytesRead ?? 0) + Number(bytes);
      if (read > MOST_BYTES_READ) throw badInput('Ask for the content of fewer documents at once.', 'content');
      context.bytesRead = read;
      const rows: { id: string; content: Buffer }[] = await platform.db.query(
        'select id, content from referral_document where id = any($1)',
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, row.content.toString('base64')]));
      return ids.map((id) => byId.get(id) ?? new Error(`no document ${id}`));
    });
    loaders.set(ofRequest, loader);
  }
  return loader;
}
