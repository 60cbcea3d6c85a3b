import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { elksGateway } from '../../src/channels/elks.js';
import { isoDate } from '../../src/domain/date.js';
import { DEFAULT_STRATEGY } from '../../src/domain/strategy.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { globalId } from '../../src/graphql/ids.js';
import type { Context } from '../../src/graphql/context.js';
import { storedStrategy } from '../../src/modules/cases/case.strategy.js';
import { recordDebtorCondition } from '../../src/modules/debtors/condition.commands.js';
import { announceNotice, takeSmsReport } from '../../src/modules/notices/announcing.js';
import { deliverNotice } from '../../src/modules/notices/delivery.js';
import type { LetterDocument } from '../../src/modules/notices/document.js';
import { contentHash } from '../../src/modules/notices/letter.js';
import { NoticeStepResolver } from '../../src/modules/notices/notice.resolver.js';
import { letterPdf } from '../../src/modules/notices/pdf.js';
import { reportDelivery } from '../../src/modules/notices/undelivered.commands.js';
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
    expect(readdirSync(spoolDirectory).sort()).toEqual([`${basename(file)}.pdf`, `${basename(file)}.txt`, 'manifests']);
    expect(readFileSync(`${file}.txt`, 'utf8')).toBe(`${subject}\n\n${body}`);
    expect(readFileSync(`${file}.pdf`).equals(letterPdf(document!, isoDate('2026-06-15')))).toBe(true);
    expect(first.delivered_to).toBe(`${file}.txt`);

    await deliverNotice(platform, noticeId);
    expect(await letterOf(id)).toEqual(first);
    expect(readdirSync(spoolDirectory)).toHaveLength(3);
    // Once, in the list of the day. An inkassovarsel is sent, not served, so plain post does; the debtor lives at Testveien 1.
    const [line, ...more] = readFileSync(join(spoolDirectory, 'manifests', '2026-06-15.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(more).toEqual([]);
    const pdf = readFileSync(`${file}.pdf`);
    expect(JSON.parse(line!)).toMatchObject({
      // As the page tree of the PDF itself counts them.
      notice: noticeId, file: `${basename(file)}.pdf`, pages: Number(/\/Type \/Pages\b[^>]*\/Count (\d+)/.exec(pdf.toString('latin1'))![1]), sha256: createHash('sha256').update(pdf).digest('hex'),
      country: 'NO', post: 'PLAIN',
    }); // prettier-ignore
    expect(JSON.parse(line!).address[0]).toBe('Test Person');
  });

  test('as text alone where its parts were not kept', async () => {
    const spoolDirectory = join(directory, 'texts');
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { spoolDirectory } });
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    await db.dataSource.query('update notice set document = null where case_id = $1', [id]);
    await deliverNotice(platform, (await letterOf(id)).id);
    expect(readdirSync(spoolDirectory).sort()).toEqual([expect.stringMatching(/\.txt$/), 'manifests']);
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

  test('a reminder whose mail bounced goes again by post, with new time to pay and one fee', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl } });
    const id = await hand(platform, { ...FINNISH, email: 'gone@debtor.example' });
    await until(platform, '2026-06-15');
    const { id: first } = await letterOf(id);
    const report = (noticeId: string, outcome: 'BOUNCED' | 'RETURNED') =>
      reportDelivery(platform, agent, { noticeId: globalId('Notice', noticeId), outcome, reason: '550 no such user' });
    expect(await report(first, 'BOUNCED')).toMatchObject({
      ok: false,
      refusal: [{ text: 'INVALID_STATE.noticeUnsent' }],
    });
    await deliverNotice(platform, first);
    expect(await report(first, 'RETURNED')).toMatchObject({
      ok: false,
      refusal: [{ text: 'INVALID_INPUT.deliveryOutcome' }],
    });
    await until(platform, '2026-06-16');
    expect(await report(first, 'BOUNCED')).toMatchObject({ ok: true });
    expect(await report(first, 'BOUNCED')).toMatchObject({
      ok: false,
      refusal: [{ text: 'INVALID_STATE.noticeFailed' }],
    });
    const sent: { id: string; undelivered: string | null; sentOn: string }[] = await db.dataSource.query(
      `select id, undelivered_on as undelivered, sent_on as "sentOn" from notice where case_id = $1 order by sent_on`, [id],
    ); // prettier-ignore
    expect(sent.map(({ sentOn, undelivered }) => [sentOn, undelivered])).toEqual([
      ['2026-06-15', '2026-06-16'], ['2026-06-16', null],
    ]); // prettier-ignore
    await deliverNotice(platform, sent[1]!.id);
    expect(received.map((mail) => mail.to)).toEqual([['gone@debtor.example'], ['post@inkasso.example']]);
    // A maksumuistutus costs 5 euros (perintälaki 10 a §): what is booked for costs is that of the one that counts.
    const [costs] = await db.dataSource.query(
      `select sum(case when debit_account = 'receivable:costs' then amount_minor else -amount_minor end)::text as minor
       from posting where case_id = $1 and 'receivable:costs' in (debit_account, credit_account)`, [id],
    ); // prettier-ignore
    expect(costs).toEqual({ minor: '500' });
  });

  test('a server that does not answer leaves the letter to be tried again', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { smtpUrl: 'smtp://127.0.0.1:1' } });
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-15');
    await expect(deliverNotice(platform, (await letterOf(id)).id)).rejects.toThrow('ECONNREFUSED');
    expect(await letterOf(id)).toMatchObject({ delivered_at: null, delivered_to: null });
  });
});

