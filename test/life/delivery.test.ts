import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { isoDate } from '../../src/domain/date.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { globalId } from '../../src/graphql/ids.js';
import type { Context } from '../../src/graphql/context.js';
import { recordDebtorCondition } from '../../src/modules/debtors/condition.commands.js';
import { deliverNotice } from '../../src/modules/notices/delivery.js';
import type { LetterDocument } from '../../src/modules/notices/document.js';
import { contentHash } from '../../src/modules/notices/letter.js';
import { NoticeStepResolver } from '../../src/modules/notices/notice.resolver.js';
import { letterPdf } from '../../src/modules/notices/pdf.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { agent, creditorStaff } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import { creditorOf, hand, letters, openPlatform, until, type Invented } from './world.js';

const db = useDatabase();

const NORWEGIAN: Invented = {
  country: 'NO', type: 'PERSON', principal: '1000.00', invoiceDate: '2026-05-18', dueDate: '2026-06-01',
}; // prettier-ignore

/** Begins with a maksumuistutus, which may go by mail. */
const FINNISH: Invented = { ...NORWEGIAN, country: 'FI' };

interface Sent {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly document: LetterDocument | null;
  readonly content_hash: string;
  readonly delivered_to: string | null;
  readonly delivered_at: Date | null;
}

async function letterOf(caseId: string): Promise<Sent> {
  const rows: Sent[] = await db.dataSource.query(
    'select id, subject, body, document, content_hash, delivered_to, delivered_at from notice where case_id = $1',
    [caseId],
  );
  return rows[0]!;
}

describe('into the spool directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fordring-spool-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('one file a letter, whole, and the same after a second delivery', async () => {
    const spoolDirectory = join(directory, 'letters');
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { spoolDirectory } });
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    const queued: unknown[] = await db.dataSource.query(
      `select from graphile_worker.jobs where task_identifier = 'deliverNotice'`,
    );
    expect(queued).toHaveLength(1);

    const { id: noticeId, subject, body, document, content_hash } = await letterOf(id);
    expect(content_hash).toBe(contentHash({ subject, body }));
    await deliverNotice(platform, noticeId);
    const first = await letterOf(id);
    const [reference] = await db.dataSource.query('select reference from collection_case where id = $1', [id]);
    const file = join(spoolDirectory, `${reference.reference}-2026-06-15-COLLECTION_NOTICE-nb`);
    expect(readdirSync(spoolDirectory).sort()).toEqual([`${basename(file)}.pdf`, `${basename(file)}.txt`]);
    expect(readFileSync(`${file}.txt`, 'utf8')).toBe(`${subject}\n\n${body}`);
    expect(readFileSync(`${file}.pdf`).equals(letterPdf(document!, isoDate('2026-06-15')))).toBe(true);
    expect(first.delivered_to).toBe(`${file}.txt`);

    await deliverNotice(platform, noticeId);
    expect(await letterOf(id)).toEqual(first);
    expect(readdirSync(spoolDirectory)).toHaveLength(2);
  });

  test('as text alone where its parts were not kept', async () => {
    const spoolDirectory = join(directory, 'texts');
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { spoolDirectory } });
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    await db.dataSource.query('update notice set document = null where case_id = $1', [id]);
    await deliverNotice(platform, (await letterOf(id)).id);
    expect(readdirSync(spoolDirectory)).toEqual([expect.stringMatching(/\.txt$/)]);
  });
});

