import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { Notice } from './notice.entity.js';
import { NoticePreview } from './notice.resolver.js';
import { letterPdf, noticePdf, type SentNotice } from './pdf.js';

const base64 = (notice: SentNotice): string => noticePdf(notice).toString('base64');

@Resolver(() => Notice)
export class NoticePdfResolver {
  @FieldResolver(() => String, {
    description:
      'The letter as PDF, in Base64: A4, tagged, fonts embedded, set from what was sent; the same bytes at every reading.',
  })
  async pdf(@Root() notice: Notice, @Ctx() context: Context): Promise<string> {
    return base64({ ...notice, document: await documentOf(notice.id, context) });
  }
}

/** The preview is set as the letter would be, and only where it is asked for. */
@Resolver(() => NoticePreview)
export class PreviewPdfResolver {
  @FieldResolver(() => String, { description: 'The letter as PDF, in Base64, as it would be sent.' })
  pdf(@Root() { document, on }: NoticePreview): string {
    return letterPdf(document, on).toString('base64');
  }
}

/** Read for this field alone: no other needs letters in their parts. */
const DOCUMENTS = 'select id as parent, document from notice where id = any($1)';

async function documentOf(noticeId: string, { loaders }: Context): Promise<SentNotice['document']> {
  const rows = await loaders.rowsOf<{ parent: string } & Pick<SentNotice, 'document'>>(DOCUMENTS).load(noticeId);
  return rows[0]?.document ?? null;
}

/** For compiled reads. */
export const NOTICE_FIELDS: ComputedFields = {
  'Notice.pdf': {
    needs: (alias) =>
      `json_build_object('subject', ${alias}.subject, 'body', ${alias}.body, 'language', ${alias}.language,
        'sentOn', ${alias}.sent_on, 'document', ${alias}.document)`,
    value: (known) => base64(known as SentNotice),
  },
};