describe('by SMS', () => {
  interface Posted {
    readonly authorization: string | undefined;
    readonly form: Record<string, string>;
  }
  const posted: Posted[] = [];
  const elks = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      posted.push({
        authorization: request.headers.authorization,
        form: Object.fromEntries(new URLSearchParams(body)),
      });
      response.end(JSON.stringify({ id: `s${posted.length}`, status: 'created' }));
    });
  });
  beforeAll(() => new Promise<void>((resolve) => void elks.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => void elks.close(() => resolve())));

  test('that a letter is on its way, without a word of the claim, once; and what the gateway reports', async () => {
    const url = `http://127.0.0.1:${(elks.address() as AddressInfo).port}/a1/sms`;
    const gateway = elksGateway({ url, username: 'u123', password: 'secret', sender: 'Inkasso' });
    const spoolDirectory = mkdtempSync(join(tmpdir(), 'fordring-sms-'));
    const sms = { gateway, reachedAt: 'https://api.inkasso.example' };
    const platform = await openPlatform(db.dataSource, '2026-06-15', { delivery: { spoolDirectory }, sms });
    const id = await hand(platform, FINNISH);
    await db.dataSource.query(
      `update debtor set phone = '040 123 4567' where id = (select debtor_id from collection_case where id = $1)`, [id],
    ); // prettier-ignore
    await db.dataSource.query(
      `insert into strategy (id, creditor_id, version, valid_from, content, recorded_by)
       select gen_random_uuid(), creditor_id, 1, '2026-06-01', $2, 'test' from collection_case where id = $1`,
      [id, JSON.stringify(storedStrategy({ ...DEFAULT_STRATEGY, reminders: 'OURS', channels: ['SMS', 'LETTER'] }))],
    ); // prettier-ignore
    await until(platform, '2026-06-15');
    const { id: noticeId } = await letterOf(id);
    await deliverNotice(platform, noticeId);
    await announceNotice(platform, noticeId);
    await announceNotice(platform, noticeId);
    expect(posted).toHaveLength(1);
    const { authorization, form } = posted[0]!;
    // base64('u123:secret'); Finnish numbers lose their zero after +358.
    expect(authorization).toBe('Basic dTEyMzpzZWNyZXQ=');
    expect(form).toMatchObject({
      from: 'Inkasso', to: '+358401234567', message: 'Test Inkasso AS on lähettänyt sinulle kirjeen. Kysymykset: +47 00 00 00 00.',
    }); // prettier-ignore
    const [, attempt, proof] = /^https:\/\/api\.inkasso\.example\/sms-reports\/([^/]+)\/([^/]+)$/.exec(
      form['whendelivered']!,
    )!;
    const report = (key: string, body: string) => takeSmsReport(platform, attempt!, key, body);
    expect(await report('0'.repeat(64), 'id=s1&status=delivered')).toBe(404);
    expect(await report(proof!, 'nothing')).toBe(400);
    expect(await report(proof!, 'id=s1&status=sent')).toBe(204);
    expect(await report(proof!, 'id=s1&status=delivered')).toBe(204);
    expect(await report(proof!, 'id=s1&status=delivered')).toBe(204);
    const told = await db.dataSource.query('select channel, outcome from notice_delivery where notice_id = $1 order by id', [noticeId]); // prettier-ignore
    expect(told).toEqual([
      { channel: 'LETTER', outcome: 'SENT' }, { channel: 'SMS', outcome: 'SENT' }, { channel: 'SMS', outcome: 'DELIVERED' },
    ]); // prettier-ignore
    rmSync(spoolDirectory, { recursive: true, force: true });
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
