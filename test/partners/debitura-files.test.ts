import { ON, order } from '../contract/drill.js';
import { withShared } from '../setup/shared.js';
import { DEBITURA_FILE, startDebitura, type DebituraAgency } from './debitura-agency.js';

const isRefused = (code: string, retry: boolean) => ({ ok: false, refusal: { code, retry } });
const nothing = { ok: true, value: null };

withShared(DEBITURA_FILE).describe('files of a case at Debitura', () => {
  let agency: DebituraAgency;
  beforeAll(async () => {
    agency = await startDebitura(DEBITURA_FILE);
  });
  afterAll(async () => {
    await agency.stop();
    expect(agency.server.violations).toEqual([]);
  });
  let cases = 0;
  const submitted = async (): Promise<string> => {
    const answer = await agency.network.submit(order(`files-${(cases += 1)}`), 'Any Agency');
    if (!answer.ok) throw new Error(answer.refusal.detail);
    return answer.value.externalReference!;
  };

  test('one of ours arrives once; one of a kind they do not take is refused', async () => {
    const reference = await submitted();
    const document = { idempotencyKey: 'document:1', fileName: 'invoice.pdf', mediaType: 'application/pdf' };
    const content = Buffer.from('%PDF-1.7');
    agency.server.faults.push(null, 'lost answer');
    const send = (changes = {}) => agency.network.sendDocument(reference, { ...document, content, ...changes });
    expect(await send()).toMatchObject(isRefused('UNREACHABLE', true));
    expect(await send()).toEqual(nothing);
    expect(agency.cases.get(reference)!.files).toHaveLength(1);
    const program = await send({ idempotencyKey: 'document:2', fileName: 'a.exe' });
    expect(program).toMatchObject(isRefused('REFUSED', false));
  });

  describe('one of theirs', () => {
    const fetched = (reference: string, id: string) => agency.network.fetchDocument(reference, id);
    const PDF = Buffer.from('%PDF-1.7 ruling');

    test('is told of and fetched with our key; what came from our side is not', async () => {
      const reference = await submitted();
      const id = agency.upload(reference, 'a/ruling.PDF', PDF);
      agency.upload(reference, 'invoice.pdf', PDF, undefined, 'OriginalInvoice');
      const ours = {
        idempotencyKey: 'document:1',
        fileName: 'contract.pdf',
        mediaType: 'application/pdf',
        content: PDF,
      };
      expect(await agency.network.sendDocument(reference, ours)).toEqual(nothing);
      expect(await agency.network.fetchReports(reference, ON)).toMatchObject({
        ok: true,
        value: [{ kind: 'DOCUMENT', id, fileName: 'a_ruling.PDF', on: '2026-05-20' }],
      });
      const document = { fileName: 'a_ruling.PDF', mediaType: 'application/pdf', content: PDF };
      expect(await fetched(reference, id)).toEqual({ ok: true, value: document });
      expect([...agency.server.beside.values()][0]!.asked).toMatchObject([{ xapikey: 'a-key-of-the-account' }]);
      expect(await fetched(reference, 'another')).toMatchObject(isRefused('NOT_FOUND', false));
    });

    test('is fetched from nowhere but where their files are known to lie, and without our key there', async () => {
      const [reference, store] = [await submitted(), await startDebitura(DEBITURA_FILE)];
      const path = '/store/1?sig=a%2Bb';
      store.server.beside.set(path, { content: PDF, asked: [] });
      const id = agency.upload(reference, 'ruling.pdf', PDF, store.server.url + path);
      const refusal = { code: 'UNSUPPORTED', retry: false, detail: expect.stringContaining(store.server.url) };
      expect(await fetched(reference, id)).toEqual({ ok: false, refusal });
      const told = agency.with({ filesUrl: `${store.server.url}/store` });
      expect(await told.fetchDocument(reference, id)).toMatchObject({ ok: true, value: { content: PDF } });
      const { asked } = store.server.beside.get(path)!;
      expect(asked.map((headers) => headers['xapikey'])).toEqual([undefined]);
      await store.stop();
      expect(await told.fetchDocument(reference, id)).toMatchObject(isRefused('UNREACHABLE', true));
      const nowhere = agency.upload(reference, 'ruling.pdf', PDF, null);
      expect(await fetched(reference, nowhere)).toMatchObject(isRefused('UNSUPPORTED', false));
      expect(await fetched(reference, agency.upload(reference, 'a', PDF, 'file:///etc/passwd'))).toMatchObject(
        isRefused('UNSUPPORTED', false),
      );
    });

    test('of more than five megabytes is not read to its end', async () => {
      const reference = await submitted();
      const most = Buffer.alloc(5 * 1024 * 1024, 0x61);
      const [just, over] = [most, Buffer.concat([most, Buffer.from('a')])].map((content) =>
        agency.upload(reference, 'list.csv', content),
      ) as [string, string];
      // So much takes its time on a busy machine.
      const patient = agency.with({ timeoutMs: 20_000 });
      const found = await patient.fetchDocument(reference, just);
      expect(found).toMatchObject({ ok: true, value: { mediaType: 'text/csv' } });
      expect(await patient.fetchDocument(reference, over)).toMatchObject(isRefused('UNSUPPORTED', false));
    });
  });
});