describe('by e-mail', () => {
  const received: { to: string[]; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map((recipient) => recipient.address), text });
        done();
      });
    },
  });
  /** The only part of a mail that is a PDF. */
  const attachmentOf = (mail: string): Buffer => {
    const [, content] = /Content-Type: application\/pdf[^]*?\r\n\r\n([^-]*)/.exec(mail)!;
    return Buffer.from(content!, 'base64');
  };
  let smtpUrl = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  beforeEach(() => void received.splice(0));

  test('a reminder to the debtor, once', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl } });
    const id = await hand(platform, { ...FINNISH, email: 'person@debtor.example' });
    await until(platform, '2026-06-15');
    const { id: noticeId } = await letterOf(id);
    await deliverNotice(platform, noticeId);
    await deliverNotice(platform, noticeId);
    expect(received.map((mail) => mail.to)).toEqual([['person@debtor.example']]);
    expect(received[0]!.text).toContain(`Message-ID: <${noticeId}@inkasso.example>`);
    expect(attachmentOf(received[0]!.text)).toEqual(letterPdf((await letterOf(id)).document!, isoDate('2026-06-15')));
    expect((await letterOf(id)).delivered_to).toBe('mailto:person@debtor.example');
  });

  test.each<[string, Invented]>([
    ['a reminder where the debtor has no address for mail', FINNISH],
    ['an inkassovarsel, which takes secure means', { ...NORWEGIAN, email: 'person@debtor.example' }],
    ['an inkassokrav, which has to reach the debtor', { ...NORWEGIAN, country: 'SE', email: 'person@debtor.example' }],
  ])('to the agency, for the post: %s', async (_what, about) => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl } });
    const id = await hand(platform, about);
    await until(platform, '2026-06-15');
    await deliverNotice(platform, (await letterOf(id)).id);
    expect(received.map((mail) => mail.to)).toEqual([['post@inkasso.example']]);
    expect((await letterOf(id)).delivered_to).toBe('mailto:post@inkasso.example');
  });

  test('to the agency, for the post: a letter to somebody who acts for the debtor', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl } });
    const id = await hand(platform, { ...FINNISH, email: 'ward@debtor.example' });
    const [row] = await db.dataSource.query('select debtor_id from collection_case where id = $1', [id]);
    const told = await recordDebtorCondition(platform, agent, {
      debtorId: globalId('Debtor', row.debtor_id),
      type: 'GUARDIANSHIP',
      from: isoDate('2026-06-01'),
      representativeName: 'Test Edunvalvoja',
      representativeAddress: { lines: ['Katu 1'], postalCode: '00100', city: 'Testby', country: 'FI' },
    });
    expect(told.ok).toBe(true);
    await until(platform, '2026-06-15');
    await deliverNotice(platform, (await letterOf(id)).id);
    expect(received.map((mail) => mail.to)).toEqual([['post@inkasso.example']]);
  });

  test('a server that does not answer leaves the letter to be tried again', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl: 'smtp://127.0.0.1:1' } });
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    await expect(deliverNotice(platform, (await letterOf(id)).id)).rejects.toThrow('ECONNREFUSED');
    expect(await letterOf(id)).toMatchObject({ delivered_at: null, delivered_to: null });
  });
});

describe('noticePreview', () => {
  const resolver = new NoticeStepResolver();
  const contextOf = (platform: Platform, viewer: Viewer): Context => ({
    platform,
    viewer,
    language: 'en',
    loaders: new Loaders(platform.db, viewer),
  });

  test('is the letter that is then sent, and writes nothing', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const context = contextOf(platform, agent);
    const preview = await resolver.noticePreview(
      globalId('Case', id),
      'COLLECTION_NOTICE',
      null,
      isoDate('2026-06-15'),
      context,
    );
    expect(await letters(platform, id)).toEqual([]);
    expect(preview!.checks.filter((check) => !check.satisfied)).toEqual([]);
    await until(platform, '2026-06-15');
    expect(await letterOf(id)).toMatchObject({ subject: preview!.subject, body: preview!.body });
  });

  test('in a language of the country, in English for every other, and nothing for a letter the law does not know', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const context = contextOf(platform, agent);
    const languageOf = async (
      type: 'COLLECTION_NOTICE' | 'PUBLICATION_WARNING' | 'EVICTION',
      language: string | null,
    ) => (await resolver.noticePreview(globalId('Case', id), type, language, null, context))?.language ?? null;
    expect(await languageOf('COLLECTION_NOTICE', null)).toBe('nb');
    expect(await languageOf('COLLECTION_NOTICE', 'nn')).toBe('nn');
    expect(await languageOf('COLLECTION_NOTICE', 'fi')).toBe('en');
    expect(await languageOf('PUBLICATION_WARNING', null)).toBeNull();
    expect(await languageOf('EVICTION', null)).toBeNull();
  });

  test('is for those who may see the case', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const stranger = creditorStaff(await creditorOf(platform, { country: 'NO' }));
    expect(
      await resolver.noticePreview(
        globalId('Case', id),
        'COLLECTION_NOTICE',
        null,
        null,
        contextOf(platform, stranger),
      ),
    ).toBeNull();
  });
});
